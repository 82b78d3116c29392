package shape

import (
	"sync"

	"speakout/internal/recent"
)

// Memory is the words and texts that were shaped lately in one language. Any
// number of shapers share it.
type Memory struct {
	mutex sync.Mutex
	words *recent.Map[word, []Cluster]
	texts *recent.Map[textKey, *Text]
}

// Bounds on what a Memory holds: the words of a campaign are some thousands,
// its texts some hundreds; names come without end.
const (
	maxWords = 2_000
	maxTexts = 200
)

// NewMemory returns an empty memory.
func NewMemory() *Memory {
	return &Memory{words: recent.NewMap[word, []Cluster](maxWords), texts: recent.NewMap[textKey, *Text](maxTexts)}
}

func (m *Memory) word(w word) ([]Cluster, bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.words.Get(w)
}

func (m *Memory) keepWord(w word, clusters []Cluster) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.words.Put(w, clusters)
}

func (m *Memory) text(key textKey) (*Text, bool) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	return m.texts.Get(key)
}

func (m *Memory) keepText(key textKey, t *Text) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	m.texts.Put(key, t)
}
