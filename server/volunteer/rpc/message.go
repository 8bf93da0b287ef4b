package rpc

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

func toProto(municipality string, s volunteer.Supporter) *volunteerv1.Supporter {
	return &volunteerv1.Supporter{
		Id: s.ID, Municipality: municipality, Kind: enum.Number[commonv1.SupportKind](string(s.Kind)),
		Name: s.Name.Reveal(), Phone: s.Phone.Reveal(), Email: s.Email.Reveal(), Organisation: s.Organisation,
		LifeDomains:  enum.Numbers[commonv1.LifeDomain](s.LifeDomains),
		TargetGroups: s.TargetGroups, Languages: s.Languages, Neighbourhood: s.Neighbourhood,
		MaxCases: int32(s.MaxCases), HoursPerWeek: int32(s.HoursPerWeek),
		LivedExperience: s.LivedExperience.Reveal(), LivedExperienceNote: s.LivedExperienceNote.Reveal(),
		ConductCertificateUntilDate: s.ConductCertificateUntil, ConfidentialitySigned: s.ConfidentialitySigned,
		Trained: s.Trained, Buddy: s.Buddy, Account: s.Account,
		State:     enum.Number[volunteerv1.SupporterState](string(s.State)),
		OpenCases: int32(s.OpenCases), Stub: s.Stub,
		CreateTime: timestamppb.New(s.CreateTime), UpdateTime: timestamppb.New(s.UpdateTime), Etag: s.Etag(),
	}
}

func listToProto(municipality string, list []volunteer.Supporter) []*volunteerv1.Supporter {
	messages := make([]*volunteerv1.Supporter, 0, len(list))
	for _, s := range list {
		messages = append(messages, toProto(municipality, s))
	}
	return messages
}

// fields takes each field that can be written from a message over to a supporter. Its keys are
// the paths of an update mask.
var fields = map[string]func(s *volunteer.Supporter, m *volunteerv1.Supporter){
	"kind": func(s *volunteer.Supporter, m *volunteerv1.Supporter) {
		s.Kind = volunteer.Kind(enum.Name(m.GetKind()))
	},
	"name":  func(s *volunteer.Supporter, m *volunteerv1.Supporter) { s.Name = sealed.Of(m.GetName()) },
	"phone": func(s *volunteer.Supporter, m *volunteerv1.Supporter) { s.Phone = sealed.Of(m.GetPhone()) },
	"email": func(s *volunteer.Supporter, m *volunteerv1.Supporter) { s.Email = sealed.Of(m.GetEmail()) },
	"organisation": func(s *volunteer.Supporter, m *volunteerv1.Supporter) {
		s.Organisation = m.GetOrganisation()
	},
	"life_domains": func(s *volunteer.Supporter, m *volunteerv1.Supporter) {
		s.LifeDomains = enum.Names(m.GetLifeDomains())
	},
	"target_groups": func(s *volunteer.Supporter, m *volunteerv1.Supporter) { s.TargetGroups = m.GetTargetGroups() },
	"languages":     func(s *volunteer.Supporter, m *volunteerv1.Supporter) { s.Languages = m.GetLanguages() },
	"neighbourhood": func(s *volunteer.Supporter, m *volunteerv1.Supporter) {
		s.Neighbourhood = m.GetNeighbourhood()
	},
	"max_cases": func(s *volunteer.Supporter, m *volunteerv1.Supporter) { s.MaxCases = int(m.GetMaxCases()) },
	"hours_per_week": func(s *volunteer.Supporter, m *volunteerv1.Supporter) {
		s.HoursPerWeek = int(m.GetHoursPerWeek())
	},
	"lived_experience": func(s *volunteer.Supporter, m *volunteerv1.Supporter) {
		s.LivedExperience = sealed.Of(m.GetLivedExperience())
	},
	"lived_experience_note": func(s *volunteer.Supporter, m *volunteerv1.Supporter) {
		s.LivedExperienceNote = sealed.Of(m.GetLivedExperienceNote())
	},
	"conduct_certificate_until_date": func(s *volunteer.Supporter, m *volunteerv1.Supporter) {
		s.ConductCertificateUntil = m.GetConductCertificateUntilDate()
	},
	"confidentiality_signed": func(s *volunteer.Supporter, m *volunteerv1.Supporter) {
		s.ConfidentialitySigned = m.GetConfidentialitySigned()
	},
	"trained": func(s *volunteer.Supporter, m *volunteerv1.Supporter) { s.Trained = m.GetTrained() },
	"buddy":   func(s *volunteer.Supporter, m *volunteerv1.Supporter) { s.Buddy = m.GetBuddy() },
	"account": func(s *volunteer.Supporter, m *volunteerv1.Supporter) { s.Account = m.GetAccount() },
}

// fromProto is the supporter that a request describes.
func fromProto(m *volunteerv1.Supporter) volunteer.Supporter {
	var s volunteer.Supporter
	for _, take := range fields {
		take(&s, m)
	}
	return s
}
