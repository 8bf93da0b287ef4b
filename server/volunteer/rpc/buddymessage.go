package rpc

import (
	"google.golang.org/protobuf/types/known/timestamppb"

	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

func recordFromProto(req *volunteerv1.RecordBuddyStepRequest) volunteer.BuddyRecord {
	return volunteer.BuddyRecord{
		Step: volunteer.BuddyStep(enum.Name(req.GetStep())), Held: req.GetHeldDate(), Case: req.GetCase(), Again: req.GetAgain(),
		Note: sealed.Of(req.GetNote()), SkipReason: sealed.Of(req.GetSkipReason()),
	}
}

func pairToProto(municipality string, p namedPair) *volunteerv1.BuddyPair {
	pair := &volunteerv1.BuddyPair{
		Id: p.ID, Municipality: municipality, Newcomer: p.Newcomer, Buddy: p.Buddy, NewcomerName: p.newcomer.Reveal(), BuddyName: p.buddy.Reveal(),
		Step: enum.Number[volunteerv1.BuddyStep](string(p.Step)), StartDate: p.Start, EndDate: p.End,
		CreateTime: timestamppb.New(p.CreateTime), UpdateTime: timestamppb.New(p.UpdateTime), Etag: p.Etag(),
	}
	for _, r := range p.Records {
		pair.Steps = append(pair.Steps, &volunteerv1.BuddyStepRecord{
			Step: enum.Number[volunteerv1.BuddyStep](string(r.Step)), HeldDate: r.Held, Case: r.Case, Again: r.Again,
			Note: r.Note.Reveal(), SkipReason: r.SkipReason.Reveal(), RecordedBy: r.RecordedBy,
		})
	}
	return pair
}
