package app

import (
	"context"
	"time"

	"oco.example/oco/server/admin"
	adminstore "oco.example/oco/server/admin/store"
	"oco.example/oco/server/intake"
	intakestore "oco.example/oco/server/intake/store"
	meetingstore "oco.example/oco/server/meeting/store"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	privacystore "oco.example/oco/server/privacy/store"
	supportstore "oco.example/oco/server/support/store"
	surveystore "oco.example/oco/server/survey/store"
	volunteerrpc "oco.example/oco/server/volunteer/rpc"
	volunteerstore "oco.example/oco/server/volunteer/store"
)

// facts are what messages say, as the other slices know it.
type facts struct {
	intake     *intakestore.Store
	supporters *volunteerstore.Store
	service    *volunteerrpc.Service
	cases      *supportstore.Store
	accounts   *adminstore.Store
	settings   settings
	surveys    *surveystore.Store
	rights     *privacystore.Store
	meetings   *meetingstore.Store
}

// Office is who writes.
func (f facts) Office(ctx context.Context, tx *pg.Tx) (message.Office, error) {
	m, err := f.accounts.Municipality(ctx, tx, tx.Municipality())
	return message.Office{Name: m.Name, Contact: m.ContactName, Phone: m.Phone, Email: m.Email}, err
}

// Received is what a receipt says, to whoever applied.
func (f facts) Received(ctx context.Context, tx *pg.Tx, application string) (message.Received, error) {
	a, err := f.intake.Get(ctx, tx, call.Everyone(), application)
	if err != nil {
		return message.Received{}, err
	}
	to := message.Recipient{Kind: message.Resident, ID: a.Dossier, Application: a.ID}
	switch {
	case a.Applicant.Kind == intake.ByReferrer && a.Applicant.Referrer != "":
		to.Kind, to.ID = message.Referrer, a.Applicant.Referrer
	case a.Applicant.Kind != intake.ByResident:
		to.Kind = message.Applicant
	}
	code, err := f.intake.ReceiptCode(ctx, tx, a.ID)
	return message.Received{To: to, Dossier: a.Dossier, Code: code, Day: a.PromiseDay}, err
}

// Dossier is the resident whom an application is about.
func (f facts) Dossier(ctx context.Context, tx *pg.Tx, application string) (string, error) {
	o, err := f.intake.Outline(ctx, tx, application)
	return o.Dossier, err
}

// Asked is what an offer says to a supporter, or to the planners of an organisation.
func (f facts) Asked(ctx context.Context, tx *pg.Tx, application, supporter, organisation string) (message.Asked, error) {
	o, err := f.intake.Outline(ctx, tx, application)
	if err != nil {
		return message.Asked{}, err
	}
	asked := message.Asked{Dossier: o.Dossier, LifeDomains: o.LifeDomains, Urgent: o.Urgency.Reason != ""}
	codes, err := f.accounts.ActiveCodes(ctx, tx, tx.Municipality(), admin.Neighbourhoods)
	if err != nil {
		return message.Asked{}, err
	}
	for _, code := range codes {
		if code.Code == o.Neighbourhood {
			asked.Neighbourhood = code.Label(dutch)
		}
	}
	if supporter != "" {
		asked.To = []message.Recipient{{Kind: message.Supporter, ID: supporter}}
		return asked, nil
	}
	planners, err := f.accounts.Planners(ctx, tx, organisation)
	for _, account := range planners {
		asked.To = append(asked.To, message.Recipient{Kind: message.Account, ID: account})
	}
	if len(planners) == 0 { // or their accounts are kept by another municipality, whose keys this one has not
		asked.Name, asked.To = organisation, []message.Recipient{{Kind: message.Account, ID: o.Dossier, Application: application}}
	}
	return asked, err
}

// Requirement is what people call it; its code when the policy does not know it any more.
func (f facts) Requirement(ctx context.Context, tx *pg.Tx, code, language string) (string, error) {
	policies, err := f.supporters.InForce(ctx, tx, calendar.Day(tx.Now()))
	for _, policy := range policies {
		for _, requirement := range policy.Requirements {
			if requirement.Code == code {
				return requirement.Label(language), err
			}
		}
	}
	return code, err
}

// silence is how long after the last contact in a case it is told of.
const silence = 28 * 24 * time.Hour

// most are how many coordinators, and supporters at once, are written to.
const most = 200

// Weeks are what coordinators and supporters should know this week.
func (f facts) Weeks(ctx context.Context, tx *pg.Tx) (coordinators, supporters []message.Week, err error) {
	all, err := f.intake.WeekCounts(ctx, tx)
	if err != nil {
		return nil, nil, err
	}
	silent, unheard, err := f.cases.Silent(ctx, tx, tx.Now().Add(-silence))
	if err != nil {
		return nil, nil, err
	}
	week := message.Week{Waiting: all.Waiting, Risk: all.Risk, SilentSupporters: unheard}
	for after, more := "", true; more; {
		working, err := f.supporters.Working(ctx, tx, after, most)
		if err != nil {
			return nil, nil, err
		}
		remarks, err := f.service.Remarks(ctx, tx, working)
		if err != nil {
			return nil, nil, err
		}
		for _, s := range working {
			after = s.ID
			own := message.Week{To: message.Recipient{Kind: message.Supporter, ID: s.ID}, Silent: silent[s.ID]}
			for _, remark := range remarks[s.ID] {
				own.Remarks = append(own.Remarks, remark.Text)
			}
			week.Lapsing += len(own.Remarks)
			supporters = append(supporters, own)
		}
		more = len(working) == most
	}
	holders, err := f.accounts.Holders(ctx, tx, []call.Role{call.RoleCoordinator}, "", most)
	for _, holder := range holders {
		week.To = message.Recipient{Kind: message.Account, ID: holder.Account}
		coordinators = append(coordinators, week)
	}
	return coordinators, supporters, err
}
