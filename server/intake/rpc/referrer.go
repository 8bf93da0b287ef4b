package rpc

import (
	"context"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// referrer finds or makes the referrer in the registry: the one who signed in, or the pair of
// name and organisation.
func (s *Service) referrer(ctx context.Context, tx *pg.Tx, a *intake.Applicant) error {
	if c := call.From(ctx); c.Role == call.RoleReferrer {
		return s.signedIn(ctx, tx, a, c.Caller.Account)
	}
	if a.Kind != intake.ByReferrer || a.Name.Reveal() == "" || a.Organisation == "" {
		return nil // Submit refuses what is missing, all of it together
	}
	var err error
	a.Referrer, a.ReferrerKind, err = s.pair(ctx, tx, a.Name, a.Organisation)
	return err
}

// signedIn says that a referrer applied, whatever the form says: what a referrer sends in is never
// taken for the resident's own words. Who it is stands in the registry; the first time it is put there.
func (s *Service) signedIn(ctx context.Context, tx *pg.Tx, a *intake.Applicant, account string) error {
	known, found, err := s.store.ReferrerOfAccount(ctx, tx, account)
	if err == nil && !found {
		known, found, err = s.register(ctx, tx, *a, account)
	}
	a.Kind = intake.ByReferrer
	if err != nil || !found {
		return err // without a name: Submit refuses what is missing
	}
	if known.Organisation == "" {
		a.Organisation = ""
	} else {
		organisation, err := s.store.Organisation(ctx, tx, known.Organisation)
		if err != nil {
			return err
		}
		a.Organisation, a.ReferrerKind = organisation.Name, organisation.Kind
	}
	if known.Name.Reveal() != "" { // history may know a referrer by organisation only
		a.Name = known.Name
	}
	a.Phone, a.Email, a.Referrer = known.Phone, known.Email, known.ID
	return nil
}

// register links an account to the referrer of its holder's name and the organisation that the form
// names. The name is the account's own, so that nobody takes over what somebody else referred; only
// of an account that another municipality keeps, whose name is closed here, it is the form's.
func (s *Service) register(ctx context.Context, tx *pg.Tx, a intake.Applicant, account string) (_ intake.Referrer, ok bool, err error) {
	name, err := s.settings.AccountName(ctx, tx, account)
	if err != nil {
		return intake.Referrer{}, false, err
	}
	if name.Reveal() == "" {
		name = a.Name
	}
	if name.Reveal() == "" {
		return intake.Referrer{}, false, nil
	}
	id, _, err := s.pair(ctx, tx, name, a.Organisation)
	if err != nil {
		return intake.Referrer{}, false, err
	}
	referrer, err := s.store.LockReferrer(ctx, tx, id)
	if err != nil || referrer.Account == account {
		return referrer, err == nil, err
	}
	if referrer.Account != "" { // somebody else of that name, who signs in with another account
		return intake.Referrer{}, false, errs.AlreadyExists("referrer")
	}
	referrer.Account = account
	if referrer.Phone.Reveal() == "" && referrer.Email.Reveal() == "" {
		referrer.Phone, referrer.Email = a.Phone, a.Email
	}
	referrer, err = s.store.SaveReferrer(ctx, tx, referrer)
	return referrer, err == nil, err
}

// pair finds or makes the referrer of a name and an organisation.
func (s *Service) pair(ctx context.Context, tx *pg.Tx, name sealed.Text, organisation string) (referrer, kind string, err error) {
	rules, err := s.settings.ReferrerKinds(ctx, tx)
	if err != nil {
		return "", "", err
	}
	return s.store.ResolveReferrer(ctx, tx, name, organisation, func(organisation string) string {
		return register.KindOf(organisation, rules)
	})
}
