package rpc

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

// toProto is the supporter as answers show them.
func toProto(municipality string, s volunteer.Supporter) *volunteerv1.Supporter {
	return whole(municipality, s.Shown())
}

// whole is the supporter with what is kept and not shown, for an update that leaves it as it is.
func whole(municipality string, s volunteer.Supporter) *volunteerv1.Supporter {
	message := &volunteerv1.Supporter{
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
	profileToProto(message, s)
	return message
}

func listToProto(municipality string, list []volunteer.Supporter) []*volunteerv1.Supporter {
	messages := make([]*volunteerv1.Supporter, 0, len(list))
	for _, s := range list {
		messages = append(messages, toProto(municipality, s))
	}
	return messages
}

// takeOver brings what the contract lets a coordinator set into the supporter.
func takeOver(s *volunteer.Supporter, from *volunteerv1.Supporter) {
	s.Kind = volunteer.Kind(enum.Name(from.GetKind()))
	s.Name, s.Phone, s.Email = sealed.Of(from.GetName()), sealed.Of(person.StandardPhone(from.GetPhone())), sealed.Of(from.GetEmail())
	s.Organisation = from.GetOrganisation()
	s.LifeDomains, s.TargetGroups, s.Languages = enum.Names(from.GetLifeDomains()), from.GetTargetGroups(), from.GetLanguages()
	s.Neighbourhood = from.GetNeighbourhood()
	s.MaxCases, s.HoursPerWeek = int(from.GetMaxCases()), int(from.GetHoursPerWeek())
	s.LivedExperience, s.LivedExperienceNote = sealed.Of(from.GetLivedExperience()), sealed.Of(from.GetLivedExperienceNote())
	s.ConductCertificateUntil = from.GetConductCertificateUntilDate()
	s.ConfidentialitySigned, s.Trained = from.GetConfidentialitySigned(), from.GetTrained()
	s.Buddy, s.Account = from.GetBuddy(), from.GetAccount()
	s.Profile = profileFromProto(from)
}
