// Package templates embeds the frame of a letter in each language: everything
// around the campaign's text. The files are for translators to read and change.
package templates

import "embed"

// FS holds <language>.md.
//
//go:embed *.md
var FS embed.FS
