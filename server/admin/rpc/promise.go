package rpc

import (
	"google.golang.org/protobuf/proto"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	"oco.example/oco/server/admin"
)

func termsToProto(t admin.PromiseTerms) *adminv1.PromiseTerms {
	days := adminv1.PromiseDays_PROMISE_DAYS_WORKING
	if t.EveryDay {
		days = adminv1.PromiseDays_PROMISE_DAYS_CALENDAR
	}
	number := func(n int) *int32 { return proto.Int32(int32(n)) }
	return &adminv1.PromiseTerms{
		Days: days, MatchDays: number(t.MatchDays), AppointmentMadeDays: number(t.MadeDays), AppointmentHeldDays: number(t.HeldDays),
		UrgentMatchHours: number(t.UrgentMatchHours), UrgentAppointmentMadeDays: number(t.UrgentMadeDays),
		UrgentAppointmentHeldDays: number(t.UrgentHeldDays), WarningHours: number(t.WarningHours),
	}
}

// termsFromProto are the terms, each the usual one when it was not said.
func termsFromProto(t *adminv1.PromiseTerms) admin.PromiseTerms {
	terms := admin.UsualTerms
	if t == nil {
		return terms
	}
	terms.EveryDay = t.GetDays() == adminv1.PromiseDays_PROMISE_DAYS_CALENDAR
	for _, term := range []struct {
		said   bool
		number int32
		at     *int
	}{
		{t.MatchDays != nil, t.GetMatchDays(), &terms.MatchDays},
		{t.AppointmentMadeDays != nil, t.GetAppointmentMadeDays(), &terms.MadeDays},
		{t.AppointmentHeldDays != nil, t.GetAppointmentHeldDays(), &terms.HeldDays},
		{t.UrgentMatchHours != nil, t.GetUrgentMatchHours(), &terms.UrgentMatchHours},
		{t.UrgentAppointmentMadeDays != nil, t.GetUrgentAppointmentMadeDays(), &terms.UrgentMadeDays},
		{t.UrgentAppointmentHeldDays != nil, t.GetUrgentAppointmentHeldDays(), &terms.UrgentHeldDays},
		{t.WarningHours != nil, t.GetWarningHours(), &terms.WarningHours},
	} {
		if term.said {
			*term.at = int(term.number)
		}
	}
	return terms
}
