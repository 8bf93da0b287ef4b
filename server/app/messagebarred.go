package app

import (
	"context"

	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// Barred says of messages why they may go to nobody any more, whomever they are for. The events that say so too may come later
// than the moment at which a message goes.
func (f facts) Barred(ctx context.Context, tx *pg.Tx, list []message.Message) (map[string]message.Fault, error) {
	var dossiers []string
	for _, m := range list {
		if m.Dossier != "" {
			dossiers = append(dossiers, m.Dossier)
		}
	}
	if len(dossiers) == 0 {
		return nil, nil
	}
	died, err := f.intake.Deceased(ctx, tx, dossiers)
	if err != nil {
		return nil, err
	}
	gone := make(map[string]bool, len(died))
	for _, dossier := range died {
		gone[dossier] = true
	}
	barred := map[string]message.Fault{}
	for _, m := range list {
		switch {
		case gone[m.Dossier]:
			barred[m.ID] = message.Deceased
		case m.Kind == message.ReferralEnded:
			may, err := f.intake.ReferrerMayKnow(ctx, tx, m.About)
			if err != nil && !errs.Is(err, errs.NotFoundReason) {
				return nil, err
			}
			if !may {
				barred[m.ID] = message.NotNeeded
			}
		}
	}
	return barred, nil
}
