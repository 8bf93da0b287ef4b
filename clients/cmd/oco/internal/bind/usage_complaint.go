package bind

// complaintUsages say what the fields are that only the complaint slice has.
var complaintUsages = map[string]string{
	"RaiseSafetyConcernRequest.signals":  "what was seen and heard: facts, and whose words they are",
	"SettleComplaintRequest.explanation": "why, and what is done about it",
	"about":                              "what the complaint is about",
	"complainant_name":                   "the name of who complains; left out, the complaint is anonymous",
	"complainant_phone":                  "the phone number of who complains",
	"complainant_email":                  "the mail address of who complains",
	"concerned_account":                  "the account of a colleague whom it concerns",
	"concerned_supporter":                "the supporter whom it concerns",
	"decision":                           "what step 5 leads to",
	"second_account":                     "the account of another coordinator who was consulted before step 5",
	"second_person":                      "who without an account was consulted before step 5: name and function",
	"skip":                               "skip step 2 or 3, in acute danger; the note says why",
	"asked_of_supporter":                 "what is asked of the supporter who raised it",
	"AddIncidentStepRequest.kind":        "a note, or aftercare: the supporter was spoken with",
	"affected":                           "who was affected; several times or with commas",
	"Incident.kind":                      "what happened",
	"incident_date":                      "the day on which it happened, today or before",
	"RecordSafetyStepRequest.step":       "which of the five steps",
	"Incident.text":                      "what happened; it stays as it is reported",
	"warning":                            "the warning, short",
	"home_visit_risk":                    "the warning",
}
