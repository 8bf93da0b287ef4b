package registers_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake/register/registergen"
)

// groupCodes are the codes with which every municipality starts, by the words of the lists.
var groupCodes = map[string]string{
	"ouderen": "elderly", "jongeren": "youth", "autisme": "autism", "laaggeletterd": "low_literacy", "mantelzorg": "informal_carer",
	"psychisch": "psychic", "statushouder": "status_holder", "nah": "nah", "lvb": "lvb",
}

// compareGroups holds how often each target group is stored against how often a list says it.
func compareGroups(t *testing.T, want registergen.Expected, stored []*intakev1.Application) {
	t.Helper()
	expected, got := map[string]int{}, map[string]int{}
	for word, count := range want.TargetGroup {
		expected[groupCodes[word]] += count
	}
	for _, application := range stored {
		for _, group := range application.GetTargetGroups() {
			got[group]++
		}
	}
	if diff := cmp.Diff(expected, got); diff != "" {
		t.Errorf("target groups (-want +got):\n%s", diff)
	}
	if len(got) == 0 {
		t.Error("no application has a target group")
	}
}

// groupsIn counts the target groups in a file, but those of rows that are expected not to be imported.
func groupsIn(t *testing.T, file []byte, want registergen.Expected) map[string]int {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := slices.Index(rows[0], "Doelgroep")
	counts := map[string]int{}
	for i, row := range rows[1:] {
		imported := !slices.ContainsFunc(want.Remarkable, func(r registergen.Remarkable) bool { return r.Line == i+2 && r.Result != "imported" })
		for word := range strings.SplitSeq(strings.ToLower(row[column]), ", ") {
			if word != "" && imported {
				counts[word]++
			}
		}
	}
	return counts
}
