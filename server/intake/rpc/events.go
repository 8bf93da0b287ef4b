package rpc

import (
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/enum"
)

// Received is the event of an application that came in.
func Received(a intake.Application) *eventv1.ApplicationReceived {
	return &eventv1.ApplicationReceived{
		Application: a.ID, Resident: a.Resident.ID, ApplicantKind: enum.Number[commonv1.ApplicantKind](a.Applicant.Kind),
		Channel: enum.Number[commonv1.Channel](a.Channel), LifeDomains: enum.Numbers[commonv1.LifeDomain](a.LifeDomains),
		Neighbourhood: a.Neighbourhood, Referrer: a.Applicant.Referrer, ReferrerKind: a.Applicant.ReferrerKind,
		ApplicationDate: a.Day, Urgent: a.Urgency.Reason != "", AwaitingConsent: a.State == intake.AwaitingConsent,
		ToComplete: len(a.ToComplete) > 0, Account: a.EnteredBy,
	}
}

// Changed is the event of a change in what is counted of an application.
func Changed(a intake.Application) *eventv1.ApplicationChanged {
	return &eventv1.ApplicationChanged{
		Application: a.ID, Channel: enum.Number[commonv1.Channel](a.Channel),
		LifeDomains: enum.Numbers[commonv1.LifeDomain](a.LifeDomains), Neighbourhood: a.Neighbourhood,
		ToComplete: len(a.ToComplete) > 0, AwaitingConsent: a.State == intake.AwaitingConsent,
	}
}
