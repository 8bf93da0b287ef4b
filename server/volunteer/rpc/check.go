package rpc

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

// check returns all that is wrong with a supporter at once. An account that it had before stays,
// whatever became of that account: it does not stand in the way of another field.
func (s *Service) check(ctx context.Context, tx *pg.Tx, before, supporter volunteer.Supporter) error {
	wrong := append(supporter.Check(), supporter.CheckProfile(before, calendar.Day(tx.Now()))...)
	if phone := supporter.Phone.Reveal(); phone != "" {
		if _, ok := person.Phone(phone); !ok {
			wrong = append(wrong, errs.Field("supporter.phone", "phone.invalid"))
		}
	}
	if supporter.Buddy != before.Buddy {
		e, err := s.checkAccompanied(ctx, tx, supporter)
		if err != nil {
			return err
		}
		wrong = append(wrong, e)
	}
	if supporter.Account != "" && supporter.Account != before.Account {
		e, err := s.checkAccount(ctx, tx, supporter.Account)
		if err != nil {
			return err
		}
		wrong = append(wrong, e)
	}
	e, err := s.checkContact(ctx, tx, before, supporter)
	if err != nil {
		return err
	}
	wrong = append(wrong, e)
	if supporter.Neighbourhood != "" {
		e, err := s.checkCode(ctx, tx, "supporter.neighbourhood", "NEIGHBOURHOOD", supporter.Neighbourhood)
		if err != nil {
			return err
		}
		wrong = append(wrong, e)
	}
	for i, group := range supporter.TargetGroups {
		e, err := s.checkCode(ctx, tx, fmt.Sprintf("supporter.target_groups[%d]", i), "TARGET_GROUP", group)
		if err != nil {
			return err
		}
		wrong = append(wrong, e)
	}
	return errs.Join(wrong...)
}

// checkAccompanied returns what is wrong with another buddy than before, nil when it can be.
func (s *Service) checkAccompanied(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter) (wrong *errs.Error, err error) {
	if wrong, err = s.checkPair(ctx, tx, supporter); wrong != nil || err != nil || supporter.Buddy == "" || supporter.Buddy == supporter.ID {
		return wrong, err
	}
	kind, exists, err := s.supporters.Kind(ctx, tx, supporter.Buddy)
	if err != nil {
		return nil, err
	}
	if !exists {
		return errs.Field("supporter.buddy", "buddy.unknown"), nil
	}
	return s.checkBuddy(ctx, tx, "supporter.buddy", volunteer.Supporter{ID: supporter.Buddy, Kind: kind})
}

// checkPair refuses another buddy than that of the pair that runs.
func (s *Service) checkPair(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter) (wrong *errs.Error, err error) {
	running, err := s.buddies.Running(ctx, tx, supporter.ID)
	if err != nil {
		return nil, err
	}
	for _, pair := range running {
		if pair.Newcomer == supporter.ID {
			return errs.Field("supporter.buddy", "buddy.by_pair"), nil
		}
	}
	return nil, nil
}

// checkAccount returns what is wrong with an account, nil when a supporter can sign in with it.
func (s *Service) checkAccount(ctx context.Context, tx *pg.Tx, account string) (wrong *errs.Error, err error) {
	err = s.accounts.CheckHolder(ctx, tx, account)
	if errs.Is(err, errs.Invalid) {
		return errs.Of(errs.At("supporter.", err)), nil
	}
	return nil, err
}

// checkContact returns what is wrong with a contact person, nil when it is one of the supporter's organisation.
func (s *Service) checkContact(ctx context.Context, tx *pg.Tx, before, supporter volunteer.Supporter) (wrong *errs.Error, err error) {
	same := supporter.ContactAccount == before.ContactAccount && supporter.Organisation == before.Organisation
	if supporter.ContactAccount == "" || same {
		return nil, nil
	}
	is, err := s.contacts.IsContact(ctx, tx, supporter.ContactAccount, supporter.Organisation)
	if err != nil || is {
		return nil, err
	}
	return errs.Field("supporter.contact_account", "contact.unknown"), nil
}

// checkCode returns what is wrong with a code, nil when it can be chosen.
func (s *Service) checkCode(ctx context.Context, tx *pg.Tx, field, list, code string) (wrong *errs.Error, err error) {
	active, err := s.codes.Active(ctx, tx, list, code)
	if err != nil || active {
		return nil, err
	}
	return errs.Field(field, "code.unknown"), nil
}
