package survey_test

import (
	"strings"
	"testing"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/survey"
)

const today = "2026-03-10"

// rules are what an error says, "field rule", parted by commas.
func rules(err error) string {
	e := errs.Of(err)
	if e == nil {
		return ""
	}
	var list []string
	for _, v := range e.Violations {
		list = append(list, v.Field+" "+v.Rule)
	}
	if len(list) == 0 {
		return string(e.Reason)
	}
	return strings.Join(list, ", ")
}

func TestClosingIsTheHalfYear(t *testing.T) {
	for day, want := range map[string][3]string{
		"2026-01-01": {"2026-01-01", "2026-06-30", "2026-08-11"}, "2026-06-30": {"2026-01-01", "2026-06-30", "2026-08-11"},
		"2026-07-01": {"2026-07-01", "2026-12-31", "2027-02-11"}, "2026-12-31": {"2026-07-01", "2026-12-31", "2027-02-11"},
	} {
		r, err := survey.Closing("r", day)
		if err != nil || [3]string{r.From, r.Until, r.Last} != want || r.Kind != survey.AtClosing || r.State != survey.Open {
			t.Errorf("%s: got %+v, %v", day, r, err)
		}
		if i := r.Ask("i", day); i.Last > r.Last {
			t.Errorf("%s: %s is after the round ends", day, i.Last)
		}
	}
	r, _ := survey.Closing("r", today)
	if i := r.Ask("i", today); i.Last != "2026-04-21" || i.Remind != "2026-03-24" || i.State != survey.Invited {
		t.Errorf("got %+v", i)
	}
}

func TestBegin(t *testing.T) {
	good := survey.Round{From: "2025-01-01", Until: "2025-12-31", Last: "2026-04-10", Audiences: []survey.Audience{survey.Supporter, survey.Resident}}
	for want, change := range map[string]func(*survey.Round){
		"":                                    func(*survey.Round) {},
		"survey_round.from_date date.invalid": func(r *survey.Round) { r.From = "2025-02-30" },
		"survey_round.until_date date.invalid, survey_round.last_date date.invalid": func(r *survey.Round) { r.Until, r.Last = "x", "2026-13-01" },
		"survey_round.until_date until_date.before_start":                           func(r *survey.Round) { r.Until = "2024-12-31" },
		"survey_round.until_date survey.future":                                     func(r *survey.Round) { r.Until = "2026-03-11" },
		"survey_round.last_date survey.last_date":                                   func(r *survey.Round) { r.Last = "2026-03-23" },
	} {
		r := good
		change(&r)
		begun, err := r.Begin("id", today)
		if got := rules(err); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
		if want == "" && (begun.Kind != survey.Yearly || begun.State != survey.Open || begun.Form != survey.NewestForm || begun.Audiences[0] != survey.Resident) {
			t.Errorf("got %+v", begun)
		}
	}
	for last, ok := range map[string]bool{"2026-03-24": true, "2026-06-10": true, "2026-06-11": false} {
		r := good
		r.Last = last
		if _, err := r.Begin("id", today); (err == nil) != ok {
			t.Errorf("%s: got %v", last, err)
		}
	}
	if i := (survey.Round{Kind: survey.Yearly, Last: "2026-04-10"}).Ask("i", today); i.Last != "2026-04-10" {
		t.Errorf("got %+v", i)
	}
}

func TestClose(t *testing.T) {
	for name, c := range map[string]struct {
		round survey.Round
		etag  string
		want  string
	}{
		"an open one":      {survey.Round{Kind: survey.Yearly, State: survey.Open, Version: 2}, "2", ""},
		"another version":  {survey.Round{Kind: survey.Yearly, State: survey.Open, Version: 2}, "1", string(errs.EtagMismatchReason)},
		"a closed one":     {survey.Round{Kind: survey.Yearly, State: survey.Closed}, "", string(errs.StateConflictReason)},
		"one of a closing": {survey.Round{Kind: survey.AtClosing, State: survey.Open}, "", "survey_round survey.at_closing"},
	} {
		got, err := c.round.Close(c.etag)
		if rules(err) != c.want || (c.want == "") != (got.State != c.round.State) {
			t.Errorf("%s: got %s, %v", name, got.State, err)
		}
	}
}

// Each is answered once, and in time.
func TestAnInvitationIsAnsweredOnce(t *testing.T) {
	want := map[survey.InvitationState]string{
		survey.Invited: "", survey.Answered: "code survey.answered", survey.Lapsed: "code survey.over", survey.Cancelled: "code survey.over",
	}
	for _, state := range survey.InvitationStates {
		i := survey.Invitation{State: state, Last: today}
		got, err := i.Answer(survey.Paper, today, "code")
		if rules(err) != want[state] {
			t.Errorf("%s: got %v", state, err)
		}
		if err == nil && (got.State != survey.Answered || got.Way != survey.Paper) || err != nil && got != i {
			t.Errorf("%s: got %+v", state, got)
		}
	}
	late := survey.Invitation{State: survey.Invited, Last: "2026-03-09"}
	if _, err := late.Answer(survey.Link, today, "code"); rules(err) != "code survey.over" || late.Stands(today) != survey.Lapsed {
		t.Errorf("got %v", err)
	}
	answered := survey.Invitation{State: survey.Answered, Last: "2026-03-09", Version: 3}
	if answered.Stands(today) != survey.Answered || !errs.Is(answered.CheckEtag("2"), errs.EtagMismatchReason) || answered.CheckEtag("") != nil {
		t.Error("what was answered stays so")
	}
}

func TestMayRing(t *testing.T) {
	phone := sealed.Of("+31611930001")
	for want, list := range map[bool][]survey.Reach{
		true:  {{Phone: phone}, {Phone: phone, NoVoicemail: true, Instruction: sealed.Of("na vijven")}},
		false: {{}, {Phone: phone, NoPhone: true}, {Phone: phone, Gone: true}},
	} {
		for _, r := range list {
			if r.MayRing() != want {
				t.Errorf("%+v: want %t", r, want)
			}
		}
	}
}

func TestChosen(t *testing.T) {
	form := survey.Form(1, survey.Resident)
	all := []survey.Answer{{"SEEN", "HARDLY"}, {"UNDERSTOOD", "VERY_WELL"}, {"FITTING", "UNKNOWN"}, {"ASK_AGAIN", "NO"}}
	places, err := survey.Chosen(form, all)
	if err != nil || places[0] != 4 || places[1] != 1 || places[2] != 5 || places[3] != 1 {
		t.Errorf("got %v, %v", places, err)
	}
	for want, answers := range map[string][]survey.Answer{
		"answers survey.unanswered":                                            all[:3],
		"answers[4].question survey.twice":                                     append(all[:4:4], all[0]),
		"answers[4].question survey.question":                                  append(all[:4:4], survey.Answer{Question: "GO_ON", Choice: "YES"}),
		"answers[0].choice survey.choice":                                      append([]survey.Answer{{"SEEN", "YES"}}, all[1:]...),
		"answers[0].choice survey.choice, answers[1].question survey.question": {{"ASK_AGAIN", "WELL"}, {"GO_ON", "YES"}},
	} {
		if _, err := survey.Chosen(form, answers); rules(err) != want {
			t.Errorf("got %q, want %q", rules(err), want)
		}
	}
}

// The list of questions is what older rounds were asked: who changes it makes another version.
func TestTheFirstFormStays(t *testing.T) {
	want := map[survey.Audience]string{
		survey.Resident:  "UNDERSTOOD/6 SEEN/6 FITTING/6 ASK_AGAIN/3",
		survey.Supporter: "MATCHES_FITTED/6 SUPPORTED/6 TIME_FITS/6 GO_ON/3",
	}
	for _, audience := range survey.Audiences {
		var list []string
		for _, q := range survey.Form(1, audience) {
			list = append(list, string(q.Question)+"/"+string(rune('0'+len(q.Choices))))
		}
		if got := strings.Join(list, " "); got != want[audience] {
			t.Errorf("got %s", got)
		}
	}
}
