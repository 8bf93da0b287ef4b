package admin

import (
	"fmt"

	"oco.example/oco/server/platform/errs"
)

// Municipality is a municipality (gemeente) that uses the platform, with its settings.
type Municipality struct {
	// Code is the CBS code in lower case, "gm0867".
	Code string
	Name string
	// Region is a short code, "hart-van-brabant"; empty when it belongs to none.
	Region string
	// Active says that it uses the platform; an inactive one answers as if it did not exist.
	Active bool
	// ContactName is the named contact (contactpersoon) on receipts; a team's name serves as well.
	ContactName, Phone, Email, Website string
	// Introduction stands above the form, Privacy is the privacy text.
	Introduction, Privacy string
	// PromiseWorkingDays is within how many working days the municipality promises to call.
	PromiseWorkingDays int
	// OfferWorkingHours is after how many working hours an offer without an answer expires; 0: never.
	OfferWorkingHours int
	// IntervisionWeeks is how many weeks lie between two intervisions of supporters, InDepthAfter after how many of
	// them there is an in-depth meeting.
	IntervisionWeeks, InDepthAfter int
	// CaseWeeks is after how many weeks a running case raises the question of the access team; 0: never.
	CaseWeeks int
	// Promises are what is promised to whoever applies.
	Promises            PromiseTerms
	OpeningHours        []OpeningHours
	NeighbourhoodPoints []NeighbourhoodPoint
	Stamp
}

// UsualPromise is within how many working days a municipality promises to call that does not say so.
const UsualPromise = 2

// UsualOffer is after how many working hours offers expire in a municipality that does not say so: a
// volunteer with a job answers in the evening, and the coordinator knows a working day later.
const UsualOffer = 8

// UsualCaseWeeks is after how many weeks a running case raises the question of the access team in a municipality that does
// not say so: support is short.
const UsualCaseWeeks = 12

// The rhythm of meetings of a municipality that does not say so.
const (
	UsualIntervisionWeeks = 6
	UsualInDepthAfter     = 2
)

// Complete fills in the usual rhythm of meetings where none was said.
func (m Municipality) Complete() Municipality {
	if m.IntervisionWeeks == 0 {
		m.IntervisionWeeks = UsualIntervisionWeeks
	}
	if m.InDepthAfter == 0 {
		m.InDepthAfter = UsualInDepthAfter
	}
	return m
}

// ResourceID is the CBS code.
func (m Municipality) ResourceID() string { return m.Code }

// OpeningHours are the hours of one day, local time HH:MM. Weekday is ISO 8601: Monday is 1.
type OpeningHours struct {
	Weekday int    `json:"weekday"`
	Opens   string `json:"opens"`
	Closes  string `json:"closes"`
}

// NeighbourhoodPoint (wijkpunt) is a place where residents can walk in.
type NeighbourhoodPoint struct {
	Code         string         `json:"code"`
	Name         string         `json:"name"`
	Address      string         `json:"address"`
	OpeningHours []OpeningHours `json:"opening_hours"`
}

// Check returns the fields of a municipality that break a rule which the contract cannot say:
// hours that end before they begin, two neighbourhood points under one code, an appointment that is held
// before it is made.
func (m Municipality) Check() error {
	wrong := hoursWrong("municipality.opening_hours", m.OpeningHours)
	wrong = append(wrong, m.Promises.wrong("municipality.promise_terms")...)
	seen := map[string]bool{}
	for i, point := range m.NeighbourhoodPoints {
		path := fmt.Sprintf("municipality.neighbourhood_points[%d]", i)
		if seen[point.Code] {
			wrong = append(wrong, errs.Field(path+".code", "code.twice"))
		}
		seen[point.Code] = true
		wrong = append(wrong, hoursWrong(path+".opening_hours", point.OpeningHours)...)
	}
	return errs.Join(wrong...)
}

func hoursWrong(path string, hours []OpeningHours) (wrong []*errs.Error) {
	for i, h := range hours {
		if h.Closes <= h.Opens { // both HH:MM, so text order is the order of time
			wrong = append(wrong, errs.Field(fmt.Sprintf("%s[%d].closes", path, i), "closes.before_opens"))
		}
	}
	return wrong
}
