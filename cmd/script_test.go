package cmd

import (
	"flag"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "write what is printed into the scripts; read the differences before you commit them")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"speakout": Main})
}

// TestScripts runs the program as its users do; each script in testdata says
// what it is about.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("SOURCE_DATE_EPOCH", "1795478400") // 24 November 2026
			e.Setenv("ESC", "\x1b")
			e.Setenv("CR", "\r")
			return nil
		},
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
	})
}
