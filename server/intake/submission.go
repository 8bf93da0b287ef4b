package intake

import (
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

// Entry says how an application is entered.
type Entry struct {
	// Staff is an entry by a coordinator or the desk: it chooses the channel, and joins the dossier
	// of the same person.
	Staff bool
	// Account is who entered it, empty for the public.
	Account string
	// ResidentAgrees says that the resident knows of it.
	ResidentAgrees bool
	// PromiseWorkingDays is the municipality's promise to call.
	PromiseWorkingDays int
	// Calendar knows the working days.
	Calendar *calendar.Calendar
	// Now is the moment of the entry.
	Now time.Time
}

// Submission (ontvangst) is a new application and what its applicant keeps of it.
type Submission struct {
	Application
	ReceiptCode string
	// PossibleDuplicate says that another dossier looks like this one; told to staff only.
	PossibleDuplicate bool
}

// Notices tell staff what to know of it: what is missing, whether there is one like it, and what became of what was given of a
// resident who was known: safe contact was added to what stood there, and what is known differently was not taken over.
func (s Submission) Notices(given Resident) (notices []call.Notice) {
	if len(s.ToComplete) > 0 {
		notices = append(notices, call.Notice{Reason: "TO_BE_COMPLETED"})
	}
	if s.PossibleDuplicate {
		notices = append(notices, call.Notice{Reason: "POSSIBLE_DUPLICATE"})
	}
	if !s.Joined {
		return notices
	}
	if given.SafeContact != (SafeContact{}) {
		notices = append(notices, call.Notice{Reason: "SAFE_CONTACT_ADDED", Field: "safe_contact"})
	}
	for _, field := range s.Resident.Differs(given) {
		notices = append(notices, call.Notice{Reason: "DETAILS_KEPT", Field: "resident." + field})
	}
	return notices
}

// Submit completes a new application from a form: who applied, by which channel, whether the
// resident's consent is awaited, what is missing, and the day by which the municipality will call.
func Submit(a Application, entry Entry) (Application, error) {
	if a.Applicant.Kind == "" {
		a.Applicant.Kind = ByResident
	}
	if err := a.Check(); err != nil {
		return Application{}, err
	}
	switch {
	case !entry.Staff: // the public does not choose how it is counted
		a.Channel = Website
	case a.Channel == "":
		a.Channel = Phone
	}
	a.State = Received
	if a.Applicant.Kind != ByResident && !entry.ResidentAgrees {
		a.State = AwaitingConsent
	}
	a.Origin = Live
	a.EnteredBy = entry.Account
	a.Day = calendar.Day(entry.Now)
	a.PromiseDay = calendar.Day(entry.Calendar.AddWorkingDays(entry.Now, entry.PromiseWorkingDays))
	a.ToComplete = a.Missing()
	a.Created, a.Updated, a.Version = entry.Now, entry.Now, 1
	return a, nil
}

// Check refuses what the contract's own rules cannot see: an applicant for somebody else who does
// not say who they are, a latest day that does not exist or stands without a reason.
func (a Application) Check() error {
	if err := checkApplicant(a.Applicant); err != nil {
		return err
	}
	return checkUrgency(a.Urgency)
}

// CheckChange is Check of an application that was another one before. An applicant who stays as
// they are is no mistake of this change: of a referrer who was erased, only that they referred is
// known, and of imported history often not more.
func (a Application) CheckChange(before Application) error {
	if a.Applicant == before.Applicant {
		return checkUrgency(a.Urgency)
	}
	return a.Check()
}

// checkApplicant: who applies for somebody else says who they are; a referrer whom the registry does
// not know also for whom they work.
func checkApplicant(who Applicant) error {
	if who.Kind == ByResident {
		return nil
	}
	var name, organisation *errs.Error
	if who.Name.Reveal() == "" {
		name = errs.Field("applicant.name", "required")
	}
	if who.Kind == ByReferrer && who.Organisation == "" && who.Referrer == "" {
		organisation = errs.Field("applicant.organisation", "required")
	}
	return errs.Join(name, organisation)
}

// checkUrgency: a latest day is a day that exists; neither it nor a note says anything without a
// reason.
func checkUrgency(u Urgency) error {
	if u.LatestDay != "" {
		if _, err := calendar.ParseDay(u.LatestDay); err != nil {
			return errs.Field("urgency.latest_date", "date.invalid")
		}
	}
	if u.Reason == "" && (u.LatestDay != "" || u.Note.Reveal() != "") {
		return errs.Field("urgency.reason", "required")
	}
	return nil
}

// DirectAnswer (direct antwoord) is a question answered at once; it names nobody.
type DirectAnswer struct {
	ID                 string
	LifeDomain         string
	Channel            string
	NeighbourhoodPoint string
	Minutes            int32
	// Day is YYYY-MM-DD, in Europe/Amsterdam.
	Day     string
	By      string
	Created time.Time
}

// ResourceID is the answer's id, for requests that come again.
func (d DirectAnswer) ResourceID() string { return d.ID }

// Complete fills in what the desk left out, and refuses a day that does not exist or is still to come.
func (d DirectAnswer) Complete(now time.Time) (DirectAnswer, error) {
	today := calendar.Day(now)
	if d.Day == "" {
		d.Day = today
	}
	if _, err := calendar.ParseDay(d.Day); err != nil {
		return DirectAnswer{}, errs.Field("answer_date", "date.invalid")
	}
	if d.Day > today {
		return DirectAnswer{}, errs.Field("answer_date", "date.future")
	}
	if d.Channel == "" {
		d.Channel = NeighbourhoodPoint
	}
	return d, nil
}
