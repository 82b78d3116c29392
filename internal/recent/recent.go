// Package recent remembers what was made, in bounded memory.
package recent

import "sync"

// Map holds the values that were used last. When it is full, those that were
// not used since it was last half full are forgotten, all at once: what is used
// again and again stays, at the cost of a map. Any number of goroutines may use
// it.
type Map[K comparable, V any] struct {
	mutex      sync.Mutex
	half       int
	young, old map[K]V
}

// NewMap returns a Map of at most so many values.
func NewMap[K comparable, V any](most int) *Map[K, V] {
	return &Map[K, V]{half: max(1, most/2), young: map[K]V{}}
}

// Get returns the value of a key, if it is remembered.
func (m *Map[K, V]) Get(key K) (V, bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if v, ok := m.young[key]; ok {
		return v, true
	}
	v, ok := m.old[key]
	if ok {
		m.put(key, v)
	}
	return v, ok
}

// Put remembers a value.
func (m *Map[K, V]) Put(key K, v V) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.put(key, v)
}

func (m *Map[K, V]) put(key K, v V) {
	if len(m.young) >= m.half {
		m.old, m.young = m.young, make(map[K]V, m.half)
	}
	m.young[key] = v
}

// Once returns a function that makes the value of each of some keys once, when
// it is first asked for. Of any other key it returns the zero value.
func Once[K comparable, V any](keys []K, value func(K) V) func(K) V {
	of := map[K]func() V{}
	for _, k := range keys {
		of[k] = sync.OnceValue(func() V { return value(k) })
	}
	return func(k K) (v V) {
		if f := of[k]; f != nil {
			v = f()
		}
		return v
	}
}
