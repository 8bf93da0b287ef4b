package register

import (
	"strings"

	"oco.example/oco/server/platform/person"
)

// hint guesses the field of a heading that nobody wrote down before by what stands in it: one of
// each of the stems in all, none of the stems in none. Stems are parted by |. A guess counts only
// where no heading means the field outright, and the report says that it was guessed.
type hint struct {
	field Field
	all   []string
	none  string
}

// others are people whose phone or mail is not the resident's own.
const others = "verwij|contact|organisati|huisarts|mantel|oco|ondersteuner|referr|naaste|dochter|melder|partner|familie|instelling"

var hints = map[Kind][]hint{
	Applications: {
		{AppliedOn, []string{"datum|date|wanneer", "aanmeld|aangemeld|aanvraag|binnengek|binnenkom|ontvang|ontvangst|applic|applied|receiv"}, "koppel|match|afsl|afspraak|gesprek"},
		{MatchedOn, []string{"datum|date|wanneer", "koppel|match|toegewezen|toewijz|assign"}, ""},
		{FirstAppointmentOn, []string{"eerste|1e|1ste|first|kennis|start", "afspraak|gesprek|contact|ontmoet|bezoek|kennis|appoint|meeting"}, "wie|met|met wie|tijd"},
		{ClosedOn, []string{"datum|date|wanneer", "afsluit|afgesloten|afgerond|afrond|eind|gesloten|beeindig|clos"}, ""},
		{Name, []string{"naam|name", "inwoner|client|bewoner|resident|hulpvrager|burger"}, "verwij|organisati|referr|oco|ondersteuner|familie|partner|voor|achter"},
		{Consent, []string{"toest|akkoord|instem|avg|consent|permission"}, "datum|date"},
		{Phone, []string{"telefoon|mobiel|phone|gsm"}, others},
		{Email, []string{"mail"}, others + "|via"},
		{Postcode, []string{"postcode|postal"}, others},
		{Neighbourhood, []string{"wijk|buurt|neighb"}, "wijkpunt|verpl|verwij|team|buurtpunt"},
		{ReferrerOrganisation, []string{"organisati|instelling|instantie|partij|bureau|praktijk|organizati", "verwij|referr|aanmeld|meld|contact"}, "datum|mail|tel"},
		{ReferrerName, []string{"verwijzer|referrer"}, "organi|instelling|instantie|tel|mail|soort|type|functie|phone|kind|datum"},
		{AppliedBy, []string{"aangemeld|aanmeld|gemeld|meldde|meldt|melder|applied|reported", "door|wie|soort|type|by|who"}, "datum|date|tel|mail"},
		{CameBy, []string{"kanaal|binnengekomen|channel|aangemeld via|aanmelding via|gemeld via|melding via"}, "datum|date"},
		{LifeDomains, []string{"leefgebied|leefdomein|levensgebied|life domain"}, ""},
		{TargetGroups, []string{"doelgroep|target group"}, ""},
		{Question, []string{"vraag|question"}, "datum|nr|nummer|soort|resultaat|antwoord|hulpvrager|aanvraag"},
		{RouteTaken, []string{"route|afweging|triage"}, "datum|date|door|toelicht|opmerk"},
		{SupporterName, []string{"oco|ondersteuner|supporter"}, "datum|soort|uren|mail|tel|organi|kind|type|opleid|opmerk|kosten"},
		{Outcome, []string{"resultaat|uitkomst|outcome|result|afloop"}, "datum|date|triage"},
		{HoursSpent, []string{"uren|hours|tijdsbested"}, "week|datum|bureau|vuren|buren"},
	},
	Supporters: {
		{CertificateTo, []string{"vog"}, ""},
		{HoursPerWeek, []string{"uren|uur|hours", "week|beschikb|avail"}, ""},
		{Capacity, []string{"max|capacit|hoeveel", "zaken|traject|dossier|cases|inwoner|capacit|koppeling|clienten"}, ""},
		{Confidentiality, []string{"geheim|confiden"}, ""},
		{LivedExperience, []string{"ervaringsdesk|eigen ervaring|lived exp"}, ""},
		{Training, []string{"opleiding|training|cursus"}, "datum"},
		{Languages, []string{"talen|taal|languag"}, ""},
		{Buddy, []string{"buddy|maatje"}, ""},
		{LifeDomains, []string{"leefgebied|leefdomein|levensgebied|life domain|expertise"}, ""},
		{TargetGroups, []string{"doelgroep|target group"}, ""},
		{Phone, []string{"telefoon|mobiel|phone|gsm"}, "contact|organisati|partner|werkgever"},
		{Email, []string{"mail"}, "contact|organisati|partner|werkgever"},
		{Postcode, []string{"postcode|postal"}, ""},
		{Neighbourhood, []string{"wijk|buurt|neighb"}, "wijkpunt|team"},
		{Organisation, []string{"organisati|organizati|werkgever|employer"}, "contact|tel|mail"},
		{SupporterKind, []string{"soort|type|functie|formeel|kind of"}, ""},
		{Name, []string{"naam|name"}, "organisati|gebruiker|user|contact|voor|achter|partner|roep"},
		{Status, []string{"status|fase"}, ""},
	},
}

// guess is the field that a heading may mean.
func guess(kind Kind, heading string) Field {
	const longest = 80
	if len(heading) > longest {
		return Ignored
	}
	folded := strings.Join(person.NameWords(heading), " ")
	for _, h := range hints[kind] {
		if h.fits(folded) {
			return h.field
		}
	}
	return Ignored
}

func (h hint) fits(heading string) bool {
	for _, stems := range h.all {
		if !holdsAny(heading, stems) {
			return false
		}
	}
	return h.none == "" || !holdsAny(heading, h.none)
}

func holdsAny(heading, stems string) bool {
	for stem := range strings.SplitSeq(stems, "|") {
		if strings.Contains(heading, stem) {
			return true
		}
	}
	return false
}
