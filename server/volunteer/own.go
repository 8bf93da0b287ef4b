package volunteer

import (
	"slices"

	"oco.example/oco/server/platform/errs"
)

// ownFields are what supporters change of themselves, as the contract calls them: when and how much they can. What they
// know and what was seen of them is the coordinator's to say.
var ownFields = []string{"weekly_rhythm", "max_cases", "max_travel_minutes", "travel_by"}

// CheckOwn refuses fields that supporters do not change of themselves.
func CheckOwn(fields []string) error {
	var wrong []*errs.Error
	for _, field := range fields {
		if !slices.Contains(ownFields, field) {
			wrong = append(wrong, errs.Field("supporter."+field, "supporter.not_own"))
		}
	}
	return errs.Join(wrong...)
}
