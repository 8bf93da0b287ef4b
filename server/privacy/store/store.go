// Package store keeps in the schema privacy what people ask about what is recorded of them. What they wrote is sealed
// under a key of the request's own; what was decided of their dossier under the dossier's.
package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/privacy"
)

// table is the name to which ciphertexts are bound.
const table = "privacy.rights_request"

// Store reads and writes requests. It is safe for concurrent use.
type Store struct{ keys *subject.Keys }

// New returns a store that seals with keys.
func New(keys *subject.Keys) *Store { return &Store{keys: keys} }

var selectRequests = `SELECT r.id, r.asks, r.channel, r.state, r.name, r.phone, r.email, r.explanation, coalesce(r.dossier::text, '') AS dossier,
  r.identity_check, coalesce(r.identity_date::text, '') AS identity_date, coalesce(r.identified_by::text, '') AS identified_by,
  r.receive_date::text AS receive_date, r.due_date::text AS due_date, r.extension_reason, coalesce(r.close_date::text, '') AS close_date,
  r.answer, r.erase_time, coalesce(r.erased_by::text, '') AS erased_by, r.erased, r.version, r.create_time, r.update_time, ` + subject.Columns +
	"\nFROM privacy.rights_request r" + subject.Lookup("r", "id")

type row struct {
	ID              string       `db:"id"`
	Asks            string       `db:"asks"`
	Channel         string       `db:"channel"`
	State           string       `db:"state"`
	Name            []byte       `db:"name"`
	Phone           []byte       `db:"phone"`
	Email           []byte       `db:"email"`
	Explanation     []byte       `db:"explanation"`
	Dossier         string       `db:"dossier"`
	IdentityCheck   string       `db:"identity_check"`
	IdentityDate    string       `db:"identity_date"`
	IdentifiedBy    string       `db:"identified_by"`
	ReceiveDate     string       `db:"receive_date"`
	DueDate         string       `db:"due_date"`
	ExtensionReason []byte       `db:"extension_reason"`
	CloseDate       string       `db:"close_date"`
	Answer          []byte       `db:"answer"`
	EraseTime       sql.NullTime `db:"erase_time"`
	ErasedBy        string       `db:"erased_by"`
	Erased          []byte       `db:"erased"`
	Version         int64        `db:"version"`
	CreateTime      time.Time    `db:"create_time"`
	UpdateTime      time.Time    `db:"update_time"`
	subject.Row
}

// Request reads and logs one, or NOT_FOUND; action says in words what for.
func (s *Store) Request(ctx context.Context, tx *pg.Tx, id, action string) (privacy.RightsRequest, error) {
	return s.one(ctx, tx, id, action)
}

// LockRequest reads and logs one, and holds its row until the transaction ends.
func (s *Store) LockRequest(ctx context.Context, tx *pg.Tx, id string) (privacy.RightsRequest, error) {
	var held bool
	err := tx.Get(ctx, &held, `SELECT true FROM privacy.rights_request WHERE municipality = $1 AND id = $2 FOR UPDATE`, tx.Municipality(), id)
	if err := pg.Found(err, privacy.Resource, "hold a request"); err != nil {
		return privacy.RightsRequest{}, err
	}
	return s.one(ctx, tx, id, "read rights request")
}

func (s *Store) one(ctx context.Context, tx *pg.Tx, id, action string) (privacy.RightsRequest, error) {
	q := pg.Within("r", tx.Municipality())
	q.And("r.id = " + q.Arg(id))
	var r row
	if err := pg.Found(tx.GetLogged(ctx, &r, action, selectRequests+q.Where(), q.Args...), privacy.Resource, action); err != nil {
		return privacy.RightsRequest{}, err
	}
	return s.open(ctx, r)
}

// Requests reads and logs up to limit that come after the one with id after, the newest first; unanswered leaves out
// those that ended.
func (s *Store) Requests(ctx context.Context, tx *pg.Tx, unanswered bool, after string, limit int) ([]privacy.RightsRequest, error) {
	q := pg.Within("r", tx.Municipality())
	if unanswered {
		q.And("r.close_date IS NULL")
	}
	if after != "" {
		q.And("r.id < " + q.Arg(after))
	}
	var rows []row
	err := tx.SelectLogged(ctx, &rows, "list rights requests", selectRequests+q.Where()+" ORDER BY r.id DESC LIMIT "+q.Arg(limit), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("list requests: %w", err)
	}
	list := make([]privacy.RightsRequest, 0, len(rows))
	for _, r := range rows {
		request, err := s.open(ctx, r)
		if err != nil {
			return nil, err
		}
		list = append(list, request)
	}
	return list, nil
}

// Insert stores a new request under a key of its own.
func (s *Store) Insert(ctx context.Context, tx *pg.Tx, r privacy.RightsRequest) error {
	key, err := s.keys.Make(ctx, tx, r.ID, subject.Asking)
	if err != nil {
		return err
	}
	texts, err := seal(key, map[string]sealed.Text{"name": r.Name, "phone": r.Phone, "email": r.Email, "explanation": r.Explanation})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO privacy.rights_request (municipality, id, asks, channel, state, name, phone, email, explanation, receive_date,
		due_date, create_time, update_time) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12)`,
		tx.Municipality(), r.ID, string(r.Asks), r.Channel, string(r.Standing), texts["name"], texts["phone"], texts["email"], texts["explanation"],
		r.ReceiveDate, r.DueDate, tx.Now())
	if err != nil {
		return fmt.Errorf("store a request: %w", err)
	}
	tx.Logged("store rights request", key.LogID)
	return nil
}

// Save stores where a locked request stands and raises its version.
func (s *Store) Save(ctx context.Context, tx *pg.Tx, r privacy.RightsRequest) error {
	key, err := s.keys.Get(ctx, tx, r.ID)
	if err != nil {
		return err
	}
	texts, err := seal(key, map[string]sealed.Text{"extension_reason": r.ExtensionReason, "answer": r.Answer})
	if err != nil {
		return err
	}
	var at sql.NullTime
	var by, gone sql.NullString
	if c := r.Certificate; c != nil {
		counts, err := json.Marshal(c.Gone)
		if err != nil {
			return fmt.Errorf("write down what was destroyed: %w", err)
		}
		at, by, gone = sql.NullTime{Time: c.Time, Valid: true}, pg.Null(c.By), pg.Null(string(counts))
	}
	_, err = tx.Exec(ctx, `UPDATE privacy.rights_request SET state = $3, dossier = $4, identity_check = $5, identity_date = $6, identified_by = $7,
		due_date = $8, extension_reason = $9, close_date = $10, answer = $11, erase_time = $12, erased_by = $13, erased = $14, update_time = $15,
		version = version + 1 WHERE municipality = $1 AND id = $2`,
		tx.Municipality(), r.ID, string(r.Standing), pg.Null(r.Dossier), r.IdentityCheck, pg.Null(r.IdentityDate), pg.Null(r.IdentifiedBy), r.DueDate,
		texts["extension_reason"], pg.Null(r.CloseDate), texts["answer"], at, by, gone, tx.Now())
	if err != nil {
		return fmt.Errorf("save a request: %w", err)
	}
	tx.Logged("change rights request", key.LogID)
	return nil
}

// Unfinished holds nothing and names nothing: a request is no work that keeps its dossier from being destroyed.
func (s *Store) Unfinished(context.Context, *pg.Tx, subject.Kind, []string) ([]subject.Work, error) {
	return nil, nil
}

// Erase removes what was decided of destroyed dossiers, and takes them out of the requests that were about them. The requests
// stay until they are answered, under keys of their own.
func (s *Store) Erase(ctx context.Context, tx *pg.Tx, kind subject.Kind, ids []string) (subject.Erased, error) {
	erased := subject.Erased{}
	if kind != subject.Dossier {
		return erased, nil
	}
	err := erased.Count("corrections")(tx.Exec(ctx, `DELETE FROM privacy.correction WHERE municipality = $1 AND dossier = ANY ($2::uuid[])`,
		tx.Municipality(), pg.Array(ids)))
	if err != nil {
		return erased, err
	}
	return erased, s.forget(ctx, tx, ids)
}

// forget takes a destroyed dossier out of every request that was about it: of who asked no way leads to it any more.
func (s *Store) forget(ctx context.Context, tx *pg.Tx, dossiers []string) error {
	_, err := tx.Exec(ctx, `UPDATE privacy.rights_request SET dossier = NULL WHERE municipality = $1 AND dossier = ANY ($2::uuid[])`,
		tx.Municipality(), pg.Array(dossiers))
	if err != nil {
		return fmt.Errorf("forget a dossier: %w", err)
	}
	return nil
}

// Lapsed forgets requests of the municipality that ended before a day, or before the day destroyed when a dossier was
// destroyed by them, with the keys of their own; it returns how many.
func (s *Store) Lapsed(ctx context.Context, tx *pg.Tx, ended, destroyed string) (forgotten int, err error) {
	var ids []string
	err = tx.Select(ctx, &ids, `DELETE FROM privacy.rights_request WHERE municipality = $1
		AND close_date < CASE WHEN erase_time IS NULL THEN $2::date ELSE $3::date END RETURNING id`, tx.Municipality(), ended, destroyed)
	if err != nil {
		return 0, fmt.Errorf("forget requests: %w", err)
	}
	if len(ids) == 0 {
		return 0, nil
	}
	_, err = subject.Destroy(ctx, tx, subject.Asking, ids)
	return len(ids), err
}

func seal(key subject.Key, texts map[string]sealed.Text) (map[string][]byte, error) {
	ciphertexts := make(map[string][]byte, len(texts))
	for column, text := range texts {
		ciphertext, err := key.Seal(table, column, text)
		if err != nil {
			return nil, fmt.Errorf("seal the %s of a request: %w", column, err)
		}
		ciphertexts[column] = ciphertext
	}
	return ciphertexts, nil
}

func (s *Store) open(ctx context.Context, r row) (privacy.RightsRequest, error) {
	key, err := s.keys.Open(ctx, r.ID, r.Row)
	if err != nil {
		return privacy.RightsRequest{}, fmt.Errorf("open a request: %w", err)
	}
	request := privacy.RightsRequest{
		ID: r.ID, Asks: privacy.Right(r.Asks), Channel: r.Channel, Standing: privacy.Standing(r.State), Dossier: r.Dossier,
		IdentityCheck: r.IdentityCheck, IdentityDate: r.IdentityDate, IdentifiedBy: r.IdentifiedBy, ReceiveDate: r.ReceiveDate, DueDate: r.DueDate,
		CloseDate: r.CloseDate, Version: r.Version, CreateTime: r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(),
	}
	for _, column := range []struct {
		name       string
		ciphertext []byte
		text       *sealed.Text
	}{
		{"name", r.Name, &request.Name}, {"phone", r.Phone, &request.Phone}, {"email", r.Email, &request.Email},
		{"explanation", r.Explanation, &request.Explanation}, {"extension_reason", r.ExtensionReason, &request.ExtensionReason},
		{"answer", r.Answer, &request.Answer},
	} {
		if *column.text, err = key.Open(table, column.name, column.ciphertext); err != nil {
			return privacy.RightsRequest{}, fmt.Errorf("open the %s of a request: %w", column.name, err)
		}
	}
	if r.EraseTime.Valid {
		request.Certificate = &privacy.Certificate{Time: r.EraseTime.Time.UTC(), By: r.ErasedBy}
		if err := json.Unmarshal(r.Erased, &request.Certificate.Gone); err != nil {
			return privacy.RightsRequest{}, fmt.Errorf("read what was destroyed: %w", err)
		}
	}
	return request, nil
}
