package bind

// reportingUsages say what the fields are that only the reporting slice has.
var reportingUsages = map[string]string{
	"GetMonitorRequest.from_date":  "the first day",
	"GetMonitorRequest.until_date": "the day after the last",
}
