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

// open are the states of applications that somebody still has to do something for.
var open = []intakev1.ApplicationState{
	intakev1.ApplicationState_APPLICATION_STATE_RECEIVED, intakev1.ApplicationState_APPLICATION_STATE_AWAITING_CONSENT,
	intakev1.ApplicationState_APPLICATION_STATE_WAITING_FOR_MATCH, intakev1.ApplicationState_APPLICATION_STATE_OFFERED,
	intakev1.ApplicationState_APPLICATION_STATE_MATCHED,
}

// compareKept looks for what no field is for, and for closed rows among what is to be done.
func compareKept(t *testing.T, made registergen.Register, stored []*intakev1.Application) {
	t.Helper()
	var questions strings.Builder
	ended := 0
	for _, application := range stored {
		questions.WriteString(application.GetQuestion() + "\n")
		if application.GetState() == intakev1.ApplicationState_APPLICATION_STATE_ENDED {
			ended++
		}
		if slices.Contains(open, application.GetState()) && strings.Contains(application.GetQuestion(), "afloop van") {
			t.Errorf("%s was closed, and is %s", application.GetId(), application.GetState())
		}
	}
	for _, text := range made.Kept {
		if !strings.Contains(questions.String(), text) {
			t.Errorf("%q was lost", text)
		}
	}
	if ended != made.Done || ended == 0 {
		t.Errorf("%d applications are ended, want %d", ended, made.Done)
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
