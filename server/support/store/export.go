package store

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support"
)

// Export reads and logs what support keeps of a resident's dossiers: their cases, and what was written within them.
func (s *Store) Export(ctx context.Context, tx *pg.Tx, dossiers []string) ([]subject.Section, error) {
	var sections []subject.Section
	for _, read := range []func(context.Context, *pg.Tx, []string) ([]subject.Section, error){
		s.exportCases, s.exportContacts, s.exportDrafts, s.exportGoals, s.exportAppointments, s.exportTransfers, s.exportQuestions,
	} {
		more, err := read(ctx, tx, dossiers)
		if err != nil {
			return nil, err
		}
		sections = append(sections, more...)
	}
	return sections, nil
}

// only leaves what is in cases (alias c) of dossiers.
func (q *query) only(dossiers []string) {
	q.And("c.dossier = ANY (" + q.Arg(pg.Array(dossiers)) + "::uuid[])")
}

func (s *Store) exportCases(ctx context.Context, tx *pg.Tx, dossiers []string) ([]subject.Section, error) {
	q := newQuery(tx.Municipality())
	q.only(dossiers)
	var rows []row
	if err := tx.SelectLogged(ctx, &rows, "export cases", q.sql(columns, newest), q.Args...); err != nil {
		return nil, fmt.Errorf("export cases: %w", err)
	}
	ids := make([]string, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	endings, err := s.Endings(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	var sections []subject.Section
	for _, r := range rows {
		c, err := s.open(ctx, r)
		if err != nil {
			return nil, err
		}
		one := caseSection(c)
		if ending, ended := endings[c.ID]; ended {
			addEnding(&one, ending)
			sections = append(sections, referralSections(c, ending)...)
		}
		sections = append(sections, one)
	}
	return sections, nil
}

func caseSection(c support.Case) subject.Section {
	one := subject.Section{Kind: "case", ID: c.ID, Time: c.CreateTime}
	one.AddCodes("state", "CASE_STATE_", string(c.State))
	one.AddCodes("life_domains", "LIFE_DOMAIN_", c.LifeDomains...)
	one.Add("open_date", c.OpenDate)
	one.Add("appointment_made_date", c.AppointmentMadeDate)
	one.Add("planned_appointment_time", localTime(c.AppointmentTime))
	one.Add("first_appointment_date", c.FirstAppointmentDate)
	one.Add("close_date", c.CloseDate)
	one.AddText("need", c.Need.Reveal())
	one.AddListed("outcome", c.Outcome)
	one.AddCodes("fit", "FIT_", c.Fit)
	addMinutes(&one, c.Minutes)
	one.AddCodes("hold_reason", "HOLD_REASON_", c.HoldReason)
	one.Add("hold_until_date", c.HoldUntilDate)
	one.AddCodes("successor_view", "SUCCESSOR_VIEW_", string(c.SuccessorView))
	if !c.ViewTime.IsZero() {
		one.Add("successor_view_date", calendar.Day(c.ViewTime))
	}
	one.AddCodes("match_ended_by", "MATCH_ENDER_", c.MatchEndedBy)
	return one
}

// addEnding adds what was told when the case closed.
func addEnding(one *subject.Section, e support.Ending) {
	one.AddCodes("resident_fit", "FIT_", e.ResidentFit)
	one.AddCodes("ending_life_domains", "LIFE_DOMAIN_", e.LifeDomains...)
	one.Add("supporter_told_date", e.SupporterToldDate)
	if e.ReferrerTold {
		one.Add("referrer_told", strconv.FormatBool(true))
	}
}

// referralSections are those to whom the resident was referred on when the case closed, since when it did not change; each is
// an entry of its own, which can be left out by itself.
func referralSections(c support.Case, e support.Ending) []subject.Section {
	sections := make([]subject.Section, 0, len(e.Referrals))
	for i, r := range e.Referrals {
		one := subject.Section{Kind: "case_referral", ID: fmt.Sprintf("%s.%d", c.ID, i+1), Time: c.UpdateTime}
		one.AddText("organisation", r.Organisation.Reveal())
		one.AddCodes("reason", "CASE_REFERRAL_REASON_", r.Reason)
		sections = append(sections, one)
	}
	return sections
}

func (s *Store) exportContacts(ctx context.Context, tx *pg.Tx, dossiers []string) ([]subject.Section, error) {
	q := contacts(tx, call.Everyone())
	q.only(dossiers)
	var rows []contactRow
	if err := tx.SelectLogged(ctx, &rows, "export contact moments", "SELECT "+contactColumns+contactFrom+q.Where()+byDay, q.Args...); err != nil {
		return nil, fmt.Errorf("export contact moments: %w", err)
	}
	return exported(ctx, rows, s.contact, func(m support.ContactMoment) subject.Section {
		one := subject.Section{Kind: "contact_moment", ID: m.ID, Time: m.CreateTime}
		addTold(&one, m.Told)
		return one
	})
}

// exportDrafts tells what is being typed of a contact, whoever types it: until it expires it is kept of the resident.
func (s *Store) exportDrafts(ctx context.Context, tx *pg.Tx, dossiers []string) ([]subject.Section, error) {
	q := newQuery(tx.Municipality())
	q.And("d.municipality = $1")
	q.only(dossiers)
	var rows []draftRow
	if err := tx.SelectLogged(ctx, &rows, "export contact drafts", "SELECT "+draftColumns+draftFrom+q.Where()+" ORDER BY d.id DESC", q.Args...); err != nil {
		return nil, fmt.Errorf("export contact drafts: %w", err)
	}
	return exported(ctx, rows, s.draft, func(d support.ContactDraft) subject.Section {
		one := subject.Section{Kind: "contact_draft", ID: d.ID, Time: d.CreateTime}
		addTold(&one, d.Told)
		return one
	})
}

// addTold adds what is told of a contact.
func addTold(one *subject.Section, told support.Told) {
	one.Add("contact_date", told.Date)
	one.AddCodes("kind", "CONTACT_KIND_", told.Kind)
	one.AddCodes("with_whom", "CONTACT_PARTY_", told.WithWhom...)
	if told.OwnNetworkPresent {
		one.Add("own_network_present", strconv.FormatBool(true))
	}
	addMinutes(one, told.Minutes)
	one.AddText("note", told.Note.Reveal())
}

func (s *Store) exportGoals(ctx context.Context, tx *pg.Tx, dossiers []string) ([]subject.Section, error) {
	q := goals(tx, call.Everyone())
	q.only(dossiers)
	var rows []goalRow
	if err := tx.SelectLogged(ctx, &rows, "export goals", "SELECT "+goalColumns+goalFrom+q.Where()+" ORDER BY g.id DESC", q.Args...); err != nil {
		return nil, fmt.Errorf("export goals: %w", err)
	}
	return exported(ctx, rows, s.goal, func(g support.Goal) subject.Section {
		one := subject.Section{Kind: "case_goal", ID: g.ID, Time: g.CreateTime}
		one.AddText("goal", g.Text.Reveal())
		one.AddCodes("state", "GOAL_STATE_", g.State)
		return one
	})
}

func (s *Store) exportAppointments(ctx context.Context, tx *pg.Tx, dossiers []string) ([]subject.Section, error) {
	q := appointments(tx.Municipality())
	q.only(dossiers)
	var rows []appointmentRow
	text := "SELECT " + appointmentColumns + "\nFROM support.appointment a" + ofCase + beside + q.Where() + " ORDER BY a.start_time DESC, a.id DESC"
	if err := tx.SelectLogged(ctx, &rows, "export appointments", text, q.Args...); err != nil {
		return nil, fmt.Errorf("export appointments: %w", err)
	}
	return exported(ctx, rows, s.openAppointment, func(a support.Appointment) subject.Section {
		one := subject.Section{Kind: "appointment", ID: a.ID, Time: a.CreateTime}
		one.Add("appointment_time", localTime(a.Start))
		one.Add("appointment_end_time", localTime(a.End))
		one.AddCodes("state", "APPOINTMENT_STATE_", string(a.State))
		one.AddCodes("kind", "APPOINTMENT_KIND_", a.Kind)
		one.AddCodes("with_whom", "APPOINTMENT_COMPANY_", a.Companies...)
		one.AddText("place", a.Place.Reveal())
		one.AddText("note", a.Note.Reveal())
		one.AddCodes("cancel_reason", "APPOINTMENT_CANCEL_REASON_", a.CancelReason)
		return one
	})
}

// exportTransfers tells that somebody else was asked to go on, and what was answered; why it was asked may be about the
// supporter, so its note is named as left out.
func (s *Store) exportTransfers(ctx context.Context, tx *pg.Tx, dossiers []string) ([]subject.Section, error) {
	q := transfers(tx, call.Everyone())
	q.only(dossiers)
	var rows []transferRow
	if err := tx.SelectLogged(ctx, &rows, "export transfers", "SELECT "+transferColumns+transferFrom+q.Where()+" ORDER BY t.id DESC", q.Args...); err != nil {
		return nil, fmt.Errorf("export transfers: %w", err)
	}
	return exported(ctx, rows, s.transfer, func(t support.Transfer) subject.Section {
		one := subject.Section{Kind: "transfer", ID: t.ID, Time: t.CreateTime}
		one.Add("ask_date", t.AskDate)
		one.AddCodes("support_kind", "SUPPORT_KIND_", t.Kind)
		one.AddCodes("state", "TRANSFER_STATE_", string(t.State))
		one.Add("answer_date", t.AnswerDate)
		one.Hide("note", t.Note.Reveal())
		return one
	})
}

// exportQuestions tells that the question of the access team was asked, and how it ended, in the words of both.
func (s *Store) exportQuestions(ctx context.Context, tx *pg.Tx, dossiers []string) ([]subject.Section, error) {
	q := questions(tx, call.Everyone())
	q.only(dossiers)
	var rows []questionRow
	if err := tx.SelectLogged(ctx, &rows, "export questions of the access team", "SELECT "+questionColumns+questionFrom+q.Where()+" ORDER BY q.id DESC", q.Args...); err != nil {
		return nil, fmt.Errorf("export questions: %w", err)
	}
	return exported(ctx, rows, s.question, func(q support.Question) subject.Section {
		one := subject.Section{Kind: "access_question", ID: q.ID, Time: q.CreateTime}
		one.Add("ask_date", q.AskDate)
		one.AddCodes("reason", "ACCESS_QUESTION_REASON_", q.Reason)
		one.AddText("note", q.Note.Reveal())
		one.AddCodes("state", "ACCESS_QUESTION_STATE_", string(q.State))
		one.Add("answer_date", q.AnswerDate)
		one.AddText("answer", q.Answer.Reveal())
		return one
	})
}

// localTime is a moment as people read it, empty when it did not come.
func localTime(moment time.Time) string {
	if moment.IsZero() {
		return ""
	}
	return calendar.Local(moment).Format("2006-01-02 15:04")
}

func addMinutes(s *subject.Section, minutes int) {
	if minutes > 0 {
		s.Add("minutes", strconv.Itoa(minutes))
	}
}

// exported opens rows and tells each.
func exported[R, T any](ctx context.Context, rows []R, open func(context.Context, R) (T, error), tell func(T) subject.Section) ([]subject.Section, error) {
	list, err := opened(ctx, rows, open)
	if err != nil {
		return nil, err
	}
	sections := make([]subject.Section, 0, len(list))
	for _, one := range list {
		sections = append(sections, tell(one))
	}
	return sections, nil
}
