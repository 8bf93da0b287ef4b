package support

import (
	"fmt"

	"oco.example/oco/server/platform/calendar"
)

// Opening is a case that begins with the resident's yes.
type Opening struct {
	// Application, Dossier and LifeDomains are those of the application, ApplicationDate its day.
	Application, Dossier string
	LifeDomains          []string
	ApplicationDate      string
	// Supporter is who said yes, Account the account of that supporter, empty when there is none.
	Supporter, Account string
}

// Begin is the case that opens with a yes today (YYYY-MM-DD).
func (o Opening) Begin(id, today string) Case {
	return Case{
		ID: id, Application: o.Application, Dossier: o.Dossier, LifeDomains: o.LifeDomains, ApplicationDate: o.ApplicationDate,
		Supporter: o.Supporter, Account: o.Account, State: Open, OpenDate: today,
	}
}

// History is a case from before the platform, dated in the past. Days are YYYY-MM-DD.
type History struct {
	// Case is the id that the match in history names.
	Case string
	// Application and Dossier are as imported; LifeDomains and ApplicationDate those of the row.
	Application, Dossier string
	LifeDomains          []string
	ApplicationDate      string
	// Supporter is who supported.
	Supporter string
	// OpenDay is the day of the match; FirstAppointmentDay and CloseDay are empty when the row has
	// none. Without a CloseDay the case is open and goes on here.
	OpenDay, FirstAppointmentDay, CloseDay string
	// Outcome is a code of the municipality's list, empty when the row has none that is known.
	Outcome string
	// Minutes is the time spent.
	Minutes int
}

// Check refuses days that do not exist: the reader of the file resolved them, so this is a fault
// of ours and names only which day it is.
func (h History) Check() error {
	for name, day := range map[string]string{
		"application": h.ApplicationDate, "match": h.OpenDay, "first appointment": h.FirstAppointmentDay, "close": h.CloseDay,
	} {
		optional := name == "first appointment" || name == "close"
		if _, err := calendar.ParseDay(day); err != nil && (day != "" || !optional) {
			return fmt.Errorf("record a case in history: day of the %s: %w", name, err)
		}
	}
	return nil
}

// Leaves is the case as history leaves it.
func (h History) Leaves(account string) Case {
	c := Case{
		ID: h.Case, Application: h.Application, Dossier: h.Dossier, LifeDomains: h.LifeDomains,
		ApplicationDate: h.ApplicationDate, Supporter: h.Supporter, Account: account, State: Open, OpenDate: h.OpenDay,
		FirstAppointmentDate: h.FirstAppointmentDay, CloseDate: h.CloseDay, Outcome: h.Outcome, Minutes: h.Minutes, Imported: true,
	}
	if h.CloseDay != "" {
		c.State = Closed
	}
	return c
}
