// Package privacy holds the words of what people may ask about their own data. So far: being
// erased.
package privacy

import (
	"fmt"
	"regexp"
	"slices"
	"time"
)

// Kind is what somebody who is erased was to the municipality; the words are those of the kinds of
// keys.
type Kind string

// The kinds of people who can be erased, and what of theirs can be on its own.
const (
	Dossier   Kind = "DOSSIER"
	Supporter Kind = "SUPPORTER"
	Referrer  Kind = "REFERRER"
	Complaint Kind = "COMPLAINT"
	Incident  Kind = "INCIDENT"
)

// Kinds lists them all.
var Kinds = []Kind{Dossier, Supporter, Referrer, Complaint, Incident}

// Reason is why somebody was erased.
type Reason string

// The reasons: the person asked (article 17 GDPR, 5.3.5 Wmo 2015), the time to keep the data ended,
// or the data should never have been here.
const (
	Request   Reason = "REQUEST"
	Retention Reason = "RETENTION"
	Mistake   Reason = "MISTAKE"
)

// Reasons lists them all.
var Reasons = []Reason{Request, Retention, Mistake}

// Erasure (vernietiging) says who was erased, when and why. It names nobody: the id leads to a
// person only in a database from before.
type Erasure struct {
	// Municipality is the CBS code, gm0867.
	Municipality string
	Kind         Kind
	// Subject is the id of the dossier, the supporter, the referrer, the complaint or the incident: a UUID in lower case.
	Subject string
	Time    time.Time
	Reason  Reason
}

var (
	municipality = regexp.MustCompile(`^gm[0-9]{4}$`)
	identifier   = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
)

// Check says what is wrong with an erasure that somebody typed or that a file holds.
func (e Erasure) Check() error {
	switch {
	case !municipality.MatchString(e.Municipality):
		return fmt.Errorf("municipality %q is no CBS code such as gm0867", e.Municipality)
	case !slices.Contains(Kinds, e.Kind):
		return fmt.Errorf("kind %q is none of %v", e.Kind, Kinds)
	case !identifier.MatchString(e.Subject):
		return fmt.Errorf("id %q is no UUID in lower case", e.Subject)
	case !slices.Contains(Reasons, e.Reason):
		return fmt.Errorf("reason %q is none of %v", e.Reason, Reasons)
	}
	return nil
}
