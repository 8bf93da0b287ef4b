package rpc

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/support"
)

// tells is what the contract says of a contact, in a moment and in a draft.
type tells interface {
	GetKind() supportv1.ContactKind
	GetContactDate() string
	GetMinutes() int32
	GetWithWhom() []supportv1.ContactParty
	GetOwnNetworkPresent() bool
	GetNote() string
}

func toldFromProto(t tells) support.Told {
	return support.Told{
		Kind: enum.Name(t.GetKind()), Date: t.GetContactDate(), Minutes: int(t.GetMinutes()), WithWhom: enum.Names(t.GetWithWhom()),
		OwnNetworkPresent: t.GetOwnNetworkPresent(), Note: sealed.Of(t.GetNote()),
	}
}

func contactToProto(municipality string, m support.ContactMoment) *supportv1.ContactMoment {
	return &supportv1.ContactMoment{
		Id: m.ID, Municipality: municipality, Case: m.Case, Kind: enum.Number[supportv1.ContactKind](m.Kind), ContactDate: m.Date, Minutes: int32(m.Minutes),
		WithWhom: enum.Numbers[supportv1.ContactParty](m.WithWhom), OwnNetworkPresent: m.OwnNetworkPresent, Note: m.Note.Reveal(),
		Supporter: m.Supporter, EnteredBy: m.EnteredBy, CreateTime: timestamppb.New(m.CreateTime), UpdateTime: timestamppb.New(m.UpdateTime), Etag: m.Etag(),
	}
}

func draftToProto(municipality string, d support.ContactDraft) *supportv1.ContactDraft {
	return &supportv1.ContactDraft{
		Id: d.ID, Municipality: municipality, Case: d.Case, Kind: enum.Number[supportv1.ContactKind](d.Kind), ContactDate: d.Date, Minutes: int32(d.Minutes),
		WithWhom: enum.Numbers[supportv1.ContactParty](d.WithWhom), OwnNetworkPresent: d.OwnNetworkPresent, Note: d.Note.Reveal(),
		CreateTime: timestamppb.New(d.CreateTime), UpdateTime: timestamppb.New(d.UpdateTime), ExpireTime: timestamppb.New(d.ExpireTime), Etag: d.Etag(),
	}
}

// goalFromProto puts what a caller writes into a goal; one that is written without a state is open.
func goalFromProto(g support.Goal, from *supportv1.CaseGoal) support.Goal {
	g.Text, g.State = sealed.Of(from.GetText()), enum.Name(from.GetState())
	if g.State == "" {
		g.State = support.GoalOpen
	}
	return g
}

func goalToProto(municipality string, g support.Goal) *supportv1.CaseGoal {
	return &supportv1.CaseGoal{
		Id: g.ID, Municipality: municipality, Case: g.Case, Text: g.Text.Reveal(), State: enum.Number[supportv1.GoalState](g.State),
		CreateTime: timestamppb.New(g.CreateTime), UpdateTime: timestamppb.New(g.UpdateTime), Etag: g.Etag(),
	}
}

func transferFromProto(t *supportv1.Transfer) support.Transfer {
	return support.Transfer{
		Kind: enum.Name(t.GetKind()), Reason: enum.Name(t.GetReason()), Note: sealed.Of(t.GetNote()), Successor: id(t.GetSuccessor()), FirstContact: t.GetFirstContact(),
	}
}

func transferToProto(municipality string, t support.Transfer) *supportv1.Transfer {
	return &supportv1.Transfer{
		Id: t.ID, Municipality: municipality, Case: t.Case, FromSupporter: t.From, Kind: enum.Number[commonv1.SupportKind](t.Kind),
		Reason: enum.Number[supportv1.TransferReason](t.Reason), Note: t.Note.Reveal(), Successor: t.Successor, FirstContact: t.FirstContact,
		State: enum.Number[supportv1.TransferState](string(t.State)), AskDate: t.AskDate, AnswerDate: t.AnswerDate, ByPhone: t.ByPhone,
		CloseDate: t.CloseDate, Outcome: t.Outcome,
		CreateTime: timestamppb.New(t.CreateTime), UpdateTime: timestamppb.New(t.UpdateTime), Etag: t.Etag(),
	}
}
