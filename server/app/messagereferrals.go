package app

import (
	"context"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// ReferralEnded is what a referrer is told of an application whose case closed with it. What the resident agreed to decides, as it
// does for who asks with the receipt; of somebody who died nobody is told.
func (f facts) ReferralEnded(ctx context.Context, tx *pg.Tx, application, supportCase string) (message.Referred, error) {
	a, err := f.intake.Get(ctx, tx, call.Everyone(), application)
	if err != nil {
		return message.Referred{}, err
	}
	may, err := f.intake.ReferrerMayKnow(ctx, tx, application)
	if err != nil {
		return message.Referred{}, err
	}
	endings, err := f.cases.Endings(ctx, tx, []string{supportCase})
	if err != nil {
		return message.Referred{}, err
	}
	if a.Applicant.Kind != intake.ByReferrer || a.State != intake.Closed || !may || endings[supportCase].ReferrerTold {
		return message.Referred{}, errs.NotFound("referrer")
	}
	to := message.Recipient{Kind: message.Referrer, ID: a.Applicant.Referrer, Application: a.ID}
	if to.ID == "" {
		to = message.Recipient{Kind: message.Applicant, ID: a.Dossier, Application: a.ID}
	}
	code, err := f.intake.ReceiptCode(ctx, tx, a.ID)
	return message.Referred{To: to, Dossier: a.Dossier, Code: code, Day: a.Day}, err
}
