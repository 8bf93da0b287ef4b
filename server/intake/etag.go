package intake

import (
	"strconv"
	"strings"

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

// Etag is the application as clients see it and send it back. It shows name and safe contact of
// the resident, so it is outdated when these change, or when the dossier is merged into another.
func (a Application) Etag() string {
	parts := []string{Etag(a.Version), Etag(a.Resident.Version)}
	if a.Resident.ID != a.Dossier {
		parts = append(parts, Etag(a.DossierVersion))
	}
	return strings.Join(parts, ".")
}

// CheckEtag refuses a change that was made on an outdated copy of the application.
func (a Application) CheckEtag(given string) error {
	if given != "" && given != a.Etag() {
		return errs.EtagMismatch()
	}
	return nil
}
