package words

import "google.golang.org/protobuf/reflect/protoreflect"

// messageValues are the Dutch words of the values of the message slice.
var messageValues = map[protoreflect.Name][]string{
	"MESSAGE_KIND_RECEIPT":               {"ontvangstbevestiging"},
	"MESSAGE_KIND_OFFER":                 {"matchvoorstel", "voorstel"},
	"MESSAGE_KIND_APPOINTMENT_PLANNED":   {"afspraak gemaakt"},
	"MESSAGE_KIND_APPOINTMENT_MOVED":     {"afspraak verzet"},
	"MESSAGE_KIND_APPOINTMENT_CANCELLED": {"afspraak afgezegd"},
	"MESSAGE_KIND_REQUIREMENT_LAPSING":   {"vereiste verloopt"},
	"MESSAGE_KIND_WEEK_COORDINATOR":      {"weekbericht coördinator"},
	"MESSAGE_KIND_WEEK_SUPPORTER":        {"weekbericht ondersteuner"},
	"MESSAGE_KIND_APPOINTMENT_REMINDER":  {"herinnering afspraak"},
	"MESSAGE_KIND_SURVEY":                {"uitnodiging voor de enquête", "enquete"},
	"MESSAGE_KIND_SURVEY_REMINDER":       {"herinnering voor de enquête", "enqueteherinnering"},
	"MESSAGE_KIND_MEETING":               {"bijeenkomst"},
	"MESSAGE_KIND_CORRECTION":            {"correctie"},
	"MESSAGE_KIND_REFERRAL_ENDED":        {"ondersteuning afgerond"},

	"MESSAGE_RECIPIENT_KIND_RESIDENT":  {"inwoner"},
	"MESSAGE_RECIPIENT_KIND_APPLICANT": {"naaste"},
	"MESSAGE_RECIPIENT_KIND_REFERRER":  {"verwijzer"},
	"MESSAGE_RECIPIENT_KIND_SUPPORTER": {"ondersteuner"},
	"MESSAGE_RECIPIENT_KIND_ACCOUNT":   {"accounthouder"},

	"MESSAGE_CHANNEL_MAIL":                {"e-mail", "mail"},
	"MESSAGE_CHANNEL_SMS":                 {"sms"},
	"MESSAGE_CHANNEL_LETTER":              {"brief"},
	"MESSAGE_CHANNEL_CALL":                {"bellen", "telefoon"},
	"MESSAGE_CHANNEL_NEIGHBOURHOOD_POINT": {"wijkpunt"},
	"MESSAGE_CHANNEL_TRUSTED_PERSON":      {"vertrouwenspersoon"},
	"MESSAGE_CHANNEL_COORDINATOR":         {"coördinator"},

	"MESSAGE_STATE_QUEUED":    {"in de wachtrij"},
	"MESSAGE_STATE_SENDING":   {"wordt verzonden"},
	"MESSAGE_STATE_SENT":      {"verzonden"},
	"MESSAGE_STATE_FAILED":    {"mislukt"},
	"MESSAGE_STATE_BOUNCED":   {"teruggekomen"},
	"MESSAGE_STATE_CANCELLED": {"vervallen"},
	"MESSAGE_STATE_TO_DO":     {"te doen"},
	"MESSAGE_STATE_DONE":      {"gedaan"},

	"MESSAGE_FAULT_UNREACHABLE":     {"niet bereikbaar"},
	"MESSAGE_FAULT_LATER":           {"later opnieuw"},
	"MESSAGE_FAULT_ADDRESS_REFUSED": {"adres geweigerd"},
	"MESSAGE_FAULT_MESSAGE_REFUSED": {"bericht geweigerd"},
	"MESSAGE_FAULT_SIGN_IN_REFUSED": {"aanmelden geweigerd"},
	"MESSAGE_FAULT_TOO_LATE":        {"te lang geprobeerd"},
	"MESSAGE_FAULT_DECEASED":        {"overleden"},
	"MESSAGE_FAULT_ERASED":          {"gewist"},
	"MESSAGE_FAULT_NOT_NEEDED":      {"niet meer nodig"},
	"MESSAGE_FAULT_ANSWERED":        {"al beantwoord"},
	"MESSAGE_FAULT_OVERTAKEN":       {"achterhaald"},

	"CALL_OUTCOME_REACHED":     {"bereikt"},
	"CALL_OUTCOME_NOT_REACHED": {"niet bereikt"},
	"CALL_OUTCOME_LATER":       {"later"},
}

// messageFields are the Dutch words for the fields that only the message slice has.
var messageFields = map[string]string{
	"body":              "tekst",
	"cause_position":    "aanleiding",
	"fault":             "wat er misging",
	"go_betweens":       "tussenpersonen",
	"html":              "opgemaakte tekst",
	"language":          "taal",
	"message":           "bericht",
	"next_attempt_time": "volgende poging",
	"placeholders":      "invulwoorden",
	"recipient":         "ontvanger",
	"sent_time":         "verzonden op",
}
