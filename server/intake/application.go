package intake

import (
	"time"

	"oco.example/oco/server/intake/promise"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/sealed"
)

// The kinds of applicants (soort melder), as in oco.common.v1.ApplicantKind.
const (
	ByResident   = "RESIDENT"
	ByNearPerson = "NEAR_PERSON"
	ByReferrer   = "REFERRER"
)

// The channels (kanaal) that rules speak of, as in oco.common.v1.Channel.
const (
	Website            = "WEBSITE"
	Phone              = "PHONE"
	NeighbourhoodPoint = "NEIGHBOURHOOD_POINT"
	Outreach           = "OUTREACH"
)

// The origins of an application.
const (
	// Live is an application made here.
	Live = "LIVE"
	// Imported is history from a spreadsheet: no gates, no mail, no clocks.
	Imported = "IMPORT"
)

// What can be missing from an application before it can be triaged well.
const (
	// MissingContact: the resident cannot be reached by phone, mail or post.
	MissingContact = "contact"
	// MissingLifeDomain: it is not known what it is about; it counts under no domain.
	MissingLifeDomain = "life_domain"
	// MissingQuestion: there is neither a question nor a wish to be called back.
	MissingQuestion = "question"
)

// Application (aanmelding) is one question of one resident.
type Application struct {
	ID string
	// Dossier is the dossier whose key seals the application, and that keeps it; empty until it is
	// stored.
	Dossier string
	// DossierVersion is that dossier's version.
	DossierVersion int64
	// Joined says that the dossier was there before the application.
	Joined bool
	// Resident is the person: the dossier itself, or the one that it was merged into.
	Resident     Resident
	State        State
	Applicant    Applicant
	Channel      string
	Question     sealed.Text
	LifeDomains  []string
	SubThemes    []string
	TargetGroups []string
	// Neighbourhood is a code of the municipality's list, or empty.
	Neighbourhood string
	Stage         string
	Urgency       Urgency
	CallBack      sealed.Text
	// Concerned is the organisation that the question is about, by name.
	Concerned sealed.Text
	// Route is that of the newest triage decision.
	Route      string
	ToComplete []string
	// EndReason is why it ended, empty while it has not.
	EndReason string
	// Endings are the times that it ended, the oldest first; the last one may have been taken back.
	Endings []Ending
	// Clocks are those of what was promised; history has none.
	Clocks []promise.Clock
	// ClockOrder is the place in the worklist by its clocks, as it is stored.
	ClockOrder int64
	MergedInto string
	Origin     string
	// Day is the day of the application in Europe/Amsterdam, YYYY-MM-DD.
	Day string
	// PromiseDay is the day by which the municipality promised to call; empty for history.
	PromiseDay string
	// FromMunicipality is the neighbour that handed the resident over, FromHandover the hand-over there; mostly empty.
	FromMunicipality, FromHandover string
	// EnteredBy is the account of who entered it, empty for the public and for history.
	EnteredBy string
	Created   time.Time
	Updated   time.Time
	Version   int64
	// Read is when it was read: its promises stand then as they are shown.
	Read time.Time
}

// Applicant (melder) is who applied.
type Applicant struct {
	Kind     string
	Name     sealed.Text
	Phone    sealed.Text
	Email    sealed.Text
	Relation sealed.Text
	// Organisation is a referrer's, by name.
	Organisation string
	// Referrer is the id in the registry.
	Referrer string
	// ReferrerKind is the kind of the organisation, from the code list; known on creation only.
	ReferrerKind string
}

// Urgency (spoed). Without a reason there is none.
type Urgency struct {
	Reason string
	// LatestDay is the last day on which help still helps, YYYY-MM-DD, or empty.
	LatestDay string
	Note      sealed.Text
}

// ResourceID is the application's id, for requests that come again.
func (a Application) ResourceID() string { return a.ID }

// For leaves out what these eyes may not see. The desk knows the residents whom its own entries
// brought; of a dossier that was there before, or went into another since, it sees neither the name
// nor how the resident is reached safely.
func (a Application) For(owner call.Owner) Application {
	if !owner.IsEveryone() && (a.Joined || a.Resident.ID != a.Dossier) {
		a.Resident = Resident{ID: a.Resident.ID, LogID: a.Resident.LogID, Version: a.Resident.Version}
	}
	return a
}

// Missing says what is missing from the application of a resident.
func (a Application) Missing() []string {
	var missing []string
	r := a.Resident
	reachable := r.Phone.Reveal() != "" || r.Email.Reveal() != "" || (r.Postcode.Reveal() != "" && r.HouseNumber.Reveal() != "")
	if !reachable {
		missing = append(missing, MissingContact)
	}
	if len(a.LifeDomains) == 0 {
		missing = append(missing, MissingLifeDomain)
	}
	if a.Question.Reveal() == "" && a.CallBack.Reveal() == "" {
		missing = append(missing, MissingQuestion)
	}
	return missing
}
