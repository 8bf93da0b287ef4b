package intake

import (
	"slices"
	"strings"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// The kinds of consent that rules speak of, as in oco.intake.v1.ConsentKind.
const (
	// ConsentSupport is to be supported, and to the registration that this needs.
	ConsentSupport = "SUPPORT"
	// ConsentStatusToReferrer is that the referrer sees where the application stands.
	ConsentStatusToReferrer = "STATUS_TO_REFERRER"
)

// Consent (toestemming) is a recorded yes or no of a resident. It is never changed; the newest of
// its kind counts.
type Consent struct {
	ID       string
	Resident string
	// Kind is SUPPORT, STATUS_TO_REFERRER, HEALTH_DATA or HANDOVER.
	Kind  string
	Given bool
	// Application is the one that a consent to share the status with the referrer is about; empty of those that there were then.
	Application string
	// Manner is how it was given: "by phone, to the coordinator".
	Manner sealed.Text
	// Day is the day on which it was given, YYYY-MM-DD, in Europe/Amsterdam.
	Day string
	// By is the account that recorded it.
	By      string
	Created time.Time
}

// ResourceID is the consent's id, for requests that come again.
func (c Consent) ResourceID() string { return c.ID }

// Complete fills in today, and refuses a day that does not exist or is still to come, and an application with a consent that is
// about none.
func (c Consent) Complete(now time.Time) (Consent, error) {
	if c.Day == "" {
		c.Day = calendar.Day(now)
	}
	var application *errs.Error
	if c.Application != "" && c.Kind != ConsentStatusToReferrer {
		application = errs.Field("consent.application", "consent.about_person")
	}
	return c, errs.Join(errs.Of(checkPast("consent.given_date", c.Day, now)), application)
}

// CheckAbout refuses a consent about an application that is not one of the resident's.
func (c Consent) CheckAbout(applications []Application) error {
	if c.Application != "" && !slices.ContainsFunc(applications, func(a Application) bool { return a.ID == strings.ToLower(c.Application) }) {
		return errs.Field("consent.application", "consent.unknown_application")
	}
	return nil
}

// StopsHandovers reports whether it is a no to being handed over: what nobody answered yet may not be read any more.
func (c Consent) StopsHandovers() bool { return c.Kind == ConsentHandover && !c.Given }

// Apply brings an application of the resident to where the consent leads, and reports whether it
// moved: a yes to support ends the wait for it, a no takes an application that was not triaged yet
// back to waiting. Once the route is decided, a no is for the coordinator to act upon.
func (c Consent) Apply(a *Application) (moved bool) {
	if c.Kind != ConsentSupport {
		return false
	}
	move := ConsentWithdrawn
	if c.Given {
		move = ConsentGiven
	}
	return a.Move(move) == nil
}
