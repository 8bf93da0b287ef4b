package crash_test

import (
	"context"
	"time"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
)

// draft types what happened in a case, in two goes as somebody does whose page saves by itself.
func (l *load) draft(ctx context.Context, supportCase string) (*supportv1.ContactDraft, error) {
	draft := &supportv1.ContactDraft{Id: pg.NewID(), Case: supportCase, Note: "Samen"}
	save := func(what deed, etag string) (err error) {
		draft, err = acknowledge(ctx, l, what, home, asCoordinator,
			func(ctx context.Context, requestID string) (*supportv1.ContactDraft, error) {
				return l.caller.contacts.SaveContactDraft(ctx, &supportv1.SaveContactDraftRequest{
					Municipality: home, Etag: etag, RequestId: requestID,
					ContactDraft: &supportv1.ContactDraft{Id: draft.GetId(), Case: supportCase, Note: draft.GetNote()},
				})
			}, (*supportv1.ContactDraft).GetId)
		return err
	}
	if err := save(begun, ""); err != nil {
		return nil, err
	}
	draft.Note += " de brief gelezen."
	return draft, save(typed, draft.GetEtag())
}

// write sends a draft.
func (l *load) write(ctx context.Context, draft *supportv1.ContactDraft) error {
	_, err := acknowledge(ctx, l, written, home, asCoordinator,
		func(ctx context.Context, requestID string) (*supportv1.ContactMoment, error) {
			return l.caller.contacts.CreateContactMoment(ctx, &supportv1.CreateContactMomentRequest{
				Municipality: home, Draft: draft.GetId(), DraftEtag: draft.GetEtag(), RequestId: requestID,
				ContactMoment: &supportv1.ContactMoment{
					Case: draft.GetCase(), Kind: supportv1.ContactKind_CONTACT_KIND_HOME_VISIT, ContactDate: calendar.Day(time.Now()), Minutes: 30, Note: draft.GetNote(),
				},
			})
		}, (*supportv1.ContactMoment).GetId)
	return err
}
