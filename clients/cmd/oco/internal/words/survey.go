package words

import "google.golang.org/protobuf/reflect/protoreflect"

// surveyValues are the Dutch words of the values of the survey slice.
var surveyValues = map[protoreflect.Name][]string{
	"SURVEY_KIND_AT_CLOSING":            {"bij het afsluiten"},
	"SURVEY_KIND_YEARLY":                {"jaarlijks"},
	"SURVEY_AUDIENCE_RESIDENT":          {"inwoners", "inwoner"},
	"SURVEY_AUDIENCE_SUPPORTER":         {"cliëntondersteuners", "clientondersteuners"},
	"SURVEY_ROUND_STATE_OPEN":           {"loopt"},
	"SURVEY_ROUND_STATE_CLOSED":         {"gesloten"},
	"SURVEY_QUESTION_UNDERSTOOD":        {"begrepen"},
	"SURVEY_QUESTION_SEEN":              {"gezien"},
	"SURVEY_QUESTION_FITTING":           {"passend"},
	"SURVEY_QUESTION_ASK_AGAIN":         {"opnieuw vragen of aanraden", "opnieuw"},
	"SURVEY_QUESTION_MATCHES_FITTED":    {"passende koppelingen", "koppelingen"},
	"SURVEY_QUESTION_SUPPORTED":         {"steun van de coördinator", "steun"},
	"SURVEY_QUESTION_TIME_FITS":         {"passende tijd", "tijd"},
	"SURVEY_QUESTION_GO_ON":             {"doorgaan"},
	"SURVEY_CHOICE_NOT_AT_ALL":          {"helemaal niet"},
	"SURVEY_CHOICE_HARDLY":              {"nauwelijks"},
	"SURVEY_CHOICE_A_BIT":               {"een beetje"},
	"SURVEY_CHOICE_WELL":                {"goed"},
	"SURVEY_CHOICE_VERY_WELL":           {"heel goed"},
	"SURVEY_CHOICE_YES":                 {"ja"},
	"SURVEY_CHOICE_NO":                  {"nee"},
	"SURVEY_CHOICE_UNKNOWN":             {"weet ik niet"},
	"SURVEY_WAY_LINK":                   {"via de link", "link"},
	"SURVEY_WAY_PAPER":                  {"met de code van de brief", "brief"},
	"SURVEY_WAY_PHONE":                  {"telefonisch"},
	"SURVEY_INVITATION_STATE_INVITED":   {"uitgenodigd"},
	"SURVEY_INVITATION_STATE_ANSWERED":  {"ingevuld"},
	"SURVEY_INVITATION_STATE_LAPSED":    {"niet op tijd ingevuld"},
	"SURVEY_INVITATION_STATE_CANCELLED": {"vervallen"},
}

// surveyFields are the Dutch words for the fields that only the survey slice has.
var surveyFields = map[string]string{
	"answered":            "ingevuld",
	"audiences":           "doelgroepen",
	"choice":              "antwoord",
	"choices":             "antwoorden",
	"contact_instruction": "veilig contact",
	"form_version":        "versie van de vragen",
	"mean":                "gemiddelde",
	"non_responses":       "niet ingevuld",
	"questions":           "vragen",
	"remarks_hidden":      "te weinig antwoorden voor opmerkingen",
	"way":                 "manier van invullen",
	"ways":                "manieren van invullen",
}
