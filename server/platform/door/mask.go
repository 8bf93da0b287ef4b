package door

import (
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/citizennumber"
)

// masked is the reason of the notice that tells of a masked number.
const masked = "CITIZEN_NUMBER_MASKED"

// mask takes citizen service numbers out of one free text, and remarks it once per field. It works
// on the request before anybody else sees it, so that the number is stored and logged nowhere.
func mask(c call.Call, at *trail, text string) string {
	clean, count := citizennumber.Mask(text)
	if count > 0 {
		c.Remark(call.Notice{Reason: masked, Field: at.String()})
	}
	return clean
}
