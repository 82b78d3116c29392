package recent

import "testing"

func TestMap(t *testing.T) {
	m := NewMap[int, string](4)
	m.Put(0, "always")
	for i := 1; i < 100; i++ {
		m.Put(i, "once")
		if v, ok := m.Get(0); !ok || v != "always" {
			t.Fatalf("what is used all the time is forgotten after %d others", i)
		}
		if v, ok := m.Get(i); !ok || v != "once" {
			t.Fatalf("what was put last is forgotten: %d", i)
		}
		if n := len(m.young) + len(m.old); n > 4 {
			t.Fatalf("%d values are remembered", n)
		}
	}
	if _, ok := m.Get(1); ok {
		t.Error("what was used once is remembered for ever")
	}
}
