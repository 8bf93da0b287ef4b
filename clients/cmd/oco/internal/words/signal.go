package words

import "google.golang.org/protobuf/reflect/protoreflect"

// signalValues are the Dutch words of the values of the signal slice.
var signalValues = map[protoreflect.Name][]string{
	"SIGNAL_STATE_NEW":       {"nieuw"},
	"SIGNAL_STATE_GATHERED":  {"gebundeld"},
	"SIGNAL_STATE_SET_ASIDE": {"terzijde gelegd"},

	"PATTERN_STATE_GATHERING": {"in de maak"},
	"PATTERN_STATE_RELEASED":  {"vrijgegeven"},
	"PATTERN_STATE_ANSWERED":  {"beantwoord"},
	"PATTERN_STATE_CLOSED":    {"afgesloten"},
	"PATTERN_STATE_WITHDRAWN": {"ingetrokken"},

	"PATTERN_ADDRESSEE_POLICY_ADVISER":    {"beleidsadviseur"},
	"PATTERN_ADDRESSEE_ACCESS_TEAM":       {"kwaliteitsmedewerker van de Toegang", "toegang"},
	"PATTERN_ADDRESSEE_FOUNDATION":        {"bestuur van de stichting", "stichting"},
	"PATTERN_ADDRESSEE_CARE_PROVIDER":     {"zorgaanbieder"},
	"PATTERN_ADDRESSEE_STAKEHOLDER_GROUP": {"profijtgroep"},
	"PATTERN_ADDRESSEE_OTHER":             {"iemand anders"},
}

// signalFields are the Dutch words for the fields that only the signal slice has.
var signalFields = map[string]string{
	"enough_residents": "genoeg inwoners",
	"follow_up":        "wat ermee is gedaan",
	"likeness":         "gelijkenis",
	"measure":          "maatregel",
	"pattern":          "patroon",
	"release_reason":   "reden van vrijgeven",
	"released_by":      "vrijgegeven door",
	"set_aside_reason": "reden",
}
