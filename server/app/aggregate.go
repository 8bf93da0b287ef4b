package app

import (
	"context"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/promise"
	intakestore "oco.example/oco/server/intake/store"
	"oco.example/oco/server/matching"
	matchingrpc "oco.example/oco/server/matching/rpc"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/support"
	supportrpc "oco.example/oco/server/support/rpc"
	"oco.example/oco/server/volunteer"
	volunteerrpc "oco.example/oco/server/volunteer/rpc"
	volunteerstore "oco.example/oco/server/volunteer/store"
)

// aggregate is what hangs on an application, and on a supporter: offers and cases. The services are filled in
// after they are made, since each side needs the other.
type aggregate struct {
	offers *matchingrpc.Service
	cases  *supportrpc.Service
}

// WithdrawOffers withdraws what stands for an application.
func (a *aggregate) WithdrawOffers(ctx context.Context, tx *pg.Tx, application string) error {
	return a.offers.WithdrawOpen(ctx, tx, application)
}

// LetGo takes back what stands for a supporter.
func (a *aggregate) LetGo(ctx context.Context, tx *pg.Tx, supporter string) error {
	return a.offers.LetGo(ctx, tx, supporter)
}

// HandOverCase closes the case that runs, because its resident is handed over.
func (a *aggregate) HandOverCase(ctx context.Context, tx *pg.Tx, application string) error {
	return a.cases.HandOverFor(ctx, tx, application)
}

// CloseCase closes the case that runs.
func (a *aggregate) CloseCase(ctx context.Context, tx *pg.Tx, application string) error {
	return a.cases.CloseFor(ctx, tx, application)
}

// caseOpener is the support slice as matching needs it.
type caseOpener struct{ cases *supportrpc.Service }

// Open opens the case that the resident said yes to.
func (c caseOpener) Open(ctx context.Context, tx *pg.Tx, o matching.Opening) (string, error) {
	return c.cases.Open(ctx, tx, support.Opening(o))
}

// asked is the volunteer slice as matching needs it.
type asked struct {
	store   *volunteerstore.Store
	service *volunteerrpc.Service
}

// Lock holds a supporter's row.
func (s asked) Lock(ctx context.Context, tx *pg.Tx, id string) error {
	return s.store.Lock(ctx, tx, id)
}

// Names reads and logs the names of supporters.
func (s asked) Names(ctx context.Context, tx *pg.Tx, ids []string) (map[string]sealed.Text, error) {
	return s.store.Names(ctx, tx, ids)
}

// Traits reads and logs what the sealed files of supporters say that an application asks for.
func (s asked) Traits(ctx context.Context, tx *pg.Tx, ids []string) (map[string]matching.Traits, error) {
	known, err := s.store.Traits(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	traits := make(map[string]matching.Traits, len(known))
	for id, t := range known {
		traits[id] = matching.Traits(t)
	}
	return traits, nil
}

// Requirements are those of supporters that ask for attention.
func (s asked) Requirements(ctx context.Context, tx *pg.Tx, candidates []matching.Candidate) (map[string][]matching.Requirement, error) {
	supporters := make([]volunteer.Supporter, 0, len(candidates))
	for _, c := range candidates {
		supporters = append(supporters, volunteer.Supporter{ID: c.Supporter, Kind: volunteer.Kind(c.Kind)})
	}
	remarks, err := s.service.Remarks(ctx, tx, supporters)
	if err != nil {
		return nil, err
	}
	requirements := make(map[string][]matching.Requirement, len(remarks))
	for id, list := range remarks {
		for _, remark := range list {
			requirements[id] = append(requirements[id], matching.Requirement(remark))
		}
	}
	return requirements, nil
}

// Roles are those that supporters have today beside supporting.
func (s asked) Roles(ctx context.Context, tx *pg.Tx, candidates []matching.Candidate) (map[string][]matching.Role, error) {
	supporters := make([]volunteer.Supporter, 0, len(candidates))
	for _, c := range candidates {
		supporters = append(supporters, volunteer.Supporter{ID: c.Supporter, Kind: volunteer.Kind(c.Kind)})
	}
	known, err := s.service.RolesNow(ctx, tx, supporters)
	if err != nil {
		return nil, err
	}
	roles := make(map[string][]matching.Role, len(known))
	for id, list := range known {
		for _, r := range list {
			roles[id] = append(roles[id], matching.Role{
				Label: r.Label, Organisation: r.Organisation, OrganisationKey: person.OrganisationKey(r.Organisation), Effect: matching.RoleEffect(r.Effect),
			})
		}
	}
	return roles, nil
}

// supported is the intake slice as support needs it.
type supported struct{ store *intakestore.Store }

// Lock holds the application's row.
func (s supported) Lock(ctx context.Context, tx *pg.Tx, id string) error {
	_, err := s.store.LockOutline(ctx, tx, id)
	return err
}

// Close moves a locked application to CLOSED.
func (s supported) Close(ctx context.Context, tx *pg.Tx, id string) error {
	return move(ctx, tx, s.store, id, intake.Close)
}

// Wait has a locked application wait for another supporter.
func (s supported) Wait(ctx context.Context, tx *pg.Tx, id string) error {
	return move(ctx, tx, s.store, id, intake.Wait)
}

// Keep records which promises to the resident were kept.
func (s supported) Keep(ctx context.Context, tx *pg.Tx, id string, kept support.Kept) error {
	promises := map[promise.Kind]time.Time{}
	for kind, at := range map[promise.Kind]time.Time{promise.AppointmentMade: kept.Made, promise.AppointmentHeld: kept.Held} {
		if !at.IsZero() {
			promises[kind] = at
		}
	}
	return s.store.Keep(ctx, tx, id, promises)
}

// ReferrerMayKnow reports whether the resident agreed that the referrer hears where the application stands.
func (s supported) ReferrerMayKnow(ctx context.Context, tx *pg.Tx, id string) (bool, error) {
	return s.store.ReferrerMayKnow(ctx, tx, id)
}

// Contacts says how residents are called and reached.
func (s supported) Contacts(ctx context.Context, tx *pg.Tx, ids []string) (map[string]support.Contact, error) {
	known, err := s.store.Contacts(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	contacts := make(map[string]support.Contact, len(known))
	for id, c := range known {
		safe := c.SafeContact
		contacts[id] = support.Contact{
			Name: c.Name, Phone: c.Phone, Email: c.Email, Postcode: c.Postcode, HouseNumber: c.HouseNumber,
			NoPost: safe.NoPost, NoEmail: safe.NoEmail, NoPhone: safe.NoPhone,
			NoVoicemail: safe.NoVoicemail, NoCalendar: safe.NoCalendar, Instruction: safe.Instruction,
		}
	}
	return contacts, nil
}
