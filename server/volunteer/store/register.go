package store

import (
	"context"
	"errors"
	"fmt"

	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/volunteer"
)

// LockRegister holds the municipality's register of supporters until the transaction ends, so
// that two imports at once cannot both add the same person.
func (s *Store) LockRegister(ctx context.Context, tx *pg.Tx) error {
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtextextended('volunteer.register ' || $1, 0))`, tx.Municipality())
	if err != nil {
		return fmt.Errorf("lock the register of supporters: %w", err)
	}
	return nil
}

// FindPerson returns the id of the supporter with the same person key (name without case and
// accents, with phone, else mail), empty when there is none or the row has neither phone nor mail.
func (s *Store) FindPerson(ctx context.Context, tx *pg.Tx, name, phone, mail sealed.Text) (string, error) {
	key, ok := person.Key(name.Reveal(), phone.Reveal(), mail.Reveal())
	if !ok {
		return "", nil
	}
	return s.find(ctx, tx, personField, key, "")
}

// FindName returns the id of the first supporter with this whole name, empty when there is none.
func (s *Store) FindName(ctx context.Context, tx *pg.Tx, name sealed.Text) (string, error) {
	return s.find(ctx, tx, nameField, person.NameKey(name.Reveal()), "")
}

// FindStub is FindName among those who are known from imported history only.
func (s *Store) FindStub(ctx context.Context, tx *pg.Tx, name sealed.Text) (string, error) {
	return s.find(ctx, tx, nameField, person.NameKey(name.Reveal()), " AND s.stub")
}

func (s *Store) find(ctx context.Context, tx *pg.Tx, field, value, condition string) (string, error) {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return "", fmt.Errorf("find a supporter: %w", err)
	}
	var id string
	err = tx.Get(ctx, &id, `SELECT s.id FROM volunteer.supporter s
		JOIN volunteer.search_key h ON h.municipality = s.municipality AND h.supporter = s.id AND h.hash = $2
		WHERE s.municipality = $1`+condition+` ORDER BY s.id LIMIT 1`, tx.Municipality(), secrets.SearchKey(field, value))
	if errors.Is(err, pg.ErrNoRows) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("find a supporter: %w", err)
	}
	return id, nil
}

// Complete stores a stub with what the register of supporters says of it.
func (s *Store) Complete(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter) error {
	if err := s.Update(ctx, tx, supporter); err != nil {
		return err
	}
	return s.step(ctx, tx, supporter, volunteer.Joined, sealed.Text{})
}
