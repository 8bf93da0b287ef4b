package words

import "google.golang.org/protobuf/reflect/protoreflect"

// supportValues are the Dutch words of the values of the support slice.
var supportValues = map[protoreflect.Name][]string{
	"APPOINTMENT_KIND_HOME":                {"thuis"},
	"APPOINTMENT_KIND_NEIGHBOURHOOD_POINT": {"wijkpunt"},
	"APPOINTMENT_KIND_ELSEWHERE":           {"ergens anders", "elders"},
	"APPOINTMENT_KIND_PHONE":               {"telefonisch", "telefoon"},
	"APPOINTMENT_KIND_VIDEO":               {"beeldbellen"},

	"APPOINTMENT_COMPANY_RESIDENT":      {"inwoner"},
	"APPOINTMENT_COMPANY_OWN_NETWORK":   {"eigen omgeving"},
	"APPOINTMENT_COMPANY_ACCESS_TEAM":   {"de Toegang", "toegang"},
	"APPOINTMENT_COMPANY_CARE_PROVIDER": {"zorgaanbieder"},
	"APPOINTMENT_COMPANY_OTHER":         {"iemand anders", "anders"},

	"APPOINTMENT_STATE_PLANNED":   {"gepland"},
	"APPOINTMENT_STATE_HELD":      {"gehouden"},
	"APPOINTMENT_STATE_CANCELLED": {"afgezegd"},
	"APPOINTMENT_STATE_MISSED":    {"niet doorgegaan"},

	"APPOINTMENT_CANCEL_REASON_RESIDENT":  {"inwoner"},
	"APPOINTMENT_CANCEL_REASON_SUPPORTER": {"cliëntondersteuner", "ondersteuner"},
	"APPOINTMENT_CANCEL_REASON_OTHER":     {"andere reden", "anders"},

	"APPOINTMENT_AUDIENCE_SUPPORTER": {"cliëntondersteuner", "ondersteuner"},
	"APPOINTMENT_AUDIENCE_RESIDENT":  {"inwoner"},

	"ACCESS_QUESTION_REASON_STRUCTURAL": {"structurele hulpvraag", "structureel"},
	"ACCESS_QUESTION_REASON_LONG":       {"langdurige hulpvraag", "langdurig"},
	"ACCESS_QUESTION_REASON_MOVED":      {"verhuisd"},
	"ACCESS_QUESTION_REASON_COMPLEX":    {"te complex", "complex"},

	"ACCESS_QUESTION_STATE_OPEN":        {"open"},
	"ACCESS_QUESTION_STATE_GOES_ON":     {"gaat door"},
	"ACCESS_QUESTION_STATE_HANDED_OVER": {"overgedragen"},
	"ACCESS_QUESTION_STATE_TRANSFERRED": {"andere ondersteuner"},
	"ACCESS_QUESTION_STATE_LAPSED":      {"vervallen"},

	"CONSULTATION_STATE_OPEN":   {"open"},
	"CONSULTATION_STATE_CLOSED": {"gesloten"},

	"MATCH_ENDER_RESIDENT":    {"inwoner"},
	"MATCH_ENDER_SUPPORTER":   {"cliëntondersteuner", "ondersteuner"},
	"MATCH_ENDER_BOTH":        {"allebei"},
	"MATCH_ENDER_COORDINATOR": {"coördinator"},

	"CASE_REFERRAL_REASON_STRUCTURAL": {"structurele vraag", "structureel"},
	"CASE_REFERRAL_REASON_EXPERTISE":  {"andere deskundigheid", "deskundigheid"},
	"CASE_REFERRAL_REASON_COMPANY":    {"gezelschap of activiteiten", "gezelschap"},
	"CASE_REFERRAL_REASON_OTHER":      {"andere reden", "anders"},

	"CASE_STATE_OPEN":    {"lopend", "open"},
	"CASE_STATE_ON_HOLD": {"in de wacht"},
	"CASE_STATE_CLOSED":  {"afgesloten"},

	"HOLD_REASON_DECISION":       {"besluit"},
	"HOLD_REASON_APPOINTMENT":    {"afspraak"},
	"HOLD_REASON_RESIDENT_ASKED": {"op verzoek van de inwoner"},
	"HOLD_REASON_OTHER":          {"anders"},

	"CONTACT_KIND_PHONE_CALL":          {"telefoongesprek", "gebeld"},
	"CONTACT_KIND_HOME_VISIT":          {"huisbezoek"},
	"CONTACT_KIND_VISIT_ELSEWHERE":     {"afspraak elders"},
	"CONTACT_KIND_CONVERSATION_BESIDE": {"gesprek naast de inwoner", "gesprek"},
	"CONTACT_KIND_MESSAGE":             {"bericht"},
	"CONTACT_KIND_VIDEO":               {"videogesprek"},
	"CONTACT_KIND_OTHER":               {"anders"},

	"CONTACT_PARTY_RESIDENT":           {"inwoner"},
	"CONTACT_PARTY_OWN_NETWORK":        {"eigen omgeving"},
	"CONTACT_PARTY_ACCESS_TEAM":        {"de Toegang", "toegang"},
	"CONTACT_PARTY_CARE_PROVIDER":      {"zorgaanbieder"},
	"CONTACT_PARTY_OTHER_ORGANISATION": {"andere organisatie"},
	"CONTACT_PARTY_COLLEAGUE":          {"collega"},

	"GOAL_STATE_OPEN":    {"open"},
	"GOAL_STATE_REACHED": {"bereikt"},
	"GOAL_STATE_DROPPED": {"vervallen"},

	"TRANSFER_STATE_ASKED":     {"gevraagd"},
	"TRANSFER_STATE_ACCEPTED":  {"aangenomen"},
	"TRANSFER_STATE_REFUSED":   {"geweigerd"},
	"TRANSFER_STATE_WITHDRAWN": {"ingetrokken"},

	"TRANSFER_REASON_COMPLEX":        {"te complex"},
	"TRANSFER_REASON_NO_CLICK":       {"geen klik"},
	"TRANSFER_REASON_ACQUAINTED":     {"bekenden van elkaar"},
	"TRANSFER_REASON_TIME":           {"te weinig tijd"},
	"TRANSFER_REASON_ILL":            {"ziek"},
	"TRANSFER_REASON_LEAVING":        {"vertrekt"},
	"TRANSFER_REASON_RESIDENT_ASKED": {"op verzoek van de inwoner"},
	"TRANSFER_REASON_OTHER":          {"anders"},

	"SUCCESSOR_VIEW_MINIMUM":    {"het minimum", "minimum"},
	"SUCCESSOR_VIEW_GOALS":      {"ook de doelen", "doelen"},
	"SUCCESSOR_VIEW_EVERYTHING": {"alles"},

	"FIT_YES":    {"ja"},
	"FIT_PARTLY": {"deels", "gedeeltelijk"},
	"FIT_NO":     {"nee"},

	"STRANDED_REASON_ILL":       {"ziek"},
	"STRANDED_REASON_BREAK":     {"pauze"},
	"STRANDED_REASON_SUSPENDED": {"geschorst"},
	"STRANDED_REASON_LEFT":      {"vertrokken"},
}

// supportFields are the Dutch words for the fields that only the support slice has.
var supportFields = map[string]string{
	"answer_count":           "antwoorden",
	"answered_by_caller":     "eigen antwoord",
	"answerer_name":          "wie antwoordt",
	"appointment_made_date":  "afspraak gemaakt op",
	"appointment_time":       "tijdstip afspraak",
	"ask_date":               "gevraagd op",
	"asked_by_caller":        "eigen vraag",
	"asker_name":             "wie vraagt",
	"card_code":              "code",
	"cards":                  "kaartjes",
	"companies":              "met wie",
	"first_appointment_date": "eerste afspraak",
	"first_contact":          "legt het eerste contact",
	"helped":                 "hielp",
	"hold_reason":            "reden van wachten",
	"hold_until_date":        "wacht tot en met",
	"match_ended_by":         "aangegeven door",
	"outcome_life_domains":   "leefgebieden bij afsluiting",
	"own_network_present":    "eigen omgeving aanwezig",
	"place":                  "plaats",
	"referrer_told":          "verwijzer weet het",
	"resident_email":         "e-mailadres inwoner",
	"resident_fit":           "past volgens de inwoner",
	"resident_house_number":  "huisnummer inwoner",
	"resident_postcode":      "postcode inwoner",
	"access_question":        "vraag van de Toegang",
	"runs_long":              "loopt lang",
	"second_supporter":       "tweede ondersteuner",
	"sequence":               "volgnummer",
	"successor":              "opvolger",
	"successor_view":         "wat de opvolger ziet",
	"successor_view_account": "keuze vastgelegd door",
	"successor_view_time":    "keuze vastgelegd op",
	"supporter_told_date":    "teruggekoppeld op",
	"uses":                   "gebruikt",
	"with_whom":              "met wie",
}
