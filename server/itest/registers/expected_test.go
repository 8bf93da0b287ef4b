package registers_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/intake/register/registergen"
)

// saying are the words by which an expectation names a rule.
var saying = []struct {
	word string
	rule register.Rule
}{
	{"no way to reach", register.RuleNoContact},
	{"no such date", register.RuleNoSuchDate},
	{"resident's consent", register.RuleNoConsent},
	{"empty row", register.RuleEmpty},
	{"remark, not an application", register.RuleNoDate},
	{"without a name", register.RuleNoName},
	{"number in the question is masked", register.RuleNumberMasked},
	{"number is masked", register.RuleNumberMasked},
	{"unknown life domain", register.RuleDomainUnknown},
	{"counts as other", register.RuleReferrerOther},
	{"of row number", register.RuleDuplicate},
	{"same supporter", register.RuleDuplicateSupporter},
	{"unknown kind", register.RuleKindUnknown},
	{"capacity", register.RuleCapacity},
	{"only whole hours", register.RuleWholeHours},
	{"words beside", register.RulePhoneWords},
	{"name is missing", register.RuleNameMissing},
	{"not taken over", register.RuleNotTaken},
}

func ruleOf(t *testing.T, because string) register.Rule {
	t.Helper()
	for _, s := range saying {
		if strings.Contains(because, s.word) {
			return s.rule
		}
	}
	t.Fatalf("no rule is known for %q", because)
	return ""
}

// totals are the numbers of an import.
type totals struct{ Rows, Imported, Duplicate, Refused, Skipped int }

func totalsOf(i *intakev1.Import) totals {
	return totals{
		Rows: int(i.GetRows()), Imported: int(i.GetImported()), Duplicate: int(i.GetDuplicate()),
		Refused: int(i.GetRefused()), Skipped: int(i.GetSkipped()),
	}
}

func expectedTotals(e registergen.Expected) totals {
	return totals{Rows: e.Rows, Imported: e.Imported, Duplicate: e.Duplicate, Refused: e.Refused, Skipped: e.Skipped}
}

// compareRows holds every row against what is expected: those of which there is something to tell
// by result and rule, all others are simply imported.
func compareRows(t *testing.T, want registergen.Expected, rows []*intakev1.ImportRow) {
	t.Helper()
	if len(rows) != want.Rows {
		t.Errorf("%d rows have a result, want %d", len(rows), want.Rows)
	}
	told := map[int][]registergen.Remarkable{}
	for _, r := range want.Remarkable {
		told[r.Line] = append(told[r.Line], r)
	}
	numbers := map[int32]string{}
	for _, row := range rows {
		numbers[row.GetLine()] = row.GetRowNumber()
	}
	for _, row := range rows {
		expected := told[int(row.GetLine())]
		delete(told, int(row.GetLine()))
		if len(expected) == 0 {
			if row.GetResult() != intakev1.ImportResult_IMPORT_RESULT_IMPORTED || row.GetToComplete() || len(row.GetRemarks()) > 0 {
				t.Errorf("line %d: want it simply imported, got %v", row.GetLine(), row)
			}
			continue
		}
		for _, r := range expected {
			compareRow(t, r, row, numbers)
		}
	}
	for line := range told {
		t.Errorf("line %d has no result", line)
	}
}

func compareRow(t *testing.T, want registergen.Remarkable, row *intakev1.ImportRow, numbers map[int32]string) {
	t.Helper()
	if got := strings.ToLower(strings.TrimPrefix(row.GetResult().String(), "IMPORT_RESULT_")); got != want.Result {
		t.Errorf("line %d: want %s because %s, got %v", want.Line, want.Result, want.Because, row)
	}
	rule := ruleOf(t, want.Because)
	said := false
	for _, remark := range row.GetRemarks() {
		said = said || remark.GetRule() == string(rule) && remark.GetText() != ""
	}
	if !said {
		t.Errorf("line %d: want the remark %s (%s), got %v", want.Line, rule, want.Because, row.GetRemarks())
	}
	if toComplete := strings.Contains(want.Because, "to be completed"); toComplete && !row.GetToComplete() {
		t.Errorf("line %d is not to be completed: %v", want.Line, row)
	}
	if rule == register.RuleDuplicate {
		var number int
		if _, err := fmt.Sscanf(want.Because, "of row number %d", &number); err != nil {
			t.Fatalf("%q: %v", want.Because, err)
		}
		if got := numbers[row.GetDuplicateOfLine()]; got != fmt.Sprint(number) {
			t.Errorf("line %d is a duplicate of row number %s, want %d", want.Line, got, number)
		}
	}
}

// counts are the tables of the monitor without the lines that count nothing.
func counts(m *reportingv1.Monitor) map[string]map[string]int {
	all := map[string]map[string]int{"total": {
		"applications": int(m.GetApplications().GetValue()), "different_referrers": int(m.GetDifferentReferrers().GetValue()),
		"matched": int(m.GetMatched().GetValue()), "matched_same_day": int(m.GetMatchedSameDay().GetValue()),
		"first_appointments": int(m.GetFirstAppointments().GetValue()),
	}}
	for name, cells := range tables(m) {
		all[name] = map[string]int{}
		for _, cell := range cells {
			if value := int(cell.GetCount().GetValue()); value != 0 {
				all[name][cell.GetKey()] = value
			}
		}
	}
	return all
}

func tables(m *reportingv1.Monitor) map[string][]*reportingv1.Cell {
	return map[string][]*reportingv1.Cell{
		"month": m.GetMonths(), "channel": m.GetChannels(), "life_domain": m.GetLifeDomains(), "route": m.GetRoutes(),
		"referrer_kind": m.GetReferrerKinds(), "neighbourhood": m.GetNeighbourhoods(), "days_to_match": m.GetDaysToMatch(),
	}
}

// codeOf is the code that a town has for a neighbourhood.
func codeOf(t *testing.T, label string) string {
	t.Helper()
	for code, called := range neighbourhoods {
		if strings.EqualFold(called, label) {
			return code
		}
	}
	t.Fatalf("no town has a neighbourhood %q", label)
	return ""
}

// waited is the class of days that somebody waited for a match.
func waited(applied, matched time.Time) string {
	switch days := int(matched.Sub(applied).Hours() / 24); {
	case days < 3:
		return strconv.Itoa(days)
	case days <= 7:
		return "3-7"
	default:
		return "8+"
	}
}

// compareMonitor holds the exact counts against those that are expected. No expectation counts
// neighbourhoods and days to match: they are counted here, of the rows that must be imported.
func compareMonitor(t *testing.T, want registergen.Expected, entries []registergen.Entry, m *reportingv1.Monitor) {
	t.Helper()
	places, days := map[string]int{}, map[string]int{}
	for _, entry := range entries {
		if entry.Neighbourhood != "" {
			places[codeOf(t, entry.Neighbourhood)]++
		}
		if !entry.Matched.IsZero() {
			days[waited(entry.Applied, entry.Matched)]++
		}
	}
	if len(places) < 3 || len(days) < 2 {
		t.Errorf("only %d neighbourhoods and %d lengths of waiting are in the register", len(places), len(days))
	}
	expected := map[string]map[string]int{
		"total": {
			"applications": want.Imported, "different_referrers": want.DifferentReferrers, "matched": want.Matched,
			"matched_same_day": want.MatchedSameDay, "first_appointments": want.FirstAppointments,
		},
		"month": want.Month, "channel": want.Channel, "life_domain": want.LifeDomain, "route": want.Route,
		"referrer_kind": want.ReferrerKind, "neighbourhood": places, "days_to_match": days,
	}
	if diff := cmp.Diff(expected, counts(m)); diff != "" {
		t.Errorf("monitor (-want +got):\n%s", diff)
	}
}
