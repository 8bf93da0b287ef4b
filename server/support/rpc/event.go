package rpc

import (
	"time"

	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
)

// tellOpened tells the others that support began.
func tellOpened(tx *pg.Tx, c support.Case, origin pg.Origin) {
	tx.Emit(occurred(tx, origin, c.OpenDate), origin, &eventv1.CaseOpened{
		Case: c.ID, Application: c.Application, Supporter: c.Supporter, Account: c.Account, OpenDate: c.OpenDate,
	})
}

// tellMade tells that the first appointment was made.
func tellMade(tx *pg.Tx, c support.Case) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.FirstAppointmentMade{
		Case: c.ID, Application: c.Application, MadeDate: c.AppointmentMadeDate, AppointmentDate: calendar.Day(c.AppointmentTime), Account: c.Account,
	})
}

// tellAppointment tells of the first appointment: it took place on its day, whenever it is told.
func tellAppointment(tx *pg.Tx, c support.Case, origin pg.Origin) {
	tx.Emit(begin(c.FirstAppointmentDate), origin, &eventv1.FirstAppointmentHeld{
		Case: c.ID, Application: c.Application, AppointmentDate: c.FirstAppointmentDate, Account: c.Account,
	})
}

// tellPlanned tells that an appointment was made.
func tellPlanned(tx *pg.Tx, a support.Appointment) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.AppointmentPlanned{
		Appointment: a.ID, Case: a.Case, Application: a.Application, Account: a.Account, AppointmentDate: calendar.Day(a.Start),
	})
}

// tellMoved tells that an appointment is at another time or place.
func tellMoved(tx *pg.Tx, a support.Appointment) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.AppointmentMoved{
		Appointment: a.ID, Case: a.Case, Application: a.Application, Account: a.Account, AppointmentDate: calendar.Day(a.Start),
	})
}

// tellAppointmentCancelled tells that an appointment does not take place.
func tellAppointmentCancelled(tx *pg.Tx, a support.Appointment, letGo bool) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.AppointmentCancelled{
		Appointment: a.ID, Case: a.Case, Application: a.Application, Account: a.Account, AppointmentDate: calendar.Day(a.Start),
		CancelReason: a.CancelReason, LetGo: letGo,
	})
}

// tellHeld tells that an appointment took place.
func tellHeld(tx *pg.Tx, a support.Appointment) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.AppointmentHeld{
		Appointment: a.ID, Case: a.Case, Application: a.Application, Account: a.Account, AppointmentDate: calendar.Day(a.Start),
	})
}

// tellClosed tells the others that support ended.
func tellClosed(tx *pg.Tx, c support.Case, origin pg.Origin) {
	tx.Emit(occurred(tx, origin, c.CloseDate), origin, &eventv1.CaseClosed{
		Case: c.ID, Application: c.Application, Supporter: c.Supporter, Account: c.Account,
		Outcome: c.Outcome, Fit: c.Fit, Minutes: int32(c.Minutes), CloseDate: c.CloseDate,
	})
}

// tellParted tells that a match ended: never who said so.
func tellParted(tx *pg.Tx, c support.Case) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.MatchEnded{
		Case: c.ID, Application: c.Application, Supporter: c.Supporter, Account: c.Account, CloseDate: c.CloseDate,
	})
}

// occurred is now for what happens here, and the begin of its day for history.
func occurred(tx *pg.Tx, origin pg.Origin, day string) time.Time {
	if origin == pg.Import {
		return begin(day)
	}
	return tx.Now()
}

// begin is the moment at which a day of a case begins; those days were checked before.
func begin(day string) time.Time {
	moment, _ := calendar.ParseDay(day)
	return moment
}

// tellContact tells that a contact was written down; never what of.
func tellContact(tx *pg.Tx, c support.Case, m support.ContactMoment) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.ContactRecorded{
		Case: c.ID, Application: c.Application, ContactDate: m.Date, Kind: m.Kind, Minutes: int32(m.Minutes), Account: c.Account,
	})
}

// tellWaits tells that a case waits.
func tellWaits(tx *pg.Tx, c support.Case) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.CaseHeld{
		Case: c.ID, Application: c.Application, Reason: c.HoldReason, UntilDate: c.HoldUntilDate, Account: c.Account,
	})
}

// tellResumed tells that a case that waited goes on.
func tellResumed(tx *pg.Tx, c support.Case) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.CaseResumed{Case: c.ID, Application: c.Application, Account: c.Account})
}

// tellQuestionAsked tells that the question of the access team was raised; never why in words.
func tellQuestionAsked(tx *pg.Tx, q support.Question) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.AccessQuestionAsked{
		AccessQuestion: q.ID, Case: q.Case, Application: q.Application, Reason: q.Reason, Account: q.Account,
	})
}

// tellQuestionAnswered tells how a question of the access team ended.
func tellQuestionAnswered(tx *pg.Tx, q support.Question) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.AccessQuestionAnswered{
		AccessQuestion: q.ID, Case: q.Case, Application: q.Application, State: string(q.State), Account: q.Account,
	})
}

// tellAsked tells whoever is asked to succeed, when somebody is.
func tellAsked(tx *pg.Tx, t support.Transfer) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.TransferAsked{
		Transfer: t.ID, Case: t.Case, Application: t.Application, Kind: t.Kind, Reason: t.Reason, Account: t.SuccessorAccount,
	})
}

// tellTransferred tells that somebody else goes on, and has the account.
func tellTransferred(tx *pg.Tx, t support.Transfer, account string) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.CaseTransferred{
		Case: t.Case, Application: t.Application, FromSupporter: t.From, Supporter: t.Successor, Account: account,
	})
}
