package intake

import (
	"strconv"

	"oco.example/oco/server/platform/errs"
)

// Etag is a version as clients see it and send it back.
func Etag(version int64) string { return strconv.FormatInt(version, 10) }

// CheckEtag refuses a change that was made on an outdated copy; an empty etag acts on whatever
// stands.
func CheckEtag(given string, version int64) error {
	if given != "" && given != Etag(version) {
		return errs.EtagMismatch()
	}
	return nil
}
