package person_test

import (
	"testing"

	"pgregory.net/rapid"

	"oco.example/oco/server/platform/person"
)

func TestOrganisationKey(t *testing.T) {
	for name, want := range map[string]string{
		"Stichting De Brug": "debrug", "de  brug": "debrug", "De Brug (st.)": "debrug", "DE-BRUG": "debrug", "Coöperatie De Brug U.A.": "debrug",
		"Thuiszorg Zuid B.V.": "thuiszorgzuid", "thuiszorg-zuid bv": "thuiszorgzuid", "Zorg & Zo": "zorgenzo", "Zorg en Zo": "zorgenzo",
		"Crèche Zoë": "crechezoe", "Stichting": "stichting", "": "", " - ": "", "MEE": "mee", "MEEplus": "meeplus",
	} {
		if got := person.OrganisationKey(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
	if person.OrganisationKey("MEE") == person.OrganisationKey("MEEplus") {
		t.Error("two organisations are one")
	}
}

// TestAnOrganisationKeyIsItsOwn: a key that is made into a key stays as it is, unless it reads as a legal form itself.
func TestAnOrganisationKeyIsItsOwn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`(Stichting |St\. )?[A-Za-zéöû]{4,12}( [A-Za-zéöû]{1,8})?( B\.V\.| bv)?`).Draw(t, "name")
		key := person.OrganisationKey(name)
		if again := person.OrganisationKey(key); again != key {
			t.Fatalf("%q is %q, and then %q", name, key, again)
		}
	})
}
