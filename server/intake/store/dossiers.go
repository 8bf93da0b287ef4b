package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

// dossierColumns read a dossier (alias d) beside other tables.
const dossierColumns = `d.id AS d_id, d.name AS d_name, d.phone AS d_phone, d.email AS d_email, d.postcode AS d_postcode,
d.house_number AS d_house_number, d.neighbourhood AS d_neighbourhood, d.preferred_channel AS d_preferred_channel,
d.interpreter_language AS d_interpreter_language, d.no_post, d.no_email, d.no_phone, d.no_voicemail, d.no_calendar,
d.safe_instruction, d.trusted_person_name, d.trusted_person_phone, d.household AS d_household, d.merged_into AS d_merged_into, d.create_time AS d_create_time,
d.update_time AS d_update_time, d.version AS d_version`

// residentKey reads the key that goes with a dossier (alias k).
const residentKey = subject.Columns

// dossierRow is a dossier as it is stored, with its key.
type dossierRow struct {
	ID                  string         `db:"d_id"`
	Name                []byte         `db:"d_name"`
	Phone               []byte         `db:"d_phone"`
	Email               []byte         `db:"d_email"`
	Postcode            []byte         `db:"d_postcode"`
	HouseNumber         []byte         `db:"d_house_number"`
	Neighbourhood       string         `db:"d_neighbourhood"`
	PreferredChannel    string         `db:"d_preferred_channel"`
	InterpreterLanguage string         `db:"d_interpreter_language"`
	NoPost              bool           `db:"no_post"`
	NoEmail             bool           `db:"no_email"`
	NoPhone             bool           `db:"no_phone"`
	NoVoicemail         bool           `db:"no_voicemail"`
	NoCalendar          bool           `db:"no_calendar"`
	SafeInstruction     []byte         `db:"safe_instruction"`
	TrustedName         []byte         `db:"trusted_person_name"`
	TrustedPhone        []byte         `db:"trusted_person_phone"`
	Household           sql.NullString `db:"d_household"`
	MergedInto          sql.NullString `db:"d_merged_into"`
	Created             time.Time      `db:"d_create_time"`
	Updated             time.Time      `db:"d_update_time"`
	Version             int64          `db:"d_version"`
	subject.Row
}

func (s *Store) resident(row dossierRow, key subject.Key) (intake.Resident, error) {
	v := vault{key: key, table: tableDossier}
	r := intake.Resident{
		ID: row.ID, LogID: key.LogID, Neighbourhood: row.Neighbourhood, PreferredChannel: row.PreferredChannel,
		InterpreterLanguage: row.InterpreterLanguage, Household: row.Household.String, MergedInto: row.MergedInto.String,
		Created: row.Created, Updated: row.Updated, Version: row.Version,
		Name: v.open("name", row.Name), Phone: v.open("phone", row.Phone), Email: v.open("email", row.Email),
		Postcode: v.open("postcode", row.Postcode), HouseNumber: v.open("house_number", row.HouseNumber),
		SafeContact: intake.SafeContact{
			NoPost: row.NoPost, NoEmail: row.NoEmail, NoPhone: row.NoPhone, NoVoicemail: row.NoVoicemail,
			NoCalendar: row.NoCalendar, Instruction: v.open("safe_instruction", row.SafeInstruction),
		},
		Trusted: intake.TrustedPerson{Name: v.open("trusted_person_name", row.TrustedName), Phone: v.open("trusted_person_phone", row.TrustedPhone)},
	}
	return r, v.err
}

func (s *Store) residents(ctx context.Context, rows []dossierRow) ([]intake.Resident, error) {
	list := make([]intake.Resident, 0, len(rows))
	for _, row := range rows {
		key, err := s.keys.Open(ctx, row.ID, row.Row)
		if err != nil {
			return nil, fmt.Errorf("open a dossier: %w", err)
		}
		r, err := s.resident(row, key)
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// InsertDossier makes the dossier of a resident, with its key and search keys, and returns the
// resident with the new id.
func (s *Store) InsertDossier(ctx context.Context, tx *pg.Tx, r intake.Resident) (intake.Resident, error) {
	r = standard(r)
	r.ID = pg.NewID()
	key, err := s.keys.Make(ctx, tx, r.ID, subject.Dossier)
	if err != nil {
		return intake.Resident{}, err
	}
	r.LogID, r.Created, r.Updated, r.Version = key.LogID, tx.Now(), tx.Now(), 1
	v := vault{key: key, table: tableDossier}
	args := []any{
		municipality(ctx), r.ID, v.seal("name", r.Name), v.seal("phone", r.Phone), v.seal("email", r.Email),
		v.seal("postcode", r.Postcode), v.seal("house_number", r.HouseNumber), r.Neighbourhood, r.PreferredChannel,
		r.InterpreterLanguage, r.SafeContact.NoPost, r.SafeContact.NoEmail, r.SafeContact.NoPhone, r.SafeContact.NoVoicemail,
		r.SafeContact.NoCalendar, v.seal("safe_instruction", r.SafeContact.Instruction), tx.Now(),
		v.seal("trusted_person_name", r.Trusted.Name), v.seal("trusted_person_phone", r.Trusted.Phone),
	}
	if v.err != nil {
		return intake.Resident{}, v.err
	}
	_, err = tx.Exec(ctx, `INSERT INTO intake.dossier (municipality, id, name, phone, email, postcode, house_number, neighbourhood,
		preferred_channel, interpreter_language, no_post, no_email, no_phone, no_voicemail, no_calendar, safe_instruction,
		create_time, update_time, trusted_person_name, trusted_person_phone)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17, $18, $19)`, args...)
	if err != nil {
		return intake.Resident{}, fmt.Errorf("store a dossier: %w", err)
	}
	return r, s.insertSearchKeys(ctx, tx, r)
}

// SaveResident writes a resident back, and the search keys anew. A version that is not the stored
// one any more is refused.
func (s *Store) SaveResident(ctx context.Context, tx *pg.Tx, r intake.Resident) (intake.Resident, error) {
	key, err := s.keys.Get(ctx, tx, r.ID)
	if err != nil {
		return intake.Resident{}, err
	}
	r = standard(r)
	v := vault{key: key, table: tableDossier}
	args := []any{
		municipality(ctx), r.ID, r.Version, v.seal("name", r.Name), v.seal("phone", r.Phone), v.seal("email", r.Email),
		v.seal("postcode", r.Postcode), v.seal("house_number", r.HouseNumber), r.Neighbourhood, r.PreferredChannel,
		r.InterpreterLanguage, r.SafeContact.NoPost, r.SafeContact.NoEmail, r.SafeContact.NoPhone, r.SafeContact.NoVoicemail,
		r.SafeContact.NoCalendar, v.seal("safe_instruction", r.SafeContact.Instruction), pg.Null(r.Household), tx.Now(),
		v.seal("trusted_person_name", r.Trusted.Name), v.seal("trusted_person_phone", r.Trusted.Phone),
	}
	if v.err != nil {
		return intake.Resident{}, v.err
	}
	rows, err := tx.Exec(ctx, `UPDATE intake.dossier SET name = $4, phone = $5, email = $6, postcode = $7, house_number = $8,
		neighbourhood = $9, preferred_channel = $10, interpreter_language = $11, no_post = $12, no_email = $13, no_phone = $14,
		no_voicemail = $15, no_calendar = $16, safe_instruction = $17, household = $18, update_time = $19,
		trusted_person_name = $20, trusted_person_phone = $21, version = version + 1
		WHERE municipality = $1 AND id = $2 AND version = $3`, args...)
	if err := changed(rows, err, "resident"); err != nil {
		return intake.Resident{}, err
	}
	tx.Logged("update resident", key.LogID)
	if _, err := tx.Exec(ctx, `DELETE FROM intake.search_key WHERE municipality = $1 AND dossier = $2`, municipality(ctx), r.ID); err != nil {
		return intake.Resident{}, fmt.Errorf("remove search keys: %w", err)
	}
	r.Updated, r.Version = tx.Now(), r.Version+1
	if err := s.insertSearchKeys(ctx, tx, r); err != nil {
		return intake.Resident{}, err
	}
	return r, s.inheritSearchKeys(ctx, tx, r.ID)
}

// DossierOfPerson finds the dossier of the same person (name and phone, else mail) and locks it,
// following merges; ok is false when there is none.
func (s *Store) DossierOfPerson(ctx context.Context, tx *pg.Tx, r intake.Resident) (dossier string, ok bool, err error) {
	key, known := person.Key(r.Name.Reveal(), r.Phone.Reveal(), r.Email.Reveal())
	if !known {
		return "", false, nil
	}
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return "", false, err
	}
	var found []string
	err = tx.Select(ctx, &found, `SELECT d.person FROM intake.search_key k
		JOIN intake.dossier d ON d.municipality = k.municipality AND d.id = k.dossier
		WHERE k.municipality = $1 AND k.hash = $2 ORDER BY d.id LIMIT 1 FOR UPDATE OF d`,
		municipality(ctx), secrets.SearchKey(fieldPerson, key))
	if err != nil {
		return "", false, fmt.Errorf("find a person: %w", err)
	}
	if len(found) == 0 {
		return "", false, nil
	}
	return found[0], true, nil
}

// GetResident reads one resident; the read is logged. One that was merged into another keeps its
// id, names the other, and reads as that one does: nobody meets a name or a safe-contact instruction
// that was left behind.
func (s *Store) GetResident(ctx context.Context, tx *pg.Tx, id string) (intake.Resident, error) {
	r, err := s.readResident(ctx, tx, `(SELECT o.person FROM intake.dossier o
		WHERE o.municipality = $1 AND o.id = $2)`, id)
	if err == nil && r.ID != id {
		r.ID, r.MergedInto = id, r.ID
	}
	return r, err
}

// LockResident reads one dossier as it stands itself, and keeps others from changing it until the
// transaction ends.
func (s *Store) LockResident(ctx context.Context, tx *pg.Tx, id string) (intake.Resident, error) {
	return s.readResident(ctx, tx, `$2 FOR UPDATE OF d`, id)
}

// LockPerson is LockResident of whoever a dossier is about: the one that it was merged into, if it was.
func (s *Store) LockPerson(ctx context.Context, tx *pg.Tx, id string) (intake.Resident, error) {
	r, err := s.LockResident(ctx, tx, id)
	for err == nil && r.MergedInto != "" {
		r, err = s.LockResident(ctx, tx, r.MergedInto)
	}
	return r, err
}

func (s *Store) readResident(ctx context.Context, tx *pg.Tx, which, id string) (intake.Resident, error) {
	var row dossierRow
	err := tx.GetLogged(ctx, &row, "read resident", `SELECT `+dossierColumns+`, `+residentKey+` FROM intake.dossier d
		JOIN platform.subject_key k ON k.municipality = d.municipality AND k.subject = d.id
		WHERE d.municipality = $1 AND d.id = `+which, municipality(ctx), id)
	if err != nil {
		return intake.Resident{}, notFound(err, "resident")
	}
	key, err := s.keys.Open(ctx, row.ID, row.Row)
	if err != nil {
		return intake.Resident{}, err
	}
	return s.resident(row, key)
}

// standard is a resident with phone and postcode in the one form in which they are kept, whoever
// wrote them down.
func standard(r intake.Resident) intake.Resident {
	r.Phone = sealed.Of(person.StandardPhone(r.Phone.Reveal()))
	r.Trusted.Phone = sealed.Of(person.StandardPhone(r.Trusted.Phone.Reveal()))
	r.Postcode = sealed.Of(person.StandardPostcode(r.Postcode.Reveal()))
	return r
}

// The fields under which a person is found.
const (
	fieldNameWord = "name_word"
	fieldPhone    = "phone"
	fieldEmail    = "email"
	fieldAddress  = "address"
	fieldPerson   = "person"
	fieldReceipt  = "receipt"
)

// searchKeys are the hashes by which a resident can be found, each once.
func searchKeys(secrets crypto.Secrets, r intake.Resident) [][]byte {
	seen := map[string]bool{}
	var keys [][]byte
	add := func(field, word string, ok bool) {
		if hash := secrets.SearchKey(field, word); ok && !seen[string(hash)] {
			seen[string(hash)] = true
			keys = append(keys, hash)
		}
	}
	for _, word := range person.NameWords(r.Name.Reveal()) {
		add(fieldNameWord, word, true)
	}
	phone, ok := person.Phone(r.Phone.Reveal())
	add(fieldPhone, phone, ok)
	mail, ok := person.Mail(r.Email.Reveal())
	add(fieldEmail, mail, ok)
	address, ok := person.PostcodeNumber(r.Postcode.Reveal(), r.HouseNumber.Reveal())
	add(fieldAddress, address, ok)
	same, ok := person.Key(r.Name.Reveal(), r.Phone.Reveal(), r.Email.Reveal())
	add(fieldPerson, same, ok)
	return keys
}

func (s *Store) insertSearchKeys(ctx context.Context, tx *pg.Tx, r intake.Resident) error {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO intake.search_key (municipality, hash, dossier) SELECT $1, hash, $3 FROM unnest($2::bytea[]) AS hash`,
		municipality(ctx), pg.Array(searchKeys(secrets, r)), r.ID)
	if err != nil {
		return fmt.Errorf("store search keys: %w", err)
	}
	return nil
}

// inheritSearchKeys has a resident found by what the dossiers merged into it are found by as well:
// the old name together with the new phone number, say.
func (s *Store) inheritSearchKeys(ctx context.Context, tx *pg.Tx, resident string) error {
	_, err := tx.Exec(ctx, `INSERT INTO intake.search_key (municipality, hash, dossier)
		SELECT k.municipality, k.hash, g.merged_into FROM intake.dossier g
		JOIN intake.search_key k ON k.municipality = g.municipality AND k.dossier = g.id
		WHERE g.municipality = $1 AND g.merged_into = $2 ON CONFLICT DO NOTHING`, municipality(ctx), resident)
	if err != nil {
		return fmt.Errorf("store search keys of merged dossiers: %w", err)
	}
	return nil
}
