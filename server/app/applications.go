package app

import (
	"context"

	"oco.example/oco/server/intake"
	intakestore "oco.example/oco/server/intake/store"
	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
)

// applications is the intake slice as matching needs it.
type applications struct{ store *intakestore.Store }

// Get reads an application without a lock.
func (a applications) Get(ctx context.Context, tx *pg.Tx, id string) (matching.Application, error) {
	o, err := a.store.Outline(ctx, tx, id)
	return forMatching(o), err
}

// Lock is Get that holds the application until the transaction ends.
func (a applications) Lock(ctx context.Context, tx *pg.Tx, id string) (matching.Application, error) {
	o, err := a.store.LockOutline(ctx, tx, id)
	return forMatching(o), err
}

// Waiting are up to limit applications that wait for a match, the oldest first.
func (a applications) Waiting(ctx context.Context, tx *pg.Tx, limit int) ([]string, error) {
	return a.store.InState(ctx, tx, intake.WaitingForMatch, limit)
}

// Past are up to limit applications since a day for which a supporter was sought.
func (a applications) Past(ctx context.Context, tx *pg.Tx, since string, limit int) ([]matching.Past, error) {
	list, err := a.store.Supported(ctx, tx, since, limit)
	past := make([]matching.Past, 0, len(list))
	for _, p := range list {
		past = append(past, matching.Past{Application: forMatching(p.Outline), Stored: p.CreateTime})
	}
	return past, err
}

// moves says which move brings an application into a state that matching speaks of.
var moves = map[matching.ApplicationState]intake.Move{
	matching.WaitingForMatch: intake.Wait, matching.Offered: intake.Offer, matching.Matched: intake.Match,
	matching.InSupport: intake.Support,
}

// Move brings a locked application into a state.
func (a applications) Move(ctx context.Context, tx *pg.Tx, id string, to matching.ApplicationState) error {
	return move(ctx, tx, a.store, id, moves[to])
}

// Contacts says how residents are called and reached.
func (a applications) Contacts(ctx context.Context, tx *pg.Tx, ids []string) (map[string]matching.ResidentContact, error) {
	known, err := a.store.Contacts(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	contacts := make(map[string]matching.ResidentContact, len(known))
	for id, contact := range known {
		contacts[id] = matching.ResidentContact{Name: contact.Name, Phone: contact.Phone, NoPhone: contact.SafeContact.NoPhone}
	}
	return contacts, nil
}

func move(ctx context.Context, tx *pg.Tx, store *intakestore.Store, id string, move intake.Move) error {
	o, err := store.LockOutline(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := o.Move(move); err != nil {
		return err
	}
	return store.SaveState(ctx, tx, o)
}

func forMatching(o intake.Outline) matching.Application {
	return matching.Application{
		ID: o.ID, Dossier: o.Dossier, LogID: o.LogID, State: matching.ApplicationState(o.State), Route: o.Route,
		LifeDomains: o.LifeDomains, TargetGroups: o.TargetGroups, Neighbourhood: o.Neighbourhood, Date: o.Day,
		Organisation:          person.OrganisationKey(o.Organisation),
		ConcernedOrganisation: person.OrganisationKey(o.Concerned.Reveal()), Interpreter: o.InterpreterLanguage,
	}
}
