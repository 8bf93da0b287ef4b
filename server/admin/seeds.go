package admin

// seed is a line of a code list that every municipality starts with.
type seed struct {
	code, nl, en string
	domain       string
	words        []string
}

// The kinds stand in the order in which an import tries them: the first that fits the name of
// the organisation decides.
var referrerKinds = []seed{
	{code: "gp", nl: "Huisarts", en: "General practitioner", words: []string{"huisarts*", "praktijk de haven"}},
	{code: "access_team", nl: "De Toegang", en: "Access team", words: []string{"team wijz", "toegang"}},
	{code: "elderly", nl: "Ouderenbond", en: "Association of the elderly", words: []string{"kbo", "pcob"}},
	{code: "school", nl: "School", en: "School", words: []string{"*college", "*basisschool"}},
	{code: "district_nursing", nl: "Wijkverpleging", en: "District nursing", words: []string{"wijkverpleging"}},
	{code: "care", nl: "Zorgaanbieder", en: "Care provider", words: []string{"*zorggroep", "thuiszorg", "verpleeghuis"}},
	{code: "uwv", nl: "UWV", en: "Employee insurance agency (UWV)", words: []string{"uwv"}},
	{code: "work_income", nl: "Werk en Inkomen", en: "Work and income", words: []string{"werk en inkomen"}},
	{code: "housing", nl: "Woningcorporatie", en: "Housing association", words: []string{"woon*"}},
	{code: "social_work", nl: "Sociaal werk", en: "Social work", words: []string{"sociaal werk"}},
	{code: "library", nl: "Bibliotheek", en: "Library", words: []string{"bibliotheek"}},
	{code: "other", nl: "Anders", en: "Other"},
}

var outcomes = []seed{
	{code: "answered_question", nl: "Vraag beantwoord", en: "Question answered", words: []string{"vraag beantwoord"}},
	{code: "conversation_held", nl: "Gesprek gevoerd", en: "Conversation held", words: []string{"gesprek gevoerd"}},
	{code: "referred", nl: "Doorverwezen", en: "Referred on", words: []string{"doorverwezen"}},
	{code: "application_granted", nl: "Aanvraag toegekend", en: "Request granted", words: []string{"aanvraag toegekend", "toegekend"}},
	{code: "application_refused", nl: "Aanvraag afgewezen", en: "Request refused", words: []string{"aanvraag afgewezen", "afgewezen"}},
	{code: "objection_made", nl: "Bezwaar gemaakt", en: "Objection made", words: []string{"bezwaar gemaakt", "bezwaar"}},
	{code: "stopped_by_resident", nl: "Gestopt door inwoner", en: "Stopped by the resident", words: []string{"gestopt door inwoner", "gestopt"}},
	{code: "other", nl: "Anders", en: "Other"},
}

var subThemes = []seed{
	{code: "debts", nl: "Schulden", en: "Debts", domain: "INCOME", words: []string{"schulden", "schuld"}},
	{code: "homelessness", nl: "(Dreigende) dakloosheid", en: "(Threatening) homelessness", domain: "HOUSING", words: []string{"dakloos", "dakloosheid"}},
}

var targetGroups = []seed{
	{code: "lvb", nl: "Licht verstandelijke beperking", en: "Mild intellectual disability", words: []string{"lvb"}},
	{code: "nah", nl: "Niet-aangeboren hersenletsel", en: "Acquired brain injury", words: []string{"nah"}},
	{code: "autism", nl: "Autisme", en: "Autism", words: []string{"autisme"}},
	{code: "elderly", nl: "Ouderen", en: "Elderly people", words: []string{"ouderen", "oudere"}},
	{code: "youth", nl: "Jongeren", en: "Young people", words: []string{"jongeren", "jongere", "jeugd"}},
	{code: "low_literacy", nl: "Laaggeletterd", en: "Low literacy", words: []string{"laaggeletterd", "laaggeletterden"}},
	{code: "informal_carer", nl: "Mantelzorger", en: "Informal carer", words: []string{"mantelzorg", "mantelzorger"}},
	{code: "status_holder", nl: "Statushouder", en: "Refugee with a residence permit", words: []string{"statushouder", "statushouders"}},
	{code: "psychic", nl: "Psychische kwetsbaarheid", en: "Mental health problems", words: []string{"psychisch", "ggz"}},
	{code: "physical", nl: "Lichamelijke beperking", en: "Physical disability", words: []string{"lichamelijke beperking", "lichamelijk"}},
}

// The same stand in the migration that brought them to who was there before.
var themes = []seed{
	{code: "wmo", nl: "Wmo", en: "Social Support Act (Wmo)"},
	{code: "wlz", nl: "Wlz", en: "Long-term Care Act (Wlz)"},
	{code: "pgb", nl: "Persoonsgebonden budget (pgb)", en: "Personal budget (pgb)"},
	{code: "poverty", nl: "Armoede", en: "Poverty"},
	{code: "conversation", nl: "Gespreksvoering", en: "Holding conversations"},
	{code: "other", nl: "Anders", en: "Other"},
}

// So do these.
var otherRoles = []seed{
	{code: "advocate", nl: "Belangenbehartiger", en: "Advocate"},
	{code: "buddy_visitor", nl: "Maatje of bezoekvrijwilliger", en: "Buddy-visitor"},
	{code: "access_team", nl: "Medewerker van de Toegang", en: "Member of the access team"},
	{code: "care_employee", nl: "Medewerker van een zorgaanbieder", en: "Care provider's employee"},
	{code: "other", nl: "Andere functie", en: "Other role"},
}

// And these.
var signalThemes = []seed{
	{code: "procedure_too_long", nl: "Procedure duurt te lang", en: "Procedure takes too long"},
	{code: "service_stuck", nl: "Voorziening loopt vast", en: "Service is stuck"},
	{code: "unclear_letter", nl: "Brief of formulier is niet te begrijpen", en: "Letter or form is not understood"},
	{code: "unreachable", nl: "Organisatie is niet bereikbaar", en: "Organisation cannot be reached"},
	{code: "waiting_list", nl: "Wachtlijst", en: "Waiting list"},
	{code: "passed_around", nl: "Van het kastje naar de muur", en: "Sent from one desk to the next"},
	{code: "own_contribution", nl: "Kosten of eigen bijdrage", en: "Costs or own contribution"},
	{code: "online_only", nl: "Alleen digitaal te regelen", en: "Can be arranged online only"},
	{code: "no_service", nl: "Er is geen passend aanbod", en: "No fitting service exists"},
	{code: "other", nl: "Anders", en: "Other"},
}

// positionStep leaves room between the seeded entries for a municipality's own.
const positionStep = 10

// Seeds are the entries that every municipality starts with, without ids. Neighbourhoods are the
// municipality's own: there are none.
func Seeds(municipality string) []Code {
	var codes []Code
	for _, list := range []struct {
		list  List
		seeds []seed
	}{{ReferrerKinds, referrerKinds}, {Outcomes, outcomes}, {SubThemes, subThemes}, {TargetGroups, targetGroups}, {Themes, themes}, {OtherRoles, otherRoles}, {SignalThemes, signalThemes}} {
		for i, s := range list.seeds {
			codes = append(codes, Code{
				Municipality: municipality, List: list.list, Code: s.code, LabelNL: s.nl, LabelEN: s.en,
				LifeDomain: s.domain, Words: s.words, Position: (i + 1) * positionStep, Active: true,
			})
		}
	}
	return codes
}
