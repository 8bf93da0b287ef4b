package store

import (
	"context"
	"fmt"
	"strconv"

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
		s.exportCases, s.exportContacts, s.exportGoals, s.exportAppointments, s.exportTransfers, s.exportQuestions,
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
	sections := make([]subject.Section, 0, len(rows))
	for _, r := range rows {
		c, err := s.open(ctx, r)
		if err != nil {
			return nil, err
		}
		one := subject.Section{Kind: "case", ID: c.ID, Time: c.CreateTime}
		one.AddCodes("state", "CASE_STATE_", string(c.State))
		one.AddCodes("life_domains", "LIFE_DOMAIN_", c.LifeDomains...)
		one.Add("open_date", c.OpenDate)
		one.Add("appointment_made_date", c.AppointmentMadeDate)
		one.Add("first_appointment_date", c.FirstAppointmentDate)
		one.Add("close_date", c.CloseDate)
		one.AddText("need", c.Need.Reveal())
		one.AddListed("outcome", c.Outcome)
		one.AddCodes("fit", "FIT_", c.Fit)
		addMinutes(&one, c.Minutes)
		one.AddCodes("hold_reason", "HOLD_REASON_", c.HoldReason)
		one.Add("hold_until_date", c.HoldUntilDate)
		one.AddCodes("successor_view", "SUCCESSOR_VIEW_", string(c.SuccessorView))
		one.AddCodes("match_ended_by", "MATCH_ENDER_", c.MatchEndedBy)
		sections = append(sections, one)
	}
	return sections, nil
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
		one.Add("contact_date", m.Date)
		one.AddCodes("kind", "CONTACT_KIND_", m.Kind)
		one.AddCodes("with_whom", "CONTACT_PARTY_", m.WithWhom...)
		addMinutes(&one, m.Minutes)
		one.AddText("note", m.Note.Reveal())
		return one
	})
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
		one.Add("appointment_time", calendar.Local(a.Start).Format("2006-01-02 15:04"))
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
