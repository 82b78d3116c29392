// Package recent remembers what was made lately, in bounded memory.
package recent

// Map holds the values that were used last. When it is full, those that were
// not used since it was last half full are forgotten, all at once: what is used
// again and again stays, at the cost of a map. It is for one goroutine.
type Map[K comparable, V any] struct {
	half       int
	young, old map[K]V
}

// NewMap returns a Map of at most so many values.
func NewMap[K comparable, V any](most int) *Map[K, V] {
	return &Map[K, V]{half: max(1, most/2), young: map[K]V{}}
}

// Get returns the value of a key, if it is remembered.
func (m *Map[K, V]) Get(key K) (V, bool) {
	if v, ok := m.young[key]; ok {
		return v, true
	}
	v, ok := m.old[key]
	if ok {
		m.Put(key, v)
	}
	return v, ok
}

// Put remembers a value.
func (m *Map[K, V]) Put(key K, v V) {
	if len(m.young) >= m.half {
		m.old, m.young = m.young, make(map[K]V, m.half)
	}
	m.young[key] = v
}
