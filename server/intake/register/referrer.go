package register

import (
	"strings"

	"oco.example/oco/server/platform/person"
)

// OtherReferrer is the kind of a referrer whose organisation no rule knows.
const OtherReferrer = "other"

// KindRule says which words in the name of an organisation make its referrers of a kind. Rules
// are settings of a municipality; DefaultKinds seeds them. The first rule that fits decides.
type KindRule struct {
	// Kind is the code of the kind, "gp".
	Kind string
	// Words are whole words or rows of words, without regard to case and accents; one that ends
	// in * fits every word that begins so ("huisarts*").
	Words []string
}

// DefaultKinds are the kinds that every municipality starts with.
func DefaultKinds() []KindRule {
	return []KindRule{
		{"gp", []string{"huisarts*", "praktijk de haven"}},
		{"access_team", []string{"team wijz", "toegang"}},
		{"elderly", []string{"kbo", "pcob"}},
		{"school", []string{"*college", "*basisschool"}},
		{"district_nursing", []string{"wijkverpleging"}},
		{"care", []string{"*zorggroep", "thuiszorg", "verpleeghuis"}},
		{"uwv", []string{"uwv"}},
		{"work_income", []string{"werk en inkomen"}},
		{"housing", []string{"woon*"}},
		{"social_work", []string{"sociaal werk"}},
		{"library", []string{"bibliotheek"}},
	}
}

// KindOf returns the kind of a referrer by the name of the organisation; OtherReferrer when no
// rule knows it.
func KindOf(organisation string, rules []KindRule) string {
	name := person.NameWords(organisation)
	for _, rule := range rules {
		for _, words := range rule.Words {
			if holdsWords(name, strings.Fields(person.Fold(words))) {
				return rule.Kind
			}
		}
	}
	return OtherReferrer
}

// holdsWords reports whether pattern stands somewhere in name, word by word.
func holdsWords(name, pattern []string) bool {
	if len(pattern) == 0 {
		return false
	}
	for start := 0; start+len(pattern) <= len(name); start++ {
		fits := true
		for i, p := range pattern {
			fits = fits && wordFits(name[start+i], p)
		}
		if fits {
			return true
		}
	}
	return false
}

func wordFits(word, pattern string) bool {
	begin, open := strings.CutSuffix(pattern, "*")
	end, before := strings.CutPrefix(begin, "*")
	switch {
	case end == "":
		return false // a bare star would make everybody of that kind
	case open && before:
		return strings.Contains(word, end)
	case open:
		return strings.HasPrefix(word, begin)
	case before:
		return strings.HasSuffix(word, end)
	}
	return word == pattern
}
