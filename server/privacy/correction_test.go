package privacy_test

import (
	"testing"

	"pgregory.net/rapid"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/privacy"
)

var (
	correct = privacy.RightsRequest{ID: "verzoek", Asks: privacy.Correct, Standing: privacy.Identified, Dossier: "dossier"}
	words   = sealed.Of("woorden")
)

func TestOnlyWhatWasRefusedHasAReasonAndAStatement(t *testing.T) {
	for name, c := range map[string]struct {
		request privacy.RightsRequest
		is      privacy.Correction
		want    string
	}{
		"corrected":                   {correct, privacy.Correction{Outcome: privacy.Corrected, Subject: words}, ""},
		"refused":                     {correct, privacy.Correction{Outcome: privacy.CorrectionRefused, Subject: words, Reason: words}, ""},
		"refused, with a statement":   {correct, privacy.Correction{Outcome: privacy.CorrectionRefused, Subject: words, Reason: words, Statement: words}, ""},
		"of nothing":                  {correct, privacy.Correction{Outcome: privacy.Corrected, Subject: sealed.Of(" ")}, "subject required"},
		"refused for no reason":       {correct, privacy.Correction{Outcome: privacy.CorrectionRefused, Subject: words, Reason: sealed.Of("\n")}, "reason required"},
		"corrected for a reason":      {correct, privacy.Correction{Outcome: privacy.Corrected, Subject: words, Reason: words}, "reason rights.not_refused"},
		"corrected, with a statement": {correct, privacy.Correction{Outcome: privacy.Corrected, Subject: words, Statement: words}, "statement rights.not_refused"},
		"somebody asked to see":       {privacy.RightsRequest{Asks: privacy.See, Standing: privacy.Identified}, privacy.Correction{Outcome: privacy.Corrected, Subject: words}, "rights_request rights.not_correct"},
	} {
		got, err := c.request.Correct(c.is)
		if rule(err) != c.want {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil && (got.Request != "verzoek" || got.Dossier != "dossier") {
			t.Errorf("%s: it is of %s, %s", name, got.Request, got.Dossier)
		}
	}
	for _, standing := range privacy.Standings {
		request := correct
		request.Standing = standing
		if _, err := request.Correct(privacy.Correction{Outcome: privacy.Corrected, Subject: words}); errs.Is(err, errs.StateConflictReason) == (standing == privacy.Identified) {
			t.Errorf("%s: %v", standing, err)
		}
	}
}

// What a resident says of a refusal can come later, and takes the place of what they said before.
func TestTheResidentSaysWhatTheyThinkOfARefusal(t *testing.T) {
	refused := privacy.Correction{Outcome: privacy.CorrectionRefused, Version: 2, Statement: sealed.Of("eerst")}
	if got, err := refused.State(sealed.Of("later"), "2"); err != nil || got.Statement.Reveal() != "later" {
		t.Errorf("got %q, %v", got.Statement.Reveal(), err)
	}
	if _, err := refused.State(words, "1"); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("of an old version: %v", err)
	}
	if _, err := refused.State(sealed.Of("  "), ""); rule(err) != "statement required" {
		t.Errorf("without words: %v", err)
	}
	if _, err := (privacy.Correction{Outcome: privacy.Corrected}).State(words, ""); rule(err) != "statement rights.not_refused" {
		t.Errorf("of what was corrected: %v", err)
	}
}

// Nobody is told that something was corrected when nothing was, nor that nothing was when something was; and whoever is told,
// is told in words.
func TestWhatIsToldOfACorrectionIsTrue(t *testing.T) {
	now := noon("2026-03-10")
	rapid.Check(t, func(t *rapid.T) {
		decided := rapid.SliceOfN(rapid.SampledFrom([]privacy.CorrectionOutcome{privacy.Corrected, privacy.CorrectionRefused}), 0, 3).Draw(t, "decided")
		outcome := rapid.SampledFrom([]privacy.Standing{privacy.Done, privacy.Refused, privacy.Withdrawn}).Draw(t, "outcome")
		answer := rapid.SampledFrom([]string{"", " ", "antwoord"}).Draw(t, "answer")
		request := correct
		request.Standing = rapid.SampledFrom([]privacy.Standing{privacy.Received, privacy.Identified}).Draw(t, "standing")
		request.IdentityCheck = rapid.SampledFrom([]string{"KNOWN", "REPRESENTATIVE"}).Draw(t, "identity")
		done, refused := 0, 0
		for _, one := range decided {
			if one == privacy.Corrected {
				done++
			} else {
				refused++
			}
		}
		settled, err := request.Settle(outcome, sealed.Of(answer), decided, now)
		may := outcome == privacy.Withdrawn || answer == "antwoord" && (outcome == privacy.Done && done > 0 && request.Standing == privacy.Identified || outcome == privacy.Refused && done == 0)
		if (err == nil) != may {
			t.Fatalf("%s of %v with %q: %v", outcome, decided, answer, err)
		}
		if err != nil {
			return
		}
		told := settled.Tell(decided)
		if writes := outcome != privacy.Withdrawn && request.IdentityCheck == "KNOWN"; (told.Dossier != "") != writes {
			t.Fatalf("%s, %s: written to %q", outcome, request.IdentityCheck, told.Dossier)
		}
		if told.Partly != (outcome == privacy.Done && refused > 0) || told.Outcome != outcome || told.Answer.Reveal() != answer {
			t.Fatalf("%v: told %+v", decided, told)
		}
	})
	see := privacy.RightsRequest{Asks: privacy.See, Standing: privacy.Done, Dossier: "dossier"}
	if told := see.Tell(nil); told.Dossier != "" {
		t.Errorf("who asked to see is told %+v", told)
	}
}
