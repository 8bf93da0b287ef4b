package support_test

import (
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/support"
)

// What each reader sees, written out: rows are reader and phase, columns the choices (none, minimum, goals, everything).
// Letters: C the case, M earlier moments, G earlier goals, A earlier appointments, L what came later.
var sights = map[support.Reader]map[support.Phase][4]string{
	support.Coordinator: {
		support.Before: {"CMGAL", "CMGAL", "CMGAL", "CMGAL"},
		support.During: {"CMGAL", "CMGAL", "CMGAL", "CMGAL"},
		support.After:  {"CMGAL", "CMGAL", "CMGAL", "CMGAL"},
	},
	support.First: {
		support.Before: {"CMGAL", "CMGAL", "CMGAL", "CMGAL"},
		support.During: {"CMGAL", "CMGAL", "CMGAL", "CMGAL"},
		support.After:  {"", "", "", ""},
	},
	support.Second: {
		support.Before: {"CMGAL", "CMGAL", "CMGAL", "CMGAL"},
		support.During: {"CMGAL", "CMGAL", "CMGAL", "CMGAL"},
		support.After:  {"CL", "CL", "CGL", "CMGAL"},
	},
	support.Successor: {
		support.Before: {"", "", "", ""},
		support.During: {"", "", "", ""},
		support.After:  {"CL", "CL", "CGL", "CMGAL"},
	},
	support.Refuser: {
		support.Before: {"", "", "", ""},
		support.During: {"", "", "", ""},
		support.After:  {"", "", "", ""},
	},
	support.Former: {
		support.Before: {"", "", "", ""},
		support.During: {"", "", "", ""},
		support.After:  {"", "", "", ""},
	},
}

func letters(s support.Sight) (seen string) {
	for _, part := range []struct {
		is     bool
		letter string
	}{{s.Case, "C"}, {s.Moments, "M"}, {s.Goals, "G"}, {s.Appointments, "A"}, {s.Later, "L"}} {
		if part.is {
			seen += part.letter
		}
	}
	return seen
}

func TestWhoSeesWhatOfACase(t *testing.T) {
	for _, reader := range support.Readers {
		for _, phase := range support.Phases {
			for i, chosen := range support.SuccessorViews {
				want, found := sights[reader][phase]
				if got := letters(support.Sees(reader, phase, chosen)); !found || got != want[i] {
					t.Errorf("%s, %s, %q: sees %q, want %q", reader, phase, chosen, got, want[i])
				}
			}
		}
	}
}

func TestWhoReadsTheNoteOfATransfer(t *testing.T) {
	for name, c := range map[string]struct {
		state support.TransferState
		view  support.SuccessorView
		by    call.Owner
		want  bool
	}{
		"a coordinator":                       {support.Accepted, support.Minimum, call.Everyone(), true},
		"who wrote it":                        {support.Asked, support.NotChosen, call.OwnedBy("from"), true},
		"who wrote it, handed over":           {support.Accepted, support.Everything, call.OwnedBy("from"), false},
		"the successor, asked":                {support.Asked, support.Everything, call.OwnedBy("next"), false},
		"the successor, refused":              {support.Refused, support.Everything, call.OwnedBy("next"), false},
		"the successor, with the goals":       {support.Accepted, support.SeeGoals, call.OwnedBy("next"), false},
		"the successor, with everything":      {support.Accepted, support.Everything, call.OwnedBy("next"), true},
		"somebody else":                       {support.Accepted, support.Everything, call.OwnedBy("other"), false},
		"an organisation":                     {support.Accepted, support.Everything, call.OwnedByOrganisation("MEE"), false},
		"nobody, and nobody has the account.": {support.Asked, support.Everything, call.Owner{}, false},
	} {
		transfer := support.Transfer{State: c.state, View: c.view, FromAccount: "from", SuccessorAccount: "next", Note: sealed.Of("briefje")}
		if got := transfer.Show(c.by).Note.Reveal() != ""; got != c.want {
			t.Errorf("%s: reads it: %t", name, got)
		}
	}
}

// What came of a case is for coordinators and for who handed it over, when somebody took it over.
func TestWhoHandedOverSeesWhatCameOfIt(t *testing.T) {
	for name, c := range map[string]struct {
		state support.TransferState
		by    call.Owner
		want  bool
	}{
		"a coordinator":                  {support.Accepted, call.Everyone(), true},
		"who handed it over":             {support.Accepted, call.OwnedBy("from"), true},
		"who goes on with it":            {support.Refused, call.OwnedBy("from"), false},
		"who asked, and took it back":    {support.Withdrawn, call.OwnedBy("from"), false},
		"the successor":                  {support.Accepted, call.OwnedBy("next"), false},
		"somebody else":                  {support.Accepted, call.OwnedBy("other"), false},
		"an organisation":                {support.Accepted, call.OwnedByOrganisation("MEE"), false},
		"nobody, and nobody has account": {support.Accepted, call.Owner{}, false},
	} {
		transfer := support.Transfer{State: c.state, FromAccount: "from", SuccessorAccount: "next", CloseDate: "2026-04-01", Outcome: "goal_reached"}
		if c.by.Account() == "" && !c.by.IsEveryone() {
			transfer.FromAccount = ""
		}
		if got := transfer.Show(c.by); (got.CloseDate+got.Outcome != "") != c.want {
			t.Errorf("%s: sees %q, %q", name, got.CloseDate, got.Outcome)
		}
	}
}
