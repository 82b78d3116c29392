package batch

import (
	"embed"
	"encoding/csv"
	"fmt"
	"strings"
)

//go:embed examples
var examples embed.FS

var exampleFiles = map[string]string{"parallel": "parallel.sh", "slurm": "slurm.sh", "kubernetes": "kubernetes.yaml"}

// Example returns a file that writes a set on several machines.
func Example(name string) (string, error) {
	file, ok := exampleFiles[name]
	if !ok {
		return "", fmt.Errorf("no example for %q", name)
	}
	text, err := examples.ReadFile("examples/" + file)
	return string(text), err
}

// Template returns a table to fill in: every column, and a row in each
// language with people who are not.
func Template() string {
	var b strings.Builder
	w := csv.NewWriter(&b)
	var header []string
	for _, c := range Columns() {
		header = append(header, string(c.Name))
	}
	w.Write(header)
	for _, row := range []map[Column]string{
		{"country": "Lebanon", "lang": "ar", "issue": "ukraine", "from": "رنا حداد", "address": "شارع الحمراء، بناية 12;بيروت", "email": "rana@example.org", "place": "بيروت"},
		{"country": "Reino Unido", "lang": "en", "issue": "syria", "from": "Grace Okafor", "org": "Clear Fields Network", "address": "12 Mill Lane;Leeds LS1 4AP", "phone": "+44 113 496 0000", "place": "Leeds", "office": "parliament", "to-gender": "m"},
		{"country": "FR", "lang": "fr", "issue": "ukraine", "from": "Claire Fontaine", "place": "Lyon", "date": "2026-12-01", "file": "lettre-france"},
		{"country": "México", "issue": "syria", "from": "Lucía Herrera", "place": "Ciudad de México"},
	} {
		var cells []string
		for _, c := range Columns() {
			cells = append(cells, row[c.Name])
		}
		w.Write(cells)
	}
	w.Flush()
	return b.String()
}
