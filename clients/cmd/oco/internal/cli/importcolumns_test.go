package cli

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
)

// TestTheFieldsOfAColumnAreThoseOfTheDocuments holds that the command and docs/api.md name the same, which
// a test of the importer holds against what it reads; and that help lists them all.
func TestTheFieldsOfAColumnAreThoseOfTheDocuments(t *testing.T) {
	content, err := os.ReadFile("../../../../../docs/api.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(content), "| Applications: heading | Field | Supporters: heading | Field |\n")
	if !found {
		t.Fatal("docs/api.md has no table of fields")
	}
	code := regexp.MustCompile("`[a-z_]+`")
	documented := map[intakev1.ImportKind][]string{}
	for line := range strings.Lines(table) {
		cells := strings.Split(line, "|")
		if len(cells) != 6 {
			break
		}
		if strings.TrimSpace(cells[4]) == "the same" {
			cells[4] = cells[2]
		}
		for kind, cell := range map[intakev1.ImportKind]string{intakev1.ImportKind_IMPORT_KIND_APPLICATIONS: cells[2], intakev1.ImportKind_IMPORT_KIND_SUPPORTERS: cells[4]} {
			for _, field := range code.FindAllString(cell, -1) {
				documented[kind] = append(documented[kind], strings.Trim(field, "`"))
			}
		}
	}
	help := sit(t, &platform{}).must("imports", "create", "--help")
	for kind, fields := range columnFields {
		want, got := slices.Sorted(slices.Values(documented[kind])), slices.Sorted(slices.Values(fields))
		if diff := cmp.Diff(slices.Compact(want), got); diff != "" {
			t.Errorf("%s (-documented +command):\n%s", kind, diff)
		}
		for _, field := range fields {
			if !regexp.MustCompile(`\b` + field + `\b`).MatchString(help) {
				t.Errorf("%s: help does not name %s", kind, field)
			}
		}
	}
}
