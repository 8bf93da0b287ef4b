package app

import (
	"context"

	eventsstore "oco.example/oco/server/events/store"
	intakestore "oco.example/oco/server/intake/store"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/reporting/disclosure"
	"oco.example/oco/server/survey"
	surveyrpc "oco.example/oco/server/survey/rpc"
	surveystore "oco.example/oco/server/survey/store"
	volunteerstore "oco.example/oco/server/volunteer/store"
)

// ringing is how those who were asked how it was can be rung, as the slices that keep people know it.
type ringing struct {
	intake     *intakestore.Store
	supporters *volunteerstore.Store
}

// Reach reads how those who were invited can be rung, by invitation. What was read of residents the list of invitations logged.
func (r ringing) Reach(ctx context.Context, tx *pg.Tx, list []survey.Invitation) (map[string]survey.Reach, error) {
	var applications, supporters []string
	for _, i := range list {
		if i.Application != "" {
			applications = append(applications, i.Application)
		}
		if i.Supporter != "" {
			supporters = append(supporters, i.Supporter)
		}
	}
	residents, err := r.intake.Reached(ctx, tx, applications)
	if err != nil {
		return nil, err
	}
	helpers, err := r.supporters.Reached(ctx, tx, supporters)
	if err != nil {
		return nil, err
	}
	reached := make(map[string]survey.Reach, len(list))
	for _, i := range list {
		if of, ok := residents[i.Application]; ok {
			safe := of.Resident.SafeContact
			reached[i.ID] = survey.Reach{
				Name: of.Resident.Name, Phone: of.Resident.Phone, NoPhone: safe.NoPhone, Gone: of.Deceased, NoVoicemail: safe.NoVoicemail,
				Instruction: safe.Instruction,
			}
		}
		if s, ok := helpers[i.Supporter]; ok {
			reached[i.ID] = survey.Reach{Name: s.Name, Phone: s.Phone}
		}
	}
	return reached, nil
}

// newSurveys makes the slice that asks people how it was.
func newSurveys(db *pg.DB, store *surveystore.Store, at stores, tokens *page.Tokens) *surveyrpc.Service {
	return surveyrpc.New(surveyrpc.Deps{
		DB: db, Rounds: store, Invitations: store, Boxes: store, People: store, Reaches: ringing{at.intake, at.volunteer}, Hide: disclosure.Hide, Tokens: tokens,
	})
}

// asking follows the events and asks people how it was.
func (s *wiring) asking(ctx context.Context) error {
	db := s.messages.DB
	(&eventsstore.Consumer{
		Name: surveyrpc.ConsumerName, DB: db, Municipalities: s.door.Municipalities, Handle: s.surveys.Follow,
		Activity: activities + surveyrpc.Activity, Log: s.log, Batch: eventsAtOnce, Interval: lookEvery,
	}).Run(ctx, db.Hints(ctx))
	return nil
}

// Surveyed is what an invitation to the survey says, to whoever is asked. What was answered or ended meanwhile is not there.
func (f facts) Surveyed(ctx context.Context, tx *pg.Tx, invitation string) (message.Surveyed, error) {
	i, err := f.surveys.Invitation(ctx, tx, invitation, "write an invitation to the survey")
	if err != nil {
		return message.Surveyed{}, err
	}
	if i.State != survey.Invited {
		return message.Surveyed{}, errs.NotFound(survey.InvitationResource)
	}
	to := message.Recipient{Kind: message.Supporter, ID: i.Supporter}
	if i.Audience == survey.Resident {
		to = message.Recipient{Kind: message.Resident, ID: i.Dossier, Application: i.Application}
	}
	code, err := f.surveys.Code(ctx, tx, i.ID)
	return message.Surveyed{To: to, Dossier: i.Dossier, Code: code, Day: i.Last}, err
}
