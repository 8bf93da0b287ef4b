package register

import (
	"regexp"
	"strings"
	"unicode"

	"oco.example/oco/server/platform/person"
)

// Route is where triage led to, by its name in the contract, in lower case.
type Route string

// Channel is how an application came in, by its name in the contract, in lower case.
type Channel string

// ApplicantKind is who applied, by its name in the contract, in lower case.
type ApplicantKind string

// Who may apply.
const (
	Resident   ApplicantKind = "resident"
	NearPerson ApplicantKind = "near_person"
	Referrer   ApplicantKind = "referrer"
)

// listSeparator parts a list in a cell.
var listSeparator = regexp.MustCompile(`[,/&;|+\n]|(?i:\s+(?:en|and)\s+)`)

var (
	brackets = regexp.MustCompile(`\([^)]*\)`)
	leading  = regexp.MustCompile(`^(?:optie|route|option)?\s*([123])\b`)
)

// phrase folds a cell's text for comparing: no case, no accents, single spaces.
func phrase(text string) string { return strings.Join(strings.Fields(person.Fold(text)), " ") }

// bare folds further: letters and digits alone, in words.
func bare(text string) string { return strings.Join(person.NameWords(text), " ") }

var routeWords = words[Route]{
	"own_network": {"1", "eigen omgeving", "eigen netwerk", "eigen kring", "netwerk", "own network", "own_network"},
	"informal": {
		"2", "informeel", "informele", "informele oco", "informele ondersteuning", "vrijwilliger", "vrijwillig",
		"vrijwillige", "ervaringsdeskundige", "informal", "volunteer",
	},
	"formal": {
		"3", "formeel", "formele", "formele oco", "formele ondersteuning", "professional", "professioneel", "prof",
		"beroepskracht", "formal",
	},
	"access_team": {
		"toegang", "de toegang", "overdracht toegang", "overdracht de toegang", "overdracht aan toegang",
		"overdracht aan de toegang", "overgedragen aan de toegang", "overgedragen toegang", "naar toegang",
		"naar de toegang", "warme overdracht", "access team", "access_team",
	},
	"answered": {
		"direct beantwoord", "beantwoord", "direct antwoord", "direct opgelost", "meteen beantwoord", "answered",
		"answered directly", "direct answer",
	},
	"referred": {"doorverwezen", "verwezen", "doorverwijzing", "sociale kaart", "referred", "referred on", "referred_on"},
}.index()

var channelWords = words[Channel]{
	"website": {
		"website", "aanmeldsite", "aanmeldwebsite", "site", "web", "online", "internet", "formulier", "aanmeldformulier",
		"webformulier", "contactformulier", "via website", "via de website",
	},
	"phone": {
		"tel", "telefoon", "telefonisch", "gebeld", "belt", "bellen", "belde", "phone", "telephone", "called", "per telefoon",
	},
	"email": {"mail", "e mail", "email", "per mail", "per e mail", "via mail", "gemaild", "mailtje"},
	"neighbourhood_point": {
		"balie", "balie wijkpunt", "inloop", "neighbourhood point", "neighbourhood_point", "buurtpunt",
	},
	"outreach": {
		"sociaal werker", "supermarktactie", "supermarkt", "outreach", "outreachend", "straat", "op straat", "markt",
		"social worker", "sociaal werk",
	},
}.index()

var applicantWords = words[ApplicantKind]{
	Referrer: {
		"verwijzer", "doorverwijzer", "een verwijzer", "via verwijzer", "referrer", "professional", "hulpverlener",
		"organisatie", "instelling",
	},
	Resident: {
		"inwoner", "zelf", "inwoner zelf", "client", "client zelf", "bewoner", "burger", "eigen", "ikzelf", "betrokkene",
		"resident", "self", "resident self", "aanvrager",
	},
	NearPerson: {
		"dochter", "zoon", "moeder", "vader", "ouder", "ouders", "kind", "kinderen", "partner", "echtgenoot",
		"echtgenote", "man", "vrouw", "zus", "zusje", "broer", "broertje", "oma", "opa", "kleindochter", "kleinzoon",
		"kleinkind", "nicht", "neef", "tante", "oom", "schoondochter", "schoonzoon", "schoonmoeder", "schoonvader",
		"schoonzus", "zwager", "stiefdochter", "stiefzoon", "familie", "familielid", "mantelzorger", "mantelzorg",
		"buur", "buurman", "buurvrouw", "buren", "vriend", "vriendin", "vrienden", "kennis", "naaste", "voogd", "mentor",
		"bewindvoerder", "near person", "near_person", "daughter", "son", "mother", "father", "parent", "husband",
		"wife", "sister", "brother", "neighbour", "friend", "family", "carer", "relative",
	},
}.index()

// words lists for each value of a closed list the phrases that mean it.
type words[V ~string] map[V][]string

// index turns the list around and adds the value's own name.
func (w words[V]) index() map[string]V {
	index := make(map[string]V)
	for value, phrases := range w {
		for _, p := range phrases {
			index[p] = value
		}
		index[string(value)] = value
	}
	return index
}

// lookUp finds a phrase in an index: as it stands, then by letters and digits alone, then
// without what stands in brackets.
func lookUp[V ~string](index map[string]V, text string) (V, bool) {
	for _, form := range []string{phrase(text), bare(text), bare(brackets.ReplaceAllString(text, " "))} {
		if value, known := index[form]; known {
			return value, true
		}
	}
	return "", false
}

func route(text string) (Route, bool) {
	if value, known := lookUp(routeWords, text); known {
		return value, true
	}
	// "1. eigen omgeving", "optie 2", "3 (MEE)".
	if found := leading.FindStringSubmatch(phrase(text)); found != nil {
		return routeWords[found[1]], true
	}
	return "", false
}

func channel(text string) (Channel, bool) {
	if value, known := lookUp(channelWords, text); known {
		return value, true
	}
	for _, word := range person.NameWords(text) { // "Wijkpunt Baardwijk"
		if strings.HasPrefix(word, "wijkpunt") || strings.HasPrefix(word, "buurtpunt") {
			return "neighbourhood_point", true
		}
	}
	return "", false
}

func applicant(text string) (ApplicantKind, bool) {
	if value, known := lookUp(applicantWords, text); known {
		return value, true
	}
	// "dochter van mw.", "zijn zus": one word decides when no other says something else.
	var value ApplicantKind
	for _, word := range person.NameWords(text) {
		kind, known := applicantWords[word]
		if !known {
			continue
		}
		if value != "" && value != kind {
			return "", false
		}
		value = kind
	}
	return value, value != ""
}

// consents reports whether a consent cell says yes: "ja" or "j" and nothing else, because
// nothing may be kept of somebody who did not say so.
func consents(text string) bool {
	switch phrase(text) {
	case "ja", "j":
		return true
	}
	return false
}

// Answer is what a cell for yes or no says; empty when it says neither.
type Answer string

// The answers.
const (
	Yes Answer = "yes"
	No  Answer = "no"
)

func yesNo(text string) (Answer, bool) {
	switch phrase(text) {
	case "ja", "j", "yes", "y", "x", "v", "✓", "✔", "waar", "true", "1", "behaald", "getekend", "afgerond":
		return Yes, true
	case "nee", "n", "no", "onwaar", "false", "0", "-", "nog niet":
		return No, true
	}
	return "", false
}

// nothing reports whether a cell says in words that there is nothing.
func nothing(text string) bool {
	switch bare(text) {
	case "", "geen", "onbekend", "nvt", "n v t", "niet bekend", "nb", "n b", "none", "unknown", "na", "n a", "x", "xxx", "leeg", "anoniem", "anonymous", "naam onbekend", "geen naam":
		return true
	}
	return false
}

// code writes a word as the code of a code list: "Sprang-Capelle" is "sprang_capelle". At most 40
// characters, as the contract allows.
func code(text string) string {
	const longest = 40
	text = strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return -1
		}
		return r
	}, strings.Join(person.NameWords(text), "_"))
	return strings.Trim(text[:min(len(text), longest)], "_")
}
