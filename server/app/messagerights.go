package app

import (
	"context"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/privacy"
)

// Corrected is what is told of a request to correct, to the resident whose dossier it is about. They are reached as with their
// newest application.
func (f facts) Corrected(ctx context.Context, tx *pg.Tx, request string) (message.Corrected, error) {
	r, err := f.rights.Request(ctx, tx, request, "write of rights request")
	if err != nil {
		return message.Corrected{}, err
	}
	decided, err := f.rights.Decided(ctx, tx, request)
	if err != nil {
		return message.Corrected{}, err
	}
	told := r.Tell(decided)
	if told.Dossier == "" {
		return message.Corrected{}, errs.NotFound(privacy.Resource)
	}
	newest, err := f.intake.List(ctx, tx, call.Everyone(), intake.Filter{Resident: told.Dossier}, intake.NewestFirst, nil, 1)
	if err != nil {
		return message.Corrected{}, err
	}
	if len(newest) == 0 {
		return message.Corrected{}, errs.NotFound("application")
	}
	said := message.Corrected{
		To:      message.Recipient{Kind: message.Resident, ID: newest[0].Dossier, Application: newest[0].ID},
		Dossier: newest[0].Dossier, Outcome: string(told.Outcome), Answer: told.Answer,
	}
	if told.Partly {
		said.Outcome = "PARTLY"
	}
	return said, nil
}
