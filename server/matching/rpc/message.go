package rpc

import (
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/moment"
)

func toProto(municipality string, v matching.View) *matchingv1.Offer {
	return &matchingv1.Offer{
		Id: v.ID, Municipality: municipality, Application: v.Application, Supporter: v.Supporter,
		SupporterName: v.SupporterName.Reveal(), Organisation: v.Organisation,
		State:       enum.Number[matchingv1.OfferState](string(v.State)),
		LifeDomains: enum.Numbers[commonv1.LifeDomain](v.LifeDomains), Neighbourhood: v.Neighbourhood, Note: v.Note.Reveal(),
		ResidentName: v.ResidentName.Reveal(), ResidentPhone: v.ResidentPhone.Reveal(), ByPhone: v.ByPhone,
		DeclineReason:  enum.Number[matchingv1.DeclineReason](v.DeclineReason),
		ResidentAnswer: enum.Number[matchingv1.ResidentAnswer](string(v.ResidentAnswer)),
		Case:           v.Case, AnswerTime: moment.Of(v.AnswerTime), UndoneTime: moment.Of(v.UndoneTime), ExpireTime: moment.Of(v.ExpireTime),
		CreateTime: moment.Of(v.CreateTime), UpdateTime: moment.Of(v.UpdateTime), Etag: v.Etag(),
		OverrideReason: enum.Number[matchingv1.OverrideReason](v.Override.Reason), OverrideNote: v.Override.Note.Reveal(),
		OverriddenGates: enum.Numbers[matchingv1.Gate](names(v.Override.Gates)), ToOrganisation: v.ToOrganisation, Wave: v.Wave,
	}
}
