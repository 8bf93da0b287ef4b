package words

import "google.golang.org/protobuf/reflect/protoreflect"

// privacyValues are the Dutch words of the values of the privacy slice.
var privacyValues = map[protoreflect.Name][]string{
	"RIGHT_SEE":                           {"inzien", "inzage"},
	"RIGHT_CORRECT":                       {"verbeteren", "correctie"},
	"RIGHT_DESTROY":                       {"vernietigen", "vernietiging"},
	"DOSSIER_PART_RESIDENT":               {"persoon"},
	"DOSSIER_PART_APPLICATION":            {"aanmelding"},
	"DOSSIER_PART_TRIAGE":                 {"afweging"},
	"DOSSIER_PART_CONSENT":                {"toestemming"},
	"DOSSIER_PART_CASE":                   {"ondersteuning"},
	"DOSSIER_PART_CONTACT":                {"contact", "afspraak"},
	"DOSSIER_PART_HANDOVER":               {"overdracht"},
	"DOSSIER_PART_MESSAGE":                {"bericht"},
	"DOSSIER_PART_OTHER":                  {"anders"},
	"CORRECTION_OUTCOME_CORRECTED":        {"verbeterd"},
	"CORRECTION_OUTCOME_REFUSED":          {"geweigerd"},
	"REQUEST_CHANNEL_WEBSITE":             {"website"},
	"REQUEST_CHANNEL_PHONE":               {"telefoon"},
	"REQUEST_CHANNEL_LETTER":              {"brief", "mail"},
	"REQUEST_CHANNEL_NEIGHBOURHOOD_POINT": {"wijkpunt"},
	"RIGHTS_REQUEST_STATE_RECEIVED":       {"ontvangen"},
	"RIGHTS_REQUEST_STATE_IDENTIFIED":     {"identiteit vastgesteld"},
	"RIGHTS_REQUEST_STATE_DONE":           {"uitgevoerd"},
	"RIGHTS_REQUEST_STATE_REFUSED":        {"geweigerd"},
	"RIGHTS_REQUEST_STATE_WITHDRAWN":      {"ingetrokken"},
	"IDENTITY_CHECK_DOCUMENT_SHOWN":       {"legitimatie getoond"},
	"IDENTITY_CHECK_CALLED_BACK":          {"teruggebeld"},
	"IDENTITY_CHECK_KNOWN":                {"bekend"},
	"IDENTITY_CHECK_REPRESENTATIVE":       {"vertegenwoordiger"},
}

// privacyFields are the Dutch words for the fields that only the privacy slice has.
var privacyFields = map[string]string{
	"document":         "document",
	"due_soon":         "bijna te laat",
	"erase_time":       "vernietigd",
	"erased_by":        "vernietigd door",
	"erased_items":     "wat vernietigd is",
	"export_time":      "gemaakt",
	"extension_reason": "reden verlenging",
	"free_text":        "vrije tekst",
	"identified_by":    "vastgesteld door",
	"identity_check":   "vaststelling identiteit",
	"identity_date":    "datum vaststelling",
	"left_out":         "weggelaten",
	"part":             "onderdeel",
	"statement":        "verklaring",
	"receive_date":     "datum ontvangst",
	"record_time":      "vastgelegd",
	"right":            "recht",
	"rights_request":   "verzoek",
	"sections":         "onderdelen",
	"what":             "soort",
}
