package bind

// privacyUsages say what the fields are that only the privacy slice has.
var privacyUsages = map[string]string{
	"rights_request":                     "the request",
	"right":                              "what they ask: see, correct or destroy",
	"SubmitRightsRequestRequest.channel": "how it came in; by phone when left out",
	"receive_date":                       "the day on which it came in; today when left out",
	"identity_check":                     "how you established who asks",
	"IdentifyRequesterRequest.resident":  "whose dossier it is about",
	"ExtendRightsRequestRequest.reason":  "why; it is told to who asked",
	"SettleRightsRequestRequest.outcome": "done, refused or withdrawn",
	"SettleRightsRequestRequest.answer":  "what was answered; needed when it was refused, and of a request to correct",
	"correction":                         "the correction",
	"part":                               "which part of the dossier",
	"CreateCorrectionRequest.outcome":    "corrected or refused",
	"CreateCorrectionRequest.subject":    "what it is about: what you corrected, or what they asked to correct",
	"CreateCorrectionRequest.reason":     "why it was refused; needed then",
	"statement":                          "what the resident says of the refusal, in their own words",
	"ListCorrectionsRequest.resident":    "whose",
	"unanswered":                         "only what nobody answered yet",
	"leave_out":                          "the key of a line that is about somebody else; several times or with commas",
}
