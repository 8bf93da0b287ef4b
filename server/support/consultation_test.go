package support_test

import (
	"testing"
	"time"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/support"
)

func TestWhatAClosedQuestionTakes(t *testing.T) {
	open := support.Consultation{State: support.ConsultationOpen, Version: 3, Answers: []support.ConsultationAnswer{{ID: "a"}}, AnswerCount: 1}
	closed, err := open.Close("3")
	if err != nil || closed.State != support.ConsultationClosed {
		t.Fatalf("got %v, %v", closed, err)
	}
	full := open
	full.AnswerCount = 100
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"an answer":                    {open.Take(""), ""},
		"an answer to another version": {open.Take("2"), "ETAG_MISMATCH"},
		"an answer to a closed one":    {closed.Take(""), "STATE_CONFLICT"},
		"one too many":                 {full.Take(""), "consultation.full"},
		"closing twice":                {second(closed.Close("")), "STATE_CONFLICT"},
		"closing another version":      {second(open.Close("2")), "ETAG_MISMATCH"},
		"marking":                      {closed.Mark("a", "3"), ""},
		"marking another version":      {open.Mark("a", "2"), "ETAG_MISMATCH"},
		"marking another's answer":     {open.Mark("b", ""), "consultation.other_answer"},
	} {
		got := ""
		if refusal := errs.Of(c.err); refusal != nil {
			if got = string(refusal.Reason); len(refusal.Violations) > 0 {
				got = refusal.Violations[0].Rule
			}
		}
		if got != c.want {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}

func second(_ support.Consultation, err error) error { return err }

func TestWhenQuestionsGo(t *testing.T) {
	now := time.Date(2026, 3, 29, 11, 0, 0, 0, time.UTC)
	if got := support.Quiet(now); !got.Equal(time.Date(2026, 3, 1, 11, 0, 0, 0, time.UTC)) {
		t.Errorf("quiet since %v", got)
	}
	if got := support.Outlived(now); !got.Equal(time.Date(2025, 3, 29, 11, 0, 0, 0, time.UTC)) {
		t.Errorf("outlived until %v", got)
	}
}
