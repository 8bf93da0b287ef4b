package volunteer_test

import (
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

func TestCheck(t *testing.T) {
	for name, c := range map[string]struct {
		supporter volunteer.Supporter
		field     string
	}{
		"an informal one needs no organisation": {volunteer.Supporter{Kind: volunteer.Informal}, ""},
		"a formal one does":                     {volunteer.Supporter{Kind: volunteer.Formal}, "supporter.organisation"},
		"a formal one has it":                   {volunteer.Supporter{Kind: volunteer.Formal, Organisation: "MEE"}, ""},
		"a day that exists":                     {volunteer.Supporter{ConductCertificateUntil: "2028-02-29"}, ""},
		"a day that does not":                   {volunteer.Supporter{ConductCertificateUntil: "2027-02-29"}, "supporter.conduct_certificate_until_date"},
		"one's own buddy":                       {volunteer.Supporter{ID: "1", Buddy: "1"}, "supporter.buddy"},
		"another's buddy":                       {volunteer.Supporter{ID: "1", Buddy: "2"}, ""},
	} {
		var field string
		if e := errs.Of(errs.Join(c.supporter.Check()...)); e != nil {
			field = e.Violations[0].Field
		}
		if field != c.field {
			t.Errorf("%s: got %q, want %q", name, field, c.field)
		}
	}
}

func TestLivedExperienceIsForThePersonAndTheCoordinator(t *testing.T) {
	s := volunteer.Supporter{LivedExperience: sealed.Of(true), LivedExperienceNote: sealed.Of("own words")}
	for name, c := range map[string]struct {
		owner call.Owner
		sees  bool
	}{
		"coordinator":  {call.Everyone(), true},
		"the person":   {call.OwnedBy("account"), true},
		"organisation": {call.OwnedByOrganisation("MEE"), false},
		"nobody":       {call.Owner{}, false},
	} {
		got := s.For(c.owner)
		if got.LivedExperience.Reveal() != c.sees || (got.LivedExperienceNote.Reveal() != "") != c.sees {
			t.Errorf("%s: sees %v %q", name, got.LivedExperience.Reveal(), got.LivedExperienceNote.Reveal())
		}
	}
}

func TestCheckEtag(t *testing.T) {
	s := volunteer.Supporter{Version: 3}
	if err := s.CheckEtag(""); err != nil {
		t.Error(err)
	}
	if err := s.CheckEtag("3"); err != nil {
		t.Error(err)
	}
	if err := s.CheckEtag("2"); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("got %v", err)
	}
}

func TestFillKeepsWhatTheRegisterDoesNotKnow(t *testing.T) {
	stub := volunteer.NewStub("1", sealed.Of("Bo"))
	stub.Account = "account"
	if stub.State != volunteer.Paused || !stub.Stub || stub.MaxCases != 0 {
		t.Errorf("a stub must not be able to be asked: %+v", stub)
	}
	got := stub.Fill(volunteer.ImportedSupporter{Kind: volunteer.Formal, Name: sealed.Of("Bo"), Organisation: "MEE", MaxCases: 3, LivedExperienceNote: sealed.Of("met de Wlz")}, "2")
	if got.ID != "1" || got.Account != "account" || got.Stub || got.State != volunteer.Active || got.MaxCases != 3 || got.Buddy != "2" || got.LivedExperienceNote.Reveal() != "met de Wlz" {
		t.Errorf("got %+v", got)
	}
	paused := stub.Fill(volunteer.ImportedSupporter{Kind: volunteer.Informal, State: volunteer.WithBuddy}, "")
	if paused.State != volunteer.WithBuddy {
		t.Errorf("the register's state counts, got %s", paused.State)
	}
}
