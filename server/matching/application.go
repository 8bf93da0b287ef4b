package matching

import (
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// ApplicationState is where an application stands as far as matching moves it, by its name in the
// contract without prefix.
type ApplicationState string

// The states between which matching moves an application.
const (
	WaitingForMatch ApplicationState = "WAITING_FOR_MATCH"
	Offered         ApplicationState = "OFFERED"
	Matched         ApplicationState = "MATCHED"
	InSupport       ApplicationState = "IN_SUPPORT"
)

// Application is what matching needs to know of an application.
type Application struct {
	// ID is the application, Dossier the resident it belongs to: the subject whose key seals
	// what is written about it.
	ID, Dossier string
	// LogID is the pseudonym under which the processing log knows the resident.
	LogID string
	// State is where it stands; it can be one that matching does not know.
	State ApplicationState
	// Route is that of the newest triage decision, a name of the contract without prefix.
	Route string
	// LifeDomains are names of the contract without prefix; none when it is not known what the
	// application is about.
	LifeDomains []string
	// TargetGroups and Neighbourhood are codes of the municipality's lists.
	TargetGroups  []string
	Neighbourhood string
	// Home is where that neighbourhood is.
	Home Place
	// Date is the day of the application, YYYY-MM-DD in Europe/Amsterdam.
	Date string
	// Organisation is by which that of the referrer who applied is compared, empty when nobody did;
	// ConcernedOrganisation the same of the one that the question is about.
	Organisation, ConcernedOrganisation string
	// Interpreter is the language for which the resident needs an interpreter, empty when they need none.
	Interpreter string
	// Wishes are what the resident wishes of a supporter.
	Wishes Wishes
	// Returns says that somebody supported this resident before.
	Returns bool
}

// CheckOffer refuses an offer for an application that does not wait for one.
func (a Application) CheckOffer() error {
	if a.State != WaitingForMatch && a.State != Offered {
		return errs.StateConflict("application", string(a.State))
	}
	return nil
}

// ResidentContact is how the resident of an application is called and reached.
type ResidentContact struct {
	Name, Phone sealed.Text
	// NoPhone is the safe-contact instruction not to call.
	NoPhone bool
}

// Opening is the support case that a resident's yes opens.
type Opening struct {
	// Application, Dossier and LifeDomains are those of the application, ApplicationDate its day.
	Application, Dossier string
	LifeDomains          []string
	ApplicationDate      string
	// Supporter is who said yes, Account the account of that supporter.
	Supporter, Account string
}

// History is a match from before the platform, dated in the past.
type History struct {
	// Application and Dossier are as imported; LifeDomains and Neighbourhood those of the row.
	Application, Dossier string
	LifeDomains          []string
	Neighbourhood        string
	// Supporter is who said yes.
	Supporter string
	// Day is when, YYYY-MM-DD.
	Day string
	// Case is the support case that followed, empty when the resident's yes is still awaited.
	Case string
}
