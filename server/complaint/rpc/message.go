package rpc

import (
	"strings"
	"time"

	"google.golang.org/protobuf/types/known/timestamppb"

	complaintv1 "oco.example/oco/gen/go/oco/complaint/v1"
	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/moment"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// written refuses a text that says nothing.
func written(field, text string) error {
	if strings.TrimSpace(text) == "" {
		return errs.Field(field, "required")
	}
	return nil
}

// stepOf is a record of what the caller did now.
func stepOf(tx *pg.Tx, kind, note string) *complaint.Step {
	return &complaint.Step{ID: pg.NewID(), Kind: kind, Account: tx.Call().Caller.Account, Note: sealed.Of(note), Time: tx.Now()}
}

func clocksToProto(clocks []complaint.Clock, now time.Time) []*complaintv1.ProtocolClock {
	var list []*complaintv1.ProtocolClock
	for _, c := range clocks {
		list = append(list, &complaintv1.ProtocolClock{
			Kind: enum.Number[complaintv1.ProtocolClockKind](string(c.Kind)), DueTime: timestamppb.New(c.Due), KeptTime: moment.Of(c.Kept),
			Soon: c.Soon(now), Overdue: c.Overdue(now),
		})
	}
	return list
}

func complaintToProto(municipality string, c complaint.Complaint, now time.Time) *complaintv1.Complaint {
	message := &complaintv1.Complaint{
		Id: c.ID, Municipality: municipality, ReceiptCode: c.ReceiptCode, About: enum.Number[complaintv1.ComplaintAbout](c.About), Text: c.Text.Reveal(),
		ComplainantName: c.Name.Reveal(), ComplainantPhone: c.Phone.Reveal(), ComplainantEmail: c.Email.Reveal(), Application: c.Application,
		ConcernedSupporter: c.ConcernedSupporter, ConcernedAccount: c.ConcernedAccount, State: enum.Number[complaintv1.ComplaintState](string(c.State)),
		Outcome: enum.Number[complaintv1.ComplaintOutcome](c.Outcome), Clocks: clocksToProto(c.Clocks(), now), EnteredBy: c.EnteredBy,
		CreateTime: timestamppb.New(c.CreateTime), UpdateTime: timestamppb.New(c.UpdateTime), Etag: c.Etag(),
	}
	for _, s := range c.Steps {
		message.Steps = append(message.Steps, &complaintv1.ComplaintStep{
			Id: s.ID, Kind: enum.Number[complaintv1.ComplaintStepKind](s.Kind), Account: s.Account, Note: s.Note.Reveal(), CreateTime: timestamppb.New(s.Time),
		})
	}
	return message
}

func concernToProto(municipality string, c complaint.Concern, now time.Time) *complaintv1.SafetyConcern {
	message := &complaintv1.SafetyConcern{
		Id: c.ID, Municipality: municipality, Application: c.Application, RaisedBy: c.RaisedBy, Acute: c.Acute,
		State: enum.Number[complaintv1.SafetyConcernState](string(c.State)), Decision: enum.Number[complaintv1.SafetyDecision](c.Decision),
		AskedOfSupporter: c.Asked.Reveal(), Clocks: clocksToProto(c.Clocks(), now),
		CreateTime: timestamppb.New(c.CreateTime), UpdateTime: timestamppb.New(c.UpdateTime), Etag: c.Etag(),
	}
	for _, r := range c.Records {
		message.Steps = append(message.Steps, &complaintv1.SafetyStepRecord{
			Id: r.ID, Step: enum.Number[complaintv1.SafetyStep](string(r.Step)), Note: r.Note.Reveal(), Skipped: r.Skipped, Account: r.Account,
			SecondAccount: r.SecondAccount, SecondPerson: r.SecondPerson.Reveal(), CreateTime: timestamppb.New(r.Time),
		})
	}
	return message
}

func riskToProto(municipality string, r complaint.Risk) *complaintv1.HomeVisitRisk {
	return &complaintv1.HomeVisitRisk{
		Id: r.ID, Municipality: municipality, Application: r.Application, Warning: r.Warning.Reveal(), RecordedBy: r.RecordedBy, EndTime: moment.Of(r.EndTime),
		CreateTime: timestamppb.New(r.CreateTime), UpdateTime: timestamppb.New(r.UpdateTime), Etag: r.Etag(),
	}
}

func incidentToProto(municipality string, i complaint.Incident, now time.Time) *complaintv1.Incident {
	message := &complaintv1.Incident{
		Id: i.ID, Municipality: municipality, Kind: enum.Number[complaintv1.IncidentKind](i.Kind), IncidentDate: i.Date, Text: i.Text.Reveal(),
		Affected: enum.Numbers[complaintv1.IncidentAffected](i.Affected), Application: i.Application, Supporter: i.Supporter, ReportedBy: i.ReportedBy,
		State: enum.Number[complaintv1.IncidentState](string(i.State)), Clocks: clocksToProto(i.Clocks(), now),
		CreateTime: timestamppb.New(i.CreateTime), UpdateTime: timestamppb.New(i.UpdateTime), Etag: i.Etag(),
	}
	for _, s := range i.Steps {
		message.Steps = append(message.Steps, &complaintv1.IncidentStep{
			Id: s.ID, Kind: enum.Number[complaintv1.IncidentStepKind](s.Kind), Account: s.Account, Note: s.Note.Reveal(), CreateTime: timestamppb.New(s.Time),
		})
	}
	return message
}
