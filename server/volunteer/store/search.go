package store

import (
	"context"
	"fmt"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/volunteer"
)

// The fields of the search keys; supporters and residents share that of the address and no other, so that it is known
// who lives with a resident.
const (
	nameWordField = "supporter.name_word"
	nameField     = "supporter.name"
	phoneField    = "supporter.phone"
	mailField     = "supporter.mail"
	personField   = "supporter.person"
	addressField  = "address"
)

// Search reads up to limit supporters that have every word of the name, the phone number and the
// mail address that are asked for, the newest first.
func (s *Store) Search(ctx context.Context, tx *pg.Tx, asked volunteer.Asked, after string, limit int) ([]volunteer.Supporter, error) {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return nil, fmt.Errorf("search supporters: %w", err)
	}
	q := newQuery(tx.Municipality())
	for _, word := range unique(asked.NameWords) {
		q.found(secrets.SearchKey(nameWordField, word))
	}
	if asked.Phone != "" {
		q.found(secrets.SearchKey(phoneField, asked.Phone))
	}
	if asked.Mail != "" {
		q.found(secrets.SearchKey(mailField, asked.Mail))
	}
	if len(q.joins) == 0 {
		return nil, nil
	}
	return s.page(ctx, tx, call.Everyone(), q, after, limit, "search supporters")
}

// writeSearchKeys puts the keys of a supporter as it is now in the place of the earlier ones.
func (s *Store) writeSearchKeys(ctx context.Context, tx *pg.Tx, supporter volunteer.Supporter) error {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return fmt.Errorf("write search keys: %w", err)
	}
	_, err = tx.Exec(ctx, `DELETE FROM volunteer.search_key WHERE municipality = $1 AND supporter = $2`,
		tx.Municipality(), supporter.ID)
	if err != nil {
		return fmt.Errorf("clear search keys: %w", err)
	}
	_, err = tx.Exec(ctx, `INSERT INTO volunteer.search_key (municipality, hash, supporter)
		SELECT $1, v.hash, $2 FROM unnest($3::bytea[]) AS v (hash)`,
		tx.Municipality(), supporter.ID, pg.Array(searchKeys(secrets, supporter)))
	if err != nil {
		return fmt.Errorf("write search keys: %w", err)
	}
	return nil
}

func searchKeys(secrets crypto.Secrets, s volunteer.Supporter) [][]byte {
	name := s.Name.Reveal()
	keys := [][]byte{secrets.SearchKey(nameField, person.NameKey(name))}
	for _, word := range unique(person.NameWords(name)) {
		keys = append(keys, secrets.SearchKey(nameWordField, word))
	}
	if phone, ok := person.Phone(s.Phone.Reveal()); ok {
		keys = append(keys, secrets.SearchKey(phoneField, phone))
	}
	if mail, ok := person.Mail(s.Email.Reveal()); ok {
		keys = append(keys, secrets.SearchKey(mailField, mail))
	}
	if key, ok := person.Key(name, s.Phone.Reveal(), s.Email.Reveal()); ok {
		keys = append(keys, secrets.SearchKey(personField, key))
	}
	if address, ok := person.PostcodeNumber(s.Postcode.Reveal(), s.HouseNumber.Reveal()); ok {
		keys = append(keys, secrets.SearchKey(addressField, address))
	}
	return keys
}

func unique(words []string) []string {
	seen := make(map[string]bool, len(words))
	var once []string
	for _, word := range words {
		if !seen[word] {
			seen[word] = true
			once = append(once, word)
		}
	}
	return once
}
