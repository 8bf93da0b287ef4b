package words

import "google.golang.org/protobuf/reflect/protoreflect"

// adminValues are the Dutch words of the values of the admin slice.
var adminValues = map[protoreflect.Name][]string{
	"PROMISE_DAYS_WORKING":  {"werkdagen"},
	"PROMISE_DAYS_CALENDAR": {"kalenderdagen"},

	"CODE_LIST_REFERRER_KIND": {"soorten verwijzers"},
	"CODE_LIST_OUTCOME":       {"resultaten"},
	"CODE_LIST_SUB_THEME":     {"subthema's"},
	"CODE_LIST_TARGET_GROUP":  {"doelgroepen"},
	"CODE_LIST_NEIGHBOURHOOD": {"wijken"},
	"CODE_LIST_OTHER_ROLE":    {"andere rollen"},
	"CODE_LIST_THEME":         {"thema's van bijeenkomsten", "thema's"},

	"CODE_LIST_SIGNAL_THEME": {"thema's van signalen"},

	"ACCOUNT_KIND_PERSON": {"persoon"},
	"ACCOUNT_KIND_SYSTEM": {"systeem"},
	"GRANT_STATE_PENDING": {"wacht op bevestiging"},
	"GRANT_STATE_ACTIVE":  {"actief"},
	"GRANT_STATE_REVOKED": {"ingetrokken"},
}

// adminFields are the Dutch words for the fields that only the admin slice has.
var adminFields = map[string]string{
	"active":                       "actief",
	"appointment_held_days":        "dagen tot de afspraak",
	"appointment_made_days":        "dagen tot de afspraak gemaakt is",
	"days":                         "dagen",
	"deputised":                    "neemt waar voor",
	"deputy_of":                    "neemt waar voor",
	"fingerprint":                  "vingerafdruk",
	"grants":                       "rollen",
	"case_weeks":                   "weken tot de vraag van de Toegang",
	"in_depth_after":               "verdieping na intervisies",
	"intervision_weeks":            "weken tussen intervisies",
	"issuer":                       "inlogadres",
	"latitude":                     "breedtegraad",
	"list":                         "lijst",
	"longitude":                    "lengtegraad",
	"match_days":                   "dagen tot de koppeling",
	"municipal":                    "van de gemeente",
	"offer_working_hours":          "werkuren voor een antwoord",
	"promise_terms":                "beloftetermijnen",
	"region":                       "regio",
	"urgent_appointment_held_days": "dagen tot de afspraak bij spoed",
	"urgent_appointment_made_days": "dagen tot de afspraak gemaakt is bij spoed",
	"urgent_match_hours":           "werkuren tot de koppeling bij spoed",
	"warning_hours":                "werkuren vooraf",
	"words":                        "woorden",
}
