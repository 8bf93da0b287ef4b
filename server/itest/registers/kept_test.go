package registers_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake/register/registergen"
)

// groupCodes are the codes with which every municipality starts, by the words of the lists.
var groupCodes = map[string]string{
	"ouderen": "elderly", "jongeren": "youth", "autisme": "autism", "laaggeletterd": "low_literacy", "mantelzorg": "informal_carer",
	"psychisch": "psychic", "statushouder": "status_holder", "nah": "nah", "lvb": "lvb",
}

// citizenNumber are nine digits, however they are parted.
var citizenNumber = regexp.MustCompile(`(\d[ .-]?){9}`)

// compareEntries holds each application against the row that it was made of: what it asks, its target
// groups, and under the question what no field is for.
func compareEntries(t *testing.T, want []registergen.Entry, rows []*intakev1.ImportRow, stored []*intakev1.Application) {
	t.Helper()
	byID := map[string]*intakev1.Application{}
	for _, application := range stored {
		byID[application.GetId()] = application
	}
	byLine := map[int]*intakev1.Application{}
	for _, row := range rows {
		byLine[int(row.GetLine())] = byID[row.GetResource()]
	}
	grouped, masked := 0, 0
	for _, entry := range want {
		application := byLine[entry.Line]
		if application == nil {
			t.Errorf("line %d became no application", entry.Line)
			continue
		}
		var groups []string
		for _, word := range entry.TargetGroups {
			groups = append(groups, groupCodes[word])
		}
		if diff := cmp.Diff(slices.Sorted(slices.Values(groups)), slices.Sorted(slices.Values(application.GetTargetGroups()))); diff != "" {
			t.Errorf("line %d, target groups (-want +got):\n%s", entry.Line, diff)
		}
		asked := application.GetQuestion()
		if !strings.HasPrefix(asked, entry.Question) || entry.Question == "" && citizenNumber.MatchString(asked) {
			t.Errorf("line %d asks %q, want %q", entry.Line, asked, entry.Question)
		}
		for _, text := range entry.Kept {
			if !strings.Contains(asked, text) {
				t.Errorf("line %d: %q was lost: %q", entry.Line, text, asked)
			}
		}
		grouped += len(groups)
		if entry.Question == "" {
			masked++
		}
	}
	if len(want) != len(stored) || grouped == 0 || masked == 0 {
		t.Errorf("%d entries for %d applications, %d target groups, %d masked questions", len(want), len(stored), grouped, masked)
	}
}

// open are the states of applications that somebody still has to do something for.
var open = []intakev1.ApplicationState{
	intakev1.ApplicationState_APPLICATION_STATE_RECEIVED, intakev1.ApplicationState_APPLICATION_STATE_AWAITING_CONSENT,
	intakev1.ApplicationState_APPLICATION_STATE_WAITING_FOR_MATCH, intakev1.ApplicationState_APPLICATION_STATE_OFFERED,
	intakev1.ApplicationState_APPLICATION_STATE_MATCHED,
}

// compareClosed looks for closed rows among what is to be done.
func compareClosed(t *testing.T, made registergen.Register, stored []*intakev1.Application) {
	t.Helper()
	ended := 0
	for _, application := range stored {
		if application.GetState() == intakev1.ApplicationState_APPLICATION_STATE_ENDED {
			ended++
		}
		if slices.Contains(open, application.GetState()) && strings.Contains(application.GetQuestion(), "afloop van") {
			t.Errorf("%s was closed, and is %s", application.GetId(), application.GetState())
		}
	}
	if ended != made.Done || ended == 0 {
		t.Errorf("%d applications are ended, want %d", ended, made.Done)
	}
}

// entriesIn reads the file once more, with nothing of the platform's: what must be kept of each row
// that is expected to be imported.
func entriesIn(t *testing.T, file []byte, want registergen.Expected) []registergen.Entry {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, heading := range rows[0] {
		at[heading] = i
	}
	question, groups, place := at["Vraag"], at["Doelgroep"], at["Wijk"]
	applied, matched := at["Datum aanmelding"], at["Datum gekoppeld"]
	if question*groups*place*applied*matched == 0 {
		t.Fatalf("headings %q", rows[0])
	}
	var entries []registergen.Entry
	for i, row := range rows[1:] {
		entry := registergen.Entry{Line: i + 2, Question: row[question]}
		if row[groups] != "" {
			entry.TargetGroups = strings.Split(strings.ToLower(row[groups]), ", ")
		}
		if citizenNumber.MatchString(entry.Question) {
			entry.Question = "" // masked
		}
		if !slices.ContainsFunc(want.Remarkable, func(r registergen.Remarkable) bool { return r.Line == entry.Line && r.Result != "imported" }) {
			entry.Neighbourhood, entry.Applied, entry.Matched = row[place], day(t, row[applied]), day(t, row[matched])
			entries = append(entries, entry)
		}
	}
	return entries
}

// months are how a list writes them beside numbers.
var months = []string{"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"}

// day reads the ways in which the registers from outside write a day: 6-1-21, 06/01/2021, 6 jan 2021,
// 2021-01-06; zero of an empty cell.
func day(t *testing.T, cell string) time.Time {
	t.Helper()
	if cell == "" {
		return time.Time{}
	}
	for i, month := range months {
		cell = strings.Replace(cell, " "+month+" ", fmt.Sprintf("-%d-", i+1), 1)
	}
	cell = strings.ReplaceAll(cell, "/", "-")
	for _, layout := range []string{"2006-01-02", "2-1-2006", "2-1-06"} {
		if read, err := time.Parse(layout, cell); err == nil {
			return read
		}
	}
	t.Fatalf("%q is no day", cell)
	return time.Time{}
}
