// Package store keeps match offers in the schema matching. The coordinator's note is sealed under
// the key of the resident's dossier, so it is erased with the resident; an offer of an erased
// dossier is not read any more.
package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
)

// Store reads and writes offers. It is safe for concurrent use.
type Store struct{ keys *subject.Keys }

// New returns a store that seals with keys.
func New(keys *subject.Keys) *Store { return &Store{keys: keys} }

// Application is the application of an offer in reach of owner, read without a lock so that the
// application can be locked first. NOT_FOUND when the offer is unknown, erased or not in reach.
func (s *Store) Application(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (application string, err error) {
	q := newQuery(tx.Municipality())
	q.And("o.id = " + q.Arg(id))
	q.reach(owner)
	err = tx.Get(ctx, &application, q.sql("o.application", ""), q.Args...)
	return application, pg.Found(err, matching.Resource, "find an offer")
}

// Lock reads an offer and holds its row until the transaction ends. The application was locked
// before; what is read is logged by the Get that follows.
func (s *Store) Lock(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (matching.Offer, error) {
	q := newQuery(tx.Municipality())
	q.And("o.id = " + q.Arg(id))
	q.reach(owner)
	var r row
	if err := pg.Found(tx.Get(ctx, &r, q.sql(columns, " FOR UPDATE OF o"), q.Args...), matching.Resource, "lock an offer"); err != nil {
		return matching.Offer{}, err
	}
	return s.open(ctx, r)
}

// standing are offers that are open or wait for the resident.
const standing = "(o.state = 'OPEN' OR (o.state = 'ACCEPTED' AND o.resident_answer = '' AND o.undone_time IS NULL))"

// ApplicationsOf are the applications for which an offer to a supporter stands, by id. It reads
// without a lock, so that the applications can be locked first.
func (s *Store) ApplicationsOf(ctx context.Context, tx *pg.Tx, supporter string) (applications []string, err error) {
	q := newQuery(tx.Municipality())
	q.And("o.supporter = " + q.Arg(supporter))
	q.And(standing)
	if err := tx.Select(ctx, &applications, q.sql("DISTINCT o.application", " ORDER BY o.application"), q.Args...); err != nil {
		return nil, fmt.Errorf("find the applications of a supporter: %w", err)
	}
	return applications, nil
}

// Standing reads and holds the offers of an application that are open or wait for the resident,
// the oldest first. The application was locked before.
func (s *Store) Standing(ctx context.Context, tx *pg.Tx, application string) ([]matching.Offer, error) {
	q := newQuery(tx.Municipality())
	q.And("o.application = " + q.Arg(application))
	q.And(standing)
	var rows []row
	if err := tx.Select(ctx, &rows, q.sql(columns, " ORDER BY o.id FOR UPDATE OF o"), q.Args...); err != nil {
		return nil, fmt.Errorf("read the offers that stand: %w", err)
	}
	return s.openAll(ctx, rows)
}

// Overdue are the offers that nobody answered in time, by id, the longest overdue first. It reads without a
// lock, so that their applications can be locked first; and all of them, so that those that cannot be ended
// stand before no others.
func (s *Store) Overdue(ctx context.Context, tx *pg.Tx) (offers []string, err error) {
	q := newQuery(tx.Municipality())
	q.And("o.state = 'OPEN'")
	q.And("o.expire_time <= " + q.Arg(tx.Now()))
	if err := tx.Select(ctx, &offers, q.sql("o.id", " ORDER BY o.expire_time, o.id"), q.Args...); err != nil {
		return nil, fmt.Errorf("find overdue offers: %w", err)
	}
	return offers, nil
}

// Get reads one offer in reach of owner; action says in words what for, in the processing log.
func (s *Store) Get(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (matching.Offer, error) {
	q := newQuery(tx.Municipality())
	q.And("o.id = " + q.Arg(id))
	q.reach(owner)
	var r row
	if err := pg.Found(tx.GetLogged(ctx, &r, action, q.sql(columns, ""), q.Args...), matching.Resource, action); err != nil {
		return matching.Offer{}, err
	}
	return s.open(ctx, r)
}

// List reads up to limit offers in reach of owner, the newest first, that come after the offer
// with the id after (all when it is empty).
func (s *Store) List(
	ctx context.Context, tx *pg.Tx, owner call.Owner, filter matching.Filter, after string, limit int,
) ([]matching.Offer, error) {
	q := newQuery(tx.Municipality())
	q.reach(owner)
	q.filter(filter)
	if after != "" {
		q.And("o.id < " + q.Arg(after))
	}
	text := q.page(limit)
	var rows []row
	if err := tx.SelectLogged(ctx, &rows, "list offers", text, q.Args...); err != nil {
		return nil, fmt.Errorf("list offers: %w", err)
	}
	return s.openAll(ctx, rows)
}

// AskedOrganisations are the organisations whose offer for an application is open or was declined, with its state.
func (s *Store) AskedOrganisations(ctx context.Context, tx *pg.Tx, application string) (map[string]matching.State, error) {
	q := newQuery(tx.Municipality())
	q.And("o.application = " + q.Arg(application))
	q.And("o.organisation <> '' AND o.state IN ('OPEN', 'DECLINED')")
	var rows []struct {
		Organisation string `db:"organisation"`
		State        string `db:"state"`
	}
	if err := tx.Select(ctx, &rows, "SELECT o.organisation, o.state FROM matching.offer o"+q.Where()+" ORDER BY o.id", q.Args...); err != nil {
		return nil, fmt.Errorf("find the organisations that were asked: %w", err)
	}
	asked := make(map[string]matching.State, len(rows))
	for _, r := range rows {
		asked[r.Organisation] = matching.State(r.State)
	}
	return asked, nil
}
