package words

import "google.golang.org/protobuf/reflect/protoreflect"

// volunteerValues are the Dutch words of the values of the volunteer slice.
var volunteerValues = map[protoreflect.Name][]string{
	"SUPPORTER_STATE_APPLICANT":   {"aangemeld"},
	"SUPPORTER_STATE_IN_TRAINING": {"in opleiding"},
	"SUPPORTER_STATE_WITH_BUDDY":  {"met buddy"},
	"SUPPORTER_STATE_ACTIVE":      {"actief"},
	"SUPPORTER_STATE_PAUSED":      {"gepauzeerd"},
	"SUPPORTER_STATE_SUSPENDED":   {"geschorst"},
	"SUPPORTER_STATE_LEFT":        {"vertrokken"},

	"LEVEL_STARTING":    {"beginnend"},
	"LEVEL_EXPERIENCED": {"ervaren"},
	"LEVEL_EXPERT":      {"deskundig", "expert"},

	"TRAVEL_MODE_FOOT":             {"te voet", "lopend"},
	"TRAVEL_MODE_BICYCLE":          {"fiets"},
	"TRAVEL_MODE_CAR":              {"auto"},
	"TRAVEL_MODE_PUBLIC_TRANSPORT": {"openbaar vervoer", "ov"},

	"DAY_PART_MORNING":   {"ochtend"},
	"DAY_PART_AFTERNOON": {"middag"},
	"DAY_PART_EVENING":   {"avond"},

	"GENDER_WOMAN": {"vrouw"},
	"GENDER_MAN":   {"man"},
	"GENDER_OTHER": {"anders"},

	"PAUSE_KIND_HOLIDAY": {"vakantie"},
	"PAUSE_KIND_BREAK":   {"even pauze", "pauze"},
	"PAUSE_KIND_ILL":     {"ziek"},
	"PAUSE_KIND_OTHER":   {"anders"},

	"OTHER_ROLE_EFFECT_NOTE":           {"aandachtspunt"},
	"OTHER_ROLE_EFFECT_SAME_CONCERNED": {"zelfde inwoner of organisatie"},
	"OTHER_ROLE_EFFECT_ALL_MATCHES":    {"alle nieuwe koppelingen"},

	"BUDDY_STEP_SHADOW":   {"meekijken"},
	"BUDDY_STEP_TOGETHER": {"samen doen", "samen"},
	"BUDDY_STEP_SOLO":     {"zelf doen", "zelf"},
	"BUDDY_STEP_DONE":     {"afgerond"},

	"REQUIREMENT_BLOCK_NOTHING":     {"niets"},
	"REQUIREMENT_BLOCK_NEW_MATCHES": {"nieuwe koppelingen"},
	"REQUIREMENT_BLOCK_ACTIVE":      {"actief worden"},

	"REQUIREMENT_CONFIRMER_COORDINATOR": {"coördinator"},
	"REQUIREMENT_CONFIRMER_PLANNER":     {"planner"},

	"REQUIREMENT_STANDING_MET":       {"in orde"},
	"REQUIREMENT_STANDING_WARNS":     {"verloopt binnenkort"},
	"REQUIREMENT_STANDING_LAPSED":    {"verlopen"},
	"REQUIREMENT_STANDING_MISSING":   {"ontbreekt"},
	"REQUIREMENT_STANDING_DUE":       {"nog niet nodig"},
	"REQUIREMENT_STANDING_NOT_ASKED": {"niet gevraagd"},

	"REQUIREMENT_ROLE_BUDDY":  {"buddy"},
	"REQUIREMENT_ROLE_REGION": {"helpt in de regio"},
}

// volunteerFields are the Dutch words for the fields that only the volunteer slice has.
var volunteerFields = map[string]string{
	"again":                          "nog een keer",
	"blocks":                         "houdt tegen",
	"buddy":                          "buddy",
	"buddy_name":                     "naam buddy",
	"closed_cases":                   "afgesloten trajecten",
	"conduct_certificate_until_date": "VOG tot en met",
	"confidentiality_signed":         "geheimhouding getekend",
	"contact_account":                "contactpersoon",
	"day_part":                       "dagdeel",
	"due_months":                     "uiterlijk na maanden",
	"effect":                         "gevolg",
	"gender":                         "geslacht",
	"held_date":                      "datum",
	"hours_per_week":                 "uren per week",
	"intended_until_date":            "wil blijven tot",
	"languages":                      "talen",
	"level":                          "niveau",
	"life_domain_levels":             "niveau per leefgebied",
	"lived_experience":               "ervaringsdeskundig",
	"lived_experience_consent_date":  "toestemming eigen ervaring",
	"lived_experience_note":          "eigen ervaring",
	"max_cases_now":                  "hoogstens nu",
	"max_travel_minutes":             "hoogste reistijd",
	"mistaken":                       "vergissing",
	"newcomer":                       "nieuwe vrijwilliger",
	"newcomer_name":                  "naam nieuwe vrijwilliger",
	"otherwise":                      "elke andere rol",
	"renews":                         "vernieuwt",
	"requirements":                   "eisen",
	"rules":                          "regels",
	"since_date":                     "sinds",
	"skip_reason":                    "reden van overslaan",
	"standing":                       "hoe het staat",
	"stub":                           "alleen een naam",
	"target_group":                   "doelgroep",
	"target_group_levels":            "niveau per doelgroep",
	"trained":                        "opgeleid",
	"travel_by":                      "reist met",
	"warn_days":                      "waarschuwt dagen vooraf",
	"weekly_rhythm":                  "vrije dagdelen",
	"without_buddy_reason":           "reden zonder buddy",
}
