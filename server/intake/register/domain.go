package register

import "strings"

// LifeDomain is a life domain (leefgebied) by its name in the contract, in lower case.
type LifeDomain string

// Sub-themes of life domains that stay visible in every count.
const (
	Debts        = "debts"
	Homelessness = "homelessness"
)

// meaning is what one word for a life domain stands for.
type meaning struct {
	domain   LifeDomain
	subTheme string
}

// domainWords are the words that coordinators use, folded.
var domainWords = map[string]meaning{
	"wmo": {"wmo", ""}, "wmo 2015": {"wmo", ""}, "wet maatschappelijke ondersteuning": {"wmo", ""},
	"maatschappelijke ondersteuning": {"wmo", ""}, "social support act": {"wmo", ""},
	"zorg": {"care", ""}, "care": {"care", ""}, "wlz": {"care", ""}, "langdurige zorg": {"care", ""},
	"preventieve zorg": {"preventive_care", ""}, "preventie": {"preventive_care", ""},
	"preventive care": {"preventive_care", ""}, "preventive_care": {"preventive_care", ""},
	"jeugd": {"youth", ""}, "jeugdhulp": {"youth", ""}, "jeugdzorg": {"youth", ""}, "jeugdwet": {"youth", ""},
	"jeugdigen": {"youth", ""}, "youth": {"youth", ""}, "youth care": {"youth", ""},
	"onderwijs": {"education", ""}, "school": {"education", ""}, "passend onderwijs": {"education", ""},
	"education": {"education", ""},
	"welzijn":   {"welfare", ""}, "welfare": {"welfare", ""}, "well-being": {"welfare", ""}, "wellbeing": {"welfare", ""},
	"wonen": {"housing", ""}, "woning": {"housing", ""}, "huisvesting": {"housing", ""}, "housing": {"housing", ""},
	"dakloos": {"housing", Homelessness}, "dakloosheid": {"housing", Homelessness},
	"homelessness": {"housing", Homelessness},
	"werk":         {"work", ""}, "arbeid": {"work", ""}, "participatie": {"work", ""}, "work": {"work", ""},
	"inkomen": {"income", ""}, "financien": {"income", ""}, "financieel": {"income", ""}, "geld": {"income", ""},
	"uitkering": {"income", ""}, "bijstand": {"income", ""}, "income": {"income", ""}, "finances": {"income", ""},
	"benefits": {"income", ""},
	"schulden": {"income", Debts}, "schuld": {"income", Debts}, "schuldhulp": {"income", Debts},
	"schuldhulpverlening": {"income", Debts}, "debts": {"income", Debts}, "debt": {"income", Debts},
}

// knownDomains name the life domains in Dutch, for the remark on a word that is none.
var knownDomains = []string{
	"Wmo", "zorg", "preventieve zorg", "jeugd", "onderwijs", "welzijn", "wonen", "werk", "inkomen",
}

// domains reads a cell of life domains, parted by comma, slash, ampersand, "en" and the like, each
// once and in order. Unknown are the words that are no life domain, as they were typed; gone are those
// whose sub-theme cannot be chosen any more.
func (l lists) domains(text string) (found []LifeDomain, subThemes, unknown, gone []string) {
	for _, word := range parts(text) {
		m, inactive, known := l.meaning(word)
		switch {
		case !known:
			unknown = append(unknown, word)
			continue
		case inactive:
			gone = append(gone, word)
		case m.subTheme != "":
			subThemes = once(subThemes, m.subTheme)
		}
		found = once(found, m.domain)
	}
	return found, subThemes, unknown, gone
}

// parts cuts a list in a cell into its words.
func parts(text string) []string {
	var words []string
	for _, part := range listSeparator.Split(text, -1) {
		if part = strings.Trim(strings.TrimSpace(part), `"'.-•*`); strings.TrimSpace(part) != "" {
			words = append(words, strings.TrimSpace(part))
		}
	}
	return words
}

func once[T comparable](list []T, value T) []T {
	for _, v := range list {
		if v == value {
			return list
		}
	}
	return append(list, value)
}
