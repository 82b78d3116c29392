package cmd

import (
	"os"
	"reflect"
	"strings"
	"testing"

	"speakout/internal/memo"
)

// The topic on memos has every word that a memo can use.
func TestTopicHasEveryWord(t *testing.T) {
	topic, err := os.ReadFile("topics/memos.txt")
	if err != nil {
		t.Fatal(err)
	}
	var check func(words reflect.Type, path string)
	check = func(words reflect.Type, path string) {
		for i := range words.NumField() {
			f := words.Field(i)
			if f.Type.Kind() == reflect.Struct {
				check(f.Type, path+"."+f.Name)
			} else if !strings.Contains(string(topic), "."+f.Name) {
				t.Errorf("cmd/topics/memos.txt does not have the word %s.%s of internal/memo/words.go", path, f.Name)
			}
		}
	}
	check(reflect.TypeFor[memo.Words](), "")
}
