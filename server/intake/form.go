package intake

// Form (aanmeldformulier) is what the public pages of a municipality show; nothing in it is about
// a person.
type Form struct {
	Municipality, Name                      string
	ContactName, Phone, Email, Website      string
	Introduction, Privacy                   string
	PromiseWorkingDays                      int
	OpeningHours                            []OpeningHours
	Points                                  []Point
	Neighbourhoods, SubThemes, TargetGroups []Choice
}

// OpeningHours (openingstijden) of one day; Weekday is ISO 8601, times are local HH:MM.
type OpeningHours struct {
	Weekday       int32
	Opens, Closes string
}

// Point (wijkpunt) is a place where residents can walk in.
type Point struct {
	Code, Name, Address string
	OpeningHours        []OpeningHours
}

// Choice (keuze) is one entry of a code list; a sub-theme has a LifeDomain.
type Choice struct{ Code, Label, LifeDomain string }

// Promise is what a municipality promises those who apply.
type Promise struct {
	ContactName, ContactPhone string
	WorkingDays               int
}

// The code lists that an application draws from, as in oco.admin.v1.CodeList.
const (
	ListSubTheme      = "SUB_THEME"
	ListTargetGroup   = "TARGET_GROUP"
	ListNeighbourhood = "NEIGHBOURHOOD"
)
