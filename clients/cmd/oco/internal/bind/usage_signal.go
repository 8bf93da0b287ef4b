package bind

// signalUsages say what the fields are that only the signal slice has.
var signalUsages = map[string]string{
	"Signal.organisation":               "the organisation that it is about",
	"Pattern.organisation":              "the organisation that it is about",
	"ListSignalsRequest.organisation":   "only about this organisation, however it was written",
	"Signal.from_date":                  "since when, today or before",
	"Pattern.from_date":                 "the first day of the period that it is about",
	"Signal.until_date":                 "the last day of it; left out while it goes on",
	"Pattern.until_date":                "the last day of the period; left out while it goes on",
	"ListSignalsRequest.from_date":      "only what still went on at this day or later",
	"ListSignalsRequest.until_date":     "only what had begun at this day or earlier",
	"ListSignalsRequest.pattern":        "only those of this pattern",
	"Signal.description":                "what goes wrong; no names",
	"SetSignalAsideRequest.reason":      "why, for whoever told it; no names",
	"ListSimilarSignalsRequest.signal":  "like this signal",
	"ListSimilarSignalsRequest.pattern": "fitting into this pattern",
	"pattern":                           "the pattern",
	"Pattern.title":                     "what it is called; no names",
	"Pattern.text":                      "what others read, in your own words; no names",
	"add":                               "a new signal to add; several times or with commas",
	"remove":                            "a signal to take out; several times or with commas",
	"ReleasePatternRequest.reason":      "why it leaves although few residents stand behind it; no names",
	"AnswerPatternRequest.text":         "the answer; no names",
	"measure":                           "what will be done",
}
