package rpc

import (
	"context"
	"strings"

	complaintv1 "oco.example/oco/gen/go/oco/complaint/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/complaint"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// SubmitComplaint takes a complaint in and answers with its receipt, whoever hands it in.
func (s *Service) SubmitComplaint(ctx context.Context, req *complaintv1.SubmitComplaintRequest) (*complaintv1.SubmitComplaintResponse, error) {
	c, err := pg.Once(ctx, s.db, req, s.complaints.Submitted, func(tx *pg.Tx) (complaint.Complaint, error) {
		if strings.TrimSpace(req.GetText()) == "" {
			return complaint.Complaint{}, errs.Field("text", "required")
		}
		about := enum.Name(req.GetAbout())
		c := complaint.Complaint{
			ID: pg.NewID(), About: about, Text: sealed.Of(req.GetText()), Name: sealed.Of(req.GetComplainantName()),
			Phone: sealed.Of(person.StandardPhone(req.GetComplainantPhone())), Email: sealed.Of(req.GetComplainantEmail()),
			PastCoordinators: about == complaint.AboutCoordinator, State: complaint.Received, EnteredBy: call.From(ctx).Caller.Account, CreateTime: tx.Now(),
		}
		var err error
		if c.ReceiptCode, err = s.complaints.InsertComplaint(ctx, tx, c); err != nil {
			return complaint.Complaint{}, err
		}
		tx.Emit(tx.Now(), pg.Live, &eventv1.ComplaintReceived{Complaint: c.ID})
		if !c.PastCoordinators {
			tx.Emit(tx.Now(), pg.Live, &eventv1.ComplaintShared{Complaint: c.ID})
		}
		return c, nil
	})
	if err != nil {
		return nil, err
	}
	clocks := c.Clocks()
	return &complaintv1.SubmitComplaintResponse{ReceiptCode: c.ReceiptCode, AcknowledgeDate: clocks[0].LastDay(), SettleDate: clocks[1].LastDay(), Complaint: c.ID}, nil
}
