package person_test

import (
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"oco.example/oco/server/platform/person"
)

func TestNameKey(t *testing.T) {
	for _, same := range [][]string{
		{"Zoë Müller", "ZOE MULLER ", " zoe\u00a0 müller", "Zoe\u0308 Mu\u0308ller", "zoëmüller"},
		{"Çetin Özdemir", "CETIN OZDEMIR"},
		{"Søren Ærø", "soren aero"},
		{"Ĳsbrand", "ijsbrand", "IJSBRAND"},
		{"Strauß", "STRAUSS"},
		{"Gül Işık", "gul isik"},
		{"İnci", "inci"},
		{"D’Hondt", "d'hondt"},
		{"ﬁlip", "FILIP"},
	} {
		for _, name := range same[1:] {
			if person.NameKey(name) != person.NameKey(same[0]) {
				t.Errorf("%q and %q: %q, %q", same[0], name, person.NameKey(same[0]), person.NameKey(name))
			}
		}
	}
	if person.NameKey("Jan de Wit") == person.NameKey("Jan de Wild") {
		t.Error("two names became one")
	}
	if got := person.NameKey(" \u200b\t"); got != "" {
		t.Errorf("a name of nothing: %q", got)
	}
}

func TestNameWords(t *testing.T) {
	for name, want := range map[string][]string{
		"Fatima El-Amrani":       {"fatima", "el", "amrani"},
		"J.P. van den Brink":     {"j", "p", "van", "den", "brink"},
		"Jeanne d’Arc (dochter)": {"jeanne", "darc", "dochter"},
		"Ünal\u00a0Şahin":        {"unal", "sahin"},
		" - ":                    nil,
	} {
		if diff := cmp.Diff(want, append([]string(nil), person.NameWords(name)...)); diff != "" {
			t.Errorf("%q: %s", name, diff)
		}
	}
}

func TestFoldingTwiceIsFoldingOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.String().Draw(t, "name")
		once := person.NameKey(name)
		if again := person.NameKey(once); again != once {
			t.Fatalf("%q: %q became %q", name, once, again)
		}
	})
}

func TestPhone(t *testing.T) {
	for text, want := range map[string]string{
		"0031611021000":              "+31611021000",
		"06-11021000":                "+31611021000",
		"06 11 02 10 00":             "+31611021000",
		"+31 6 11021000":             "+31611021000",
		"+31 (0)6 11021000":          "+31611021000",
		"tel: 06.11.02.10.00":        "+31611021000",
		"611021000":                  "+31611021000", // a spreadsheet took the zero for a number
		"06\u00a011021000":           "+31611021000",
		"0416-339911 / 06-11021000":  "+31416339911",
		"geen vaste, 06-11021000":    "+31611021000",
		"06-11021000 of 06-11021001": "+31611021000",
		"06-1102100":                 "",
		"onbekend":                   "",
		"":                           "",
		"06-00000000000":             "",
		"112":                        "",
	} {
		if got, ok := person.Phone(text); got != want || ok != (want != "") {
			t.Errorf("Phone(%q) = %q, %t, want %q", text, got, ok, want)
		}
	}
}

func TestStandard(t *testing.T) {
	for written, want := range map[string]string{
		"06-11021000":                "+31611021000",
		"+31 (0)6 11.02.10.00":       "+31611021000",
		"06-11021000 (moeder)":       "06-11021000 (moeder)",
		"06-11021000 of 06-11021001": "06-11021000 of 06-11021001",
		"06-1102100":                 "06-1102100",
		"":                           "",
	} {
		if got := person.StandardPhone(written); got != want {
			t.Errorf("StandardPhone(%q) = %q, want %q", written, got, want)
		}
	}
	for written, want := range map[string]string{
		"5141 ab": "5141AB", " 5141AB ": "5141AB", "5141ss": "5141ss", "5141 ab 12": "5141 ab 12", "": "",
	} {
		if got := person.StandardPostcode(written); got != want {
			t.Errorf("StandardPostcode(%q) = %q, want %q", written, got, want)
		}
	}
}

// TestIsDialled: nine digits that pass the eleven test are somebody's phone number only when they
// are written as one.
func TestIsDialled(t *testing.T) {
	for text, want := range map[string]bool{
		"0612345678":       true,
		"06 12 34 56 78":   true,
		"+31 6 12345678":   true,
		"+31612345678":     true,
		"0031 6 12345678":  true,
		"612345678":        true, // a mobile number of which a spreadsheet took the zero
		"611122236":        true,
		"0111 222333":      true,
		"+31 111 222333":   true,
		"+352 27 12 34 56": true,
		"111222333":        false, // the same landline without its zero: nobody writes that
		"111 222 333":      false,
		"123456782":        false,
		"012345672":        false,
		"999990019":        false,
		"":                 false,
		"bsn":              false,
	} {
		if got := person.IsDialled(text); got != want {
			t.Errorf("IsDialled(%q) = %t", text, got)
		}
	}
}

func TestMail(t *testing.T) {
	for text, want := range map[string]string{
		" VRIJWILLIGER.A@voorbeeld.example ": "vrijwilliger.a@voorbeeld.example",
		"mailto:a@b.example":                 "a@b.example",
		"Jan <jan@b.example>":                "jan@b.example",
		"a+b@c.example":                      "a+b@c.example",
		"a@b":                                "",
		"a@b.":                               "",
		"@b.example":                         "",
		"a b@c.example":                      "",
		"a@[127.0.0.1]":                      "",
		"geen":                               "",
		"":                                   "",
	} {
		if got, ok := person.Mail(text); got != want || ok != (want != "") {
			t.Errorf("Mail(%q) = %q, %t, want %q", text, got, ok, want)
		}
	}
}

func TestPostcode(t *testing.T) {
	for text, want := range map[string]string{
		"5165 zz": "5165ZZ", "5141XK": "5141XK", " 5141\u00a0ab ": "5141AB",
		"0141 AB": "", "5141 SS": "", "5141": "", "5141 ABC": "", "5141 AB 12": "", "": "",
	} {
		if got, ok := person.Postcode(text); ok != (want != "") || ok && got != want {
			t.Errorf("Postcode(%q) = %q, %t, want %q", text, got, ok, want)
		}
	}
}

func TestPostcodeNumber(t *testing.T) {
	for _, c := range []struct{ code, number, want string }{
		{"5141 ab", "12", "5141AB 12"},
		{"5141AB", "12 A", "5141AB 12a"},
		{"5141AB", "12-a", "5141AB 12a"},
		{"5141AB", "12-1", "5141AB 12-1"},
		{"5141AB", "121", "5141AB 121"},
		{"5141 AB 12", "", "5141AB 12"},
		{"5141AB", "", ""},
		{"5141AB", "bis", ""},
		{"geen", "12", ""},
	} {
		if got, ok := person.PostcodeNumber(c.code, c.number); got != c.want || ok != (c.want != "") {
			t.Errorf("PostcodeNumber(%q, %q) = %q, %t, want %q", c.code, c.number, got, ok, c.want)
		}
	}
}

func TestKey(t *testing.T) {
	key := func(name, phone, mail string) string {
		got, _ := person.Key(name, phone, mail)
		return got
	}
	ger := key("Ger Smulders ", "06 11 02 10 54", "")
	if ger == "" || ger != key("GER SMULDERS", "06-11021054", "ger@voorbeeld.example") {
		t.Error("the same person in other typing")
	}
	if ger == key("Truus Smulders", "06 11 02 10 54", "") {
		t.Error("the same phone with another name is a household")
	}
	if ger == key("Ger Smulders", "06 11 02 10 55", "") {
		t.Error("the same name with another phone is somebody else")
	}
	if key("Ger", "onbekend", "GER@voorbeeld.example") != key("ger", "", "ger@voorbeeld.example") {
		t.Error("without a phone the mail decides")
	}
	if _, ok := person.Key("Ger", "onbekend", ""); ok {
		t.Error("without phone and mail nobody can be told apart")
	}
	if _, ok := person.Key(" ", "06 11 02 10 54", ""); ok {
		t.Error("without a name nobody can be told apart")
	}
}

func TestFoldingSettlesForEveryCharacter(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		once := person.Fold(string(r))
		if again := person.Fold(once); again != once {
			t.Errorf("%U: %q became %q", r, once, again)
		}
	}
	if one, other := person.NameKey("Ꭰꭱ"), person.NameKey("ꭰᎡ"); one != other {
		t.Errorf("capitals make a difference in Cherokee: %q and %q", one, other)
	}
}
