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

func TestOnce(t *testing.T) {
	made := 0
	square := Once([]int{1, 2, 3}, func(n int) int { made++; return n * n })
	for range 2 {
		if got := square(3); got != 9 || made != 1 {
			t.Errorf("square(3) = %d, made %d times; want 9, once", got, made)
		}
	}
	if got := square(4); got != 0 || made != 1 {
		t.Errorf("square(4) = %d; want nothing", got)
	}
}
