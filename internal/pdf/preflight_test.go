//go:build slow

package pdf

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"speakout/internal/letter"
)

// preflight is Apache's judge of PDF/A-1b, as Debian has it: the packages
// libpdfbox2-java, libactivation-java, libjaxb-api-java and libcommons-io-java.
var preflight = strings.Fields("preflight pdfbox2 xmpbox fontbox2 commons-logging commons-io javax.activation jaxb-api")

// Judges that know nothing of us: Preflight, and qpdf. PDF/A-1a and PDF/UA-1,
// which they do not know, are for our own checks.
func TestPreflight(t *testing.T) {
	for _, program := range []string{"java", "qpdf"} {
		if _, err := exec.LookPath(program); err != nil {
			missingTool(t, program)
		}
	}
	var classes []string
	for _, jar := range preflight {
		file := "/usr/share/java/" + jar + ".jar"
		if _, err := os.Stat(file); err != nil {
			missingTool(t, file)
		}
		classes = append(classes, file)
	}
	dir := t.TempDir()
	n := 0
	var some []letter.Letter
	put := func(name string, doc []byte) {
		writeFile(t, filepath.Join(dir, name), doc)
		n++
	}
	looks := looks(t)
	for _, i := range every(5) {
		l := letterNumber(t, i)
		put(fmt.Sprintf("%04d.pdf", i), renderIn(t, looks[round(i)%len(looks)], l))
		if i%13 == 0 {
			some = append(some, l)
		}
	}
	for i, s := range looks {
		put(fmt.Sprintf("book%d.pdf", i), bookWith(t, some, s))
	}
	for file := range strings.Lines(qpdfCheck(t, dir)) {
		t.Error("qpdf:", file)
	}
	// One that must not pass.
	broken, _ := mutate(t, render(t, some[0]), mutation{pattern: `GTS_PDFA1`, with: `GTS_PDFX`})
	put("broken.pdf", broken)

	out, err := exec.Command("java", "-Xmx512m", "-cp", strings.Join(classes, ":"), "org.apache.pdfbox.preflight.Validator_A1b", "batch", dir).CombinedOutput()
	if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	verdicts := regexp.MustCompile(`The file (\S+) is (not )?a valid PDF/A-1b file.*\n(?:\d.*\n)*`).FindAllStringSubmatch(string(out), -1)
	if len(verdicts) != n {
		t.Fatalf("%d verdicts on %d files:\n%.2000s", len(verdicts), n, out)
	}
	for _, v := range verdicts {
		if (v[2] != "") != (v[1] == "broken.pdf") {
			t.Errorf("%s", v[0])
		}
	}
	t.Logf("%d files", n)
}

// qpdfCheck returns the files that qpdf finds faults in, a line each.
func qpdfCheck(t *testing.T, dir string) string {
	t.Helper()
	files, err := filepath.Glob(dir + "/*.pdf")
	if err != nil || len(files) == 0 {
		t.Fatal("no files", err)
	}
	var wrong strings.Builder
	for _, file := range files {
		if out, err := exec.Command("qpdf", "--check", file).CombinedOutput(); err != nil {
			fmt.Fprintf(&wrong, "%s: %.200q\n", filepath.Base(file), out)
		}
	}
	return wrong.String()
}
