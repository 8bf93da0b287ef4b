package rpc

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/sealed"
)

func applicationToProto(c call.Call, a intake.Application) *intakev1.Application {
	return &intakev1.Application{
		Id: a.ID, Municipality: c.Municipality, Resident: a.Resident.ID, ResidentName: a.Resident.Name.Reveal(),
		State: enum.Number[intakev1.ApplicationState](string(a.State)),
		Applicant: &intakev1.Applicant{
			Kind: enum.Number[commonv1.ApplicantKind](a.Applicant.Kind), Name: a.Applicant.Name.Reveal(),
			Phone: a.Applicant.Phone.Reveal(), Email: a.Applicant.Email.Reveal(), Relation: a.Applicant.Relation.Reveal(),
			Organisation: a.Applicant.Organisation, Referrer: a.Applicant.Referrer,
		},
		Channel: enum.Number[commonv1.Channel](a.Channel), Question: a.Question.Reveal(),
		LifeDomains: enum.Numbers[commonv1.LifeDomain](a.LifeDomains), SubThemes: a.SubThemes, TargetGroups: a.TargetGroups,
		Neighbourhood: a.Neighbourhood, Stage: enum.Number[intakev1.ArrivalStage](a.Stage), Urgency: urgencyToProto(a.Urgency),
		SafeContact: safeContactToProto(a.Resident.SafeContact), CallBack: a.CallBack.Reveal(),
		Route: enum.Number[commonv1.Route](a.Route), ToComplete: a.ToComplete,
		EndReason: enum.Number[intakev1.EndReason](a.EndReason), MergedInto: a.MergedInto,
		Origin:          enum.Number[intakev1.ApplicationOrigin](a.Origin),
		ApplicationDate: a.Day, PromiseDate: a.PromiseDay,
		CreateTime: timestamppb.New(a.Created), UpdateTime: timestamppb.New(a.Updated), Etag: a.Etag(),
		Endings: endingsToProto(a.Endings), ConcernedOrganisation: a.Concerned.Reveal(), PromiseClocks: clocksToProto(c.Language, a),
		FromMunicipality: a.FromMunicipality,
	}
}

func urgencyToProto(u intake.Urgency) *intakev1.Urgency {
	if u.Reason == "" {
		return nil
	}
	return &intakev1.Urgency{Reason: enum.Number[intakev1.UrgencyReason](u.Reason), LatestDate: u.LatestDay, Note: u.Note.Reveal()}
}

func urgencyFromProto(u *intakev1.Urgency) intake.Urgency {
	return intake.Urgency{Reason: enum.Name(u.GetReason()), LatestDay: u.GetLatestDate(), Note: sealed.Of(u.GetNote())}
}

func safeContactToProto(s intake.SafeContact) *intakev1.SafeContact {
	return &intakev1.SafeContact{
		NoPost: s.NoPost, NoEmail: s.NoEmail, NoPhone: s.NoPhone, NoVoicemail: s.NoVoicemail, NoCalendar: s.NoCalendar,
		Instruction: s.Instruction.Reveal(),
	}
}

func safeContactFromProto(s *intakev1.SafeContact) intake.SafeContact {
	return intake.SafeContact{
		NoPost: s.GetNoPost(), NoEmail: s.GetNoEmail(), NoPhone: s.GetNoPhone(), NoVoicemail: s.GetNoVoicemail(),
		NoCalendar: s.GetNoCalendar(), Instruction: sealed.Of(s.GetInstruction()),
	}
}

func applicantFromProto(a *intakev1.Applicant) intake.Applicant {
	return intake.Applicant{
		Kind: enum.Name(a.GetKind()), Name: sealed.Of(a.GetName()), Phone: sealed.Of(person.StandardPhone(a.GetPhone())), Email: sealed.Of(a.GetEmail()),
		Relation: sealed.Of(a.GetRelation()), Organisation: a.GetOrganisation(),
	}
}

func decisionToProto(municipality string, d intake.TriageDecision) *intakev1.TriageDecision {
	return &intakev1.TriageDecision{
		Id: d.ID, Municipality: municipality, Application: d.Application, Route: enum.Number[commonv1.Route](d.Route),
		Grounds: d.Grounds.Reveal(), DecidedBy: d.By, DecidedByName: d.ByName.Reveal(), CreateTime: timestamppb.New(d.Created),
	}
}

func directAnswerToProto(municipality string, d intake.DirectAnswer) *intakev1.DirectAnswer {
	return &intakev1.DirectAnswer{
		Id: d.ID, Municipality: municipality, LifeDomain: enum.Number[commonv1.LifeDomain](d.LifeDomain),
		Channel: enum.Number[commonv1.Channel](d.Channel), NeighbourhoodPoint: d.NeighbourhoodPoint, Minutes: d.Minutes,
		AnswerDate: d.Day, RecordedBy: d.By, CreateTime: timestamppb.New(d.Created),
	}
}

// isStaff reports whether the caller was let in as coordinator or desk.
func isStaff(c call.Call) bool { return c.Role == call.RoleCoordinator || c.Role == call.RoleDesk }
