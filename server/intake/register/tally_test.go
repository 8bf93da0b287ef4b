package register_test

import (
	"fmt"
	"strings"
	"testing"

	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/intake/register/registergen"
)

// tally counts what the reader made of a register, in the form in which it is expected.
func tally(municipality string, rows []register.Row, verdicts []register.Verdict) registergen.Expected {
	got := registergen.Expected{
		Municipality: municipality, Rows: len(rows), Month: map[string]int{}, Channel: map[string]int{},
		LifeDomain: map[string]int{}, Route: map[string]int{}, ReferrerKind: map[string]int{}, TargetGroup: map[string]int{},
	}
	referrers := map[string]bool{}
	for i, v := range verdicts {
		switch v.Result {
		case register.Imported:
			got.Imported++
			if a := rows[i].Application; a != nil {
				count(&got, a, referrers)
			}
		case register.Duplicate:
			got.Duplicate++
		case register.Refused:
			got.Refused++
		case register.Skipped:
			got.Skipped++
		}
		got.Remarkable = append(got.Remarkable, remarkable(v)...)
	}
	got.DifferentReferrers = len(referrers)
	return got
}

func count(got *registergen.Expected, a *register.Application, referrers map[string]bool) {
	got.Month[a.AppliedOn.Month()]++
	if a.Channel != "" {
		got.Channel[string(a.Channel)]++
	}
	for _, domain := range a.LifeDomains {
		got.LifeDomain[string(domain)]++
	}
	for _, group := range a.TargetGroups {
		got.TargetGroup[group]++
	}
	if a.Route != "" {
		got.Route[string(a.Route)]++
	}
	if a.Referrer != nil {
		got.ReferrerKind[a.Referrer.Kind]++
		referrers[a.Referrer.Key.Reveal()] = true
	}
	if a.MatchedOn != "" {
		got.Matched++
		if a.MatchedOn == a.AppliedOn {
			got.MatchedSameDay++
		}
	}
	if a.FirstAppointmentOn != "" {
		got.FirstAppointments++
	}
}

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

// remarkable says in one form what is to tell of a row: line, result, rule, and what it names.
func remarkable(v register.Verdict) []registergen.Remarkable {
	var remarks []register.Remark
	if v.Reason != nil {
		remarks = append(remarks, *v.Reason)
	}
	remarks = append(append(remarks, v.ToComplete...), v.Notes...)
	var list []registergen.Remarkable
	for _, r := range remarks {
		because := string(r.Rule)
		if r.Is(register.RuleDuplicate) {
			because += " " + r.Args["number"]
		}
		list = append(list, registergen.Remarkable{Line: v.Line, Result: string(v.Result), Because: because})
	}
	return list
}

// inRules turns the sentences of an expectation into the same form.
func inRules(t *testing.T, expected registergen.Expected) registergen.Expected {
	t.Helper()
	var list []registergen.Remarkable
	for _, r := range expected.Remarkable {
		found := false
		for _, s := range saying {
			if !strings.Contains(r.Because, s.word) {
				continue
			}
			because := string(s.rule)
			if s.rule == register.RuleDuplicate {
				var number int
				if _, err := fmt.Sscanf(r.Because, "of row number %d", &number); err != nil {
					t.Fatalf("%q: %v", r.Because, err)
				}
				because = fmt.Sprint(because, " ", number)
			}
			list = append(list, registergen.Remarkable{Line: r.Line, Result: r.Result, Because: because})
			found = true
			break
		}
		if !found {
			t.Fatalf("no rule is known for %q", r.Because)
		}
	}
	expected.Remarkable = list
	return expected
}
