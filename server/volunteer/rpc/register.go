package rpc

import (
	"context"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

// EnsureStub returns the id of the supporter whom imported history names: the first with that
// whole name, without regard to case, accents and spaces. Without one it makes a stub, which the
// register of supporters completes when it follows. Called within the transaction of the row.
func (s *Service) EnsureStub(ctx context.Context, tx *pg.Tx, name sealed.Text) (id string, err error) {
	if person.NameKey(name.Reveal()) == "" {
		return "", errs.Field("supporter.name", "required")
	}
	if err := s.register.LockRegister(ctx, tx); err != nil {
		return "", err
	}
	if id, err = s.register.FindName(ctx, tx, name); err != nil || id != "" {
		return id, err
	}
	stub := volunteer.NewStub(pg.NewID(), name)
	if err := s.supporters.Insert(ctx, tx, stub, volunteer.NamedInHistory); err != nil {
		return "", err
	}
	changed(tx, pg.Import, stub)
	return stub.ID, s.logged(ctx, tx, stub.ID, "import stub of supporter")
}

// ImportSupporter takes over one row of a register of supporters, within the transaction of the
// row. In this order: somebody with the same person key is a duplicate (as is, for a row without
// phone and mail, an ordinary supporter of the same name); a stub of the same name is completed
// (joined); anybody else is new (imported). The row's own mistakes are field errors, and nothing
// is kept then. Codes are taken as they come: the reader of the file resolved them.
func (s *Service) ImportSupporter(ctx context.Context, tx *pg.Tx, row volunteer.ImportedSupporter) (id string, outcome volunteer.Outcome, err error) {
	if err := checkRow(row); err != nil {
		return "", "", err
	}
	if err := s.register.LockRegister(ctx, tx); err != nil {
		return "", "", err
	}
	if id, err = s.register.FindPerson(ctx, tx, row.Name, row.Phone, row.Email); err != nil || id != "" {
		return id, volunteer.OutcomeDuplicate, err
	}
	stub, err := s.register.FindStub(ctx, tx, row.Name)
	if err != nil {
		return "", "", err
	}
	if _, reachable := person.Key(row.Name.Reveal(), row.Phone.Reveal(), row.Email.Reveal()); !reachable && stub == "" {
		if id, err = s.register.FindName(ctx, tx, row.Name); err != nil || id != "" {
			return id, volunteer.OutcomeDuplicate, err
		}
	}
	buddy, err := s.buddyOf(ctx, tx, row)
	if err != nil {
		return "", "", err
	}
	if stub != "" {
		return stub, volunteer.OutcomeJoined, s.join(ctx, tx, stub, row, buddy)
	}
	supporter := volunteer.Supporter{ID: pg.NewID()}.Fill(row, buddy)
	if err := s.supporters.Insert(ctx, tx, supporter, volunteer.Imported); err != nil {
		return "", "", err
	}
	if err := s.told(ctx, tx, volunteer.Supporter{}, supporter, ""); err != nil {
		return "", "", err
	}
	changed(tx, pg.Import, supporter)
	return supporter.ID, volunteer.OutcomeImported, s.logged(ctx, tx, supporter.ID, "import supporter")
}

// join completes a stub.
func (s *Service) join(ctx context.Context, tx *pg.Tx, id string, row volunteer.ImportedSupporter, buddy string) error {
	supporter, err := s.lock(ctx, tx, id, "", "import supporter")
	if err != nil {
		return err
	}
	before := supporter
	supporter = supporter.Fill(row, buddy)
	if err := s.register.Complete(ctx, tx, supporter); err != nil {
		return err
	}
	if err := s.told(ctx, tx, before, supporter, ""); err != nil {
		return err
	}
	changed(tx, pg.Import, supporter)
	return nil
}

// buddyOf is the id of the buddy whom the row names, empty when it names nobody or the person
// itself.
func (s *Service) buddyOf(ctx context.Context, tx *pg.Tx, row volunteer.ImportedSupporter) (string, error) {
	buddy := person.NameKey(row.Buddy.Reveal())
	if buddy == "" || buddy == person.NameKey(row.Name.Reveal()) {
		return "", nil
	}
	return s.EnsureStub(ctx, tx, row.Buddy)
}

// logged writes the row of the processing log for somebody who was just stored.
func (s *Service) logged(ctx context.Context, tx *pg.Tx, id, action string) error {
	_, err := s.supporters.Get(ctx, tx, call.Everyone(), id, action)
	return err
}

// checkRow returns what is wrong with a row; its fields are those of a supporter.
func checkRow(row volunteer.ImportedSupporter) error {
	wrong := volunteer.Supporter{}.Fill(row, "").Check()
	if person.NameKey(row.Name.Reveal()) == "" {
		wrong = append(wrong, errs.Field("supporter.name", "required"))
	}
	if row.Kind == volunteer.Unknown {
		wrong = append(wrong, errs.Field("supporter.kind", "required"))
	}
	return errs.Join(wrong...)
}
