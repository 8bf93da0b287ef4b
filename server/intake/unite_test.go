package intake_test

import (
	"slices"
	"testing"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/sealed"
)

// Every flag that one of the two has, the two together have.
func TestSafeContactIsNeverNarrowed(t *testing.T) {
	flags := map[string]func(s *intake.SafeContact) *bool{
		"post":      func(s *intake.SafeContact) *bool { return &s.NoPost },
		"email":     func(s *intake.SafeContact) *bool { return &s.NoEmail },
		"phone":     func(s *intake.SafeContact) *bool { return &s.NoPhone },
		"voicemail": func(s *intake.SafeContact) *bool { return &s.NoVoicemail },
		"calendar":  func(s *intake.SafeContact) *bool { return &s.NoCalendar },
	}
	for name, flag := range flags {
		for _, one := range []bool{false, true} {
			for _, other := range []bool{false, true} {
				var a, b intake.SafeContact
				*flag(&a), *flag(&b) = one, other
				got := a.With(b)
				want := intake.SafeContact{}
				*flag(&want) = one || other
				if got != want {
					t.Errorf("%s: %t with %t gives %+v", name, one, other, got)
				}
			}
		}
	}
}

func TestBothInstructionsStand(t *testing.T) {
	for _, c := range []struct{ stands, added, want string }{
		{"", "", ""},
		{"niet bellen", "", "niet bellen"},
		{"", "niet bellen", "niet bellen"},
		{"niet bellen", "niet bellen", "niet bellen"},
		{"niet bellen; alleen op school", "alleen op school", "niet bellen; alleen op school"},
		{"niet bellen", "alleen op school", "niet bellen; alleen op school"},
	} {
		got := intake.SafeContact{Instruction: sealed.Of(c.stands)}.With(intake.SafeContact{Instruction: sealed.Of(c.added)})
		if got.Instruction.Reveal() != c.want {
			t.Errorf("%q with %q: got %q, want %q", c.stands, c.added, got.Instruction.Reveal(), c.want)
		}
	}
}

func full(suffix string) intake.Resident {
	return intake.Resident{
		ID: "id" + suffix, Name: sealed.Of("Sanne" + suffix), Phone: sealed.Of("06" + suffix), Email: sealed.Of("s@" + suffix),
		Postcode: sealed.Of("5141AB" + suffix), HouseNumber: sealed.Of("7" + suffix), Neighbourhood: "centrum" + suffix,
		PreferredChannel: "PHONE" + suffix, InterpreterLanguage: "ar" + suffix, Household: "h" + suffix,
		Trusted: intake.TrustedPerson{Name: sealed.Of("Zus" + suffix), Phone: sealed.Of("06" + suffix)},
	}
}

func TestUnitedKeepsWhatStandsAndFillsWhatIsEmpty(t *testing.T) {
	if got := full("1").Unite(full("2")); got != full("1") {
		t.Errorf("what stood changed: %+v", got)
	}
	want := full("2")
	want.ID, want.Name = "id1", sealed.Of("Sanne1")
	if got := (intake.Resident{ID: "id1", Name: sealed.Of("Sanne1")}).Unite(full("2")); got != want {
		t.Errorf("what was empty was not filled in: %+v", got)
	}
	half := intake.Resident{Postcode: sealed.Of("5142XY")}
	if got := half.Unite(full("2")); got.HouseNumber.Reveal() != "" {
		t.Error("an address was made of two")
	}
	named := intake.Resident{Trusted: intake.TrustedPerson{Name: sealed.Of("Broer")}}
	if got := named.Unite(full("2")); got.Trusted.Phone.Reveal() != "" {
		t.Error("one trusted person got the number of another")
	}
}

func TestWhatIsSaidDifferentlyIsNamed(t *testing.T) {
	stands := full("1")
	for _, c := range []struct {
		said intake.Resident
		want []string
	}{
		{intake.Resident{}, nil},
		{full("1"), nil},
		{full("2"), []string{"phone", "email", "postcode", "house_number", "interpreter_language"}},
		{intake.Resident{Name: sealed.Of("Anders"), Postcode: sealed.Of("5141 ab1"), Email: sealed.Of("S@1")}, nil},
		{intake.Resident{Email: sealed.Of("nieuw@1")}, []string{"email"}},
	} {
		if got := stands.Differs(c.said); !slices.Equal(got, c.want) {
			t.Errorf("%+v: got %v, want %v", c.said, got, c.want)
		}
	}
}

// The desk sees the residents whom its own entries brought, and of a dossier that was there before,
// or went into another since, neither the name nor how the resident is reached safely.
func TestWhatTheDeskSeesOfAResident(t *testing.T) {
	safe := intake.SafeContact{NoPhone: true, Instruction: sealed.Of("alleen op school")}
	own := intake.Application{ID: "a", Dossier: "x", Resident: intake.Resident{ID: "x", Name: sealed.Of("Sanne"), SafeContact: safe, Version: 3}}
	joined, merged := own, own
	joined.Joined = true
	merged.Resident.ID = "y"
	for name, c := range map[string]struct {
		application intake.Application
		owner       call.Owner
		sees        bool
	}{
		"its own":                          {own, call.OwnedBy("desk"), true},
		"a dossier that was there before":  {joined, call.OwnedBy("desk"), false},
		"a dossier that went into another": {merged, call.OwnedBy("desk"), false},
		"the coordinator":                  {joined, call.Everyone(), true},
		"the coordinator, after a merge":   {merged, call.Everyone(), true},
	} {
		got := c.application.For(c.owner)
		if sees := got.Resident.Name.Reveal() != "" || got.Resident.SafeContact != (intake.SafeContact{}); sees != c.sees {
			t.Errorf("%s: sees %t, want %t", name, sees, c.sees)
		}
		if got.Etag() != c.application.Etag() || got.Resident.ID != c.application.Resident.ID {
			t.Errorf("%s: it is another application", name)
		}
	}
}
