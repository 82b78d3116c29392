package display

import (
	"fmt"
	"strconv"
	"strings"
)

// Mode says whether a terminal orders right-to-left text by itself.
type Mode string

// The modes; Auto takes what is known of the terminal.
const (
	Auto Mode = "auto"
	On   Mode = "on"
	Off  Mode = "off"
)

// ParseMode reads a mode; none is Auto.
func ParseMode(s string) (Mode, error) {
	switch m := Mode(strings.ToLower(s)); m {
	case "":
		return Auto, nil
	case Auto, On, Off:
		return m, nil
	}
	return "", fmt.Errorf("unknown mode %q", s)
}

// NewTerminal returns the terminal that the environment tells of. README has
// the table of terminals that this follows.
func NewTerminal(m Mode, getenv func(string) string) Terminal {
	inMultiplexer := getenv("TMUX") != "" || strings.HasPrefix(getenv("TERM"), "screen") || strings.HasPrefix(getenv("TERM"), "tmux")
	switch {
	case m == Off:
		return Terminal{Unordered}
	case getenv("MLTERM") != "":
		return Terminal{ByFirstLetter}
	case m == On, getenv("KONSOLE_VERSION") != "", getenv("TERM_PROGRAM") == "Apple_Terminal":
		return Terminal{LeftToRight}
	case inMultiplexer && vteWithBidi(getenv("VTE_VERSION")):
		// The multiplexer keeps from VTE the sequence by which it would leave
		// the order alone.
		return Terminal{LeftToRight}
	}
	return Terminal{Unordered}
}

// vteWithBidi reports whether a VTE is of the versions that order text: since
// 0.58.
func vteWithBidi(version string) bool {
	v, err := strconv.Atoi(version)
	return err == nil && v >= 5800
}
