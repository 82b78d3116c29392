// Package memos embeds the campaigns: a folder for each issue, with its facts
// in memo.yaml and its text in each language. The files are for campaigners
// and translators to read and change.
package memos

import "embed"

// FS holds <issue>/memo.yaml and <issue>/<language>.md.
//
//go:embed */*.yaml */*.md
var FS embed.FS

// Issues lists the issues, in the order users are shown them.
var Issues = []string{"syria", "ukraine"}
