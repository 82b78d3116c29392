package shape

import "speakout/internal/recent"

// Memory is the words and texts that were shaped lately in one language. Any
// number of shapers share it.
type Memory struct {
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
