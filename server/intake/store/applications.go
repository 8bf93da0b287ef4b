package store

import (
	"context"
	"fmt"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// deskDays is how many days the desk sees what it entered.
const deskDays = 7

// Insert stores a new application of a dossier that exists, and returns it with its receipt code.
func (s *Store) Insert(ctx context.Context, tx *pg.Tx, a intake.Application) (receipt string, err error) {
	key, err := s.keys.Get(ctx, tx, a.Resident.ID)
	if err != nil {
		return "", err
	}
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return "", err
	}
	promised, err := s.beginClocks(ctx, tx, a)
	if err != nil {
		return "", err
	}
	receipt = secrets.Receipt(a.ID)
	v := vault{key: key, table: tableApplication}
	args := []any{
		municipality(ctx), a.ID, a.Resident.ID, string(a.State), secrets.SearchKey(fieldReceipt, receipt), a.Applicant.Kind,
		v.seal("applicant_name", a.Applicant.Name), v.seal("applicant_phone", a.Applicant.Phone),
		v.seal("applicant_email", a.Applicant.Email), v.seal("applicant_relation", a.Applicant.Relation),
		a.Applicant.Organisation, pg.Null(a.Applicant.Referrer), a.Channel, v.seal("question", a.Question),
		pg.Array(list(a.LifeDomains)), pg.Array(list(a.SubThemes)), pg.Array(list(a.TargetGroups)), a.Neighbourhood, a.Stage,
		a.Urgency.Reason, pg.Null(a.Urgency.LatestDay), v.seal("urgency_note", a.Urgency.Note), a.UrgencyOrder(),
		v.seal("call_back", a.CallBack), a.Route, pg.Array(list(a.ToComplete)), a.EndReason, a.Origin, a.Day,
		pg.Null(a.PromiseDay), pg.Null(a.EnteredBy), tx.Now(), a.Joined, a.ClockPlace(promised), pg.Null(a.FromMunicipality), pg.Null(a.FromHandover),
	}
	if v.err != nil {
		return "", v.err
	}
	_, err = tx.Exec(ctx, `WITH new AS (INSERT INTO intake.application (municipality, id, dossier, state, receipt_key, applicant_kind,
		applicant_name, applicant_phone, applicant_email, applicant_relation, organisation, referrer, channel, question,
		life_domains, sub_themes, target_groups, neighbourhood, stage, urgency_reason, urgency_latest_date, urgency_note,
		urgency_order, call_back, route, to_complete, end_reason, origin, application_date, promise_date, entered_by,
		create_time, update_time, joined, clock_order, from_municipality, from_handover)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
		$25, $26, $27, $28, $29, $30, $31, $32, $32, $33, $34, $35, $36) RETURNING municipality, id, life_domains)
		INSERT INTO intake.application_life_domain (municipality, life_domain, application)
		SELECT municipality, unnest(life_domains), id FROM new`, args...)
	if err != nil {
		return "", fmt.Errorf("store an application: %w", err)
	}
	tx.Logged("store application", key.LogID)
	return receipt, s.SaveClocks(ctx, tx, a.ID, promised)
}

// Get reads one application that the owner may reach; the read is logged. An account reaches what
// it entered in the last seven days.
func (s *Store) Get(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (intake.Application, error) {
	own, args := ownEntries(owner, []any{municipality(ctx), id}, tx.Now())
	a, err := s.read(ctx, tx, "read application", ` WHERE a.municipality = $1 AND a.id = $2`+own, args...)
	return a.For(owner), err
}

// Lock reads one application and keeps others from moving it, its offers or its case until the
// transaction ends: they are one aggregate.
func (s *Store) Lock(ctx context.Context, tx *pg.Tx, id string) (intake.Application, error) {
	return s.read(ctx, tx, "read application", ` WHERE a.municipality = $1 AND a.id = $2 FOR UPDATE OF a`, municipality(ctx), id)
}

func (s *Store) read(ctx context.Context, tx *pg.Tx, name, where string, args ...any) (intake.Application, error) {
	var row applicationRow
	if err := tx.GetLogged(ctx, &row, name, `SELECT `+applicationColumns+applicationFrom+where, args...); err != nil {
		return intake.Application{}, notFound(err, "application")
	}
	return s.application(ctx, tx, row)
}

// Save writes an application that was locked or read back, and counts its version up; one that
// somebody else changed in the meantime is refused.
func (s *Store) Save(ctx context.Context, tx *pg.Tx, a intake.Application) (intake.Application, error) {
	key, err := s.keys.Get(ctx, tx, a.Dossier)
	if err != nil {
		return intake.Application{}, err
	}
	// Read now that the row is held: those that came with it are of before the wait for the lock.
	promised, err := s.Clocks(ctx, tx, a.ID)
	if err != nil {
		return intake.Application{}, err
	}
	if a.Clocks, err = s.follow(ctx, tx, a.ID, promised, a.Situation()); err != nil {
		return intake.Application{}, err
	}
	a.ClockOrder, a.Read = a.ClockPlace(a.Clocks), tx.Now()
	v := vault{key: key, table: tableApplication}
	args := []any{
		municipality(ctx), a.ID, a.Version, string(a.State), a.Applicant.Kind,
		v.seal("applicant_name", a.Applicant.Name), v.seal("applicant_phone", a.Applicant.Phone),
		v.seal("applicant_email", a.Applicant.Email), v.seal("applicant_relation", a.Applicant.Relation),
		a.Applicant.Organisation, pg.Null(a.Applicant.Referrer), a.Channel, v.seal("question", a.Question),
		pg.Array(list(a.LifeDomains)), pg.Array(list(a.SubThemes)), pg.Array(list(a.TargetGroups)), a.Neighbourhood, a.Stage,
		a.Urgency.Reason, pg.Null(a.Urgency.LatestDay), v.seal("urgency_note", a.Urgency.Note), a.UrgencyOrder(),
		v.seal("call_back", a.CallBack), a.Route, pg.Array(list(a.ToComplete)), a.EndReason, pg.Null(a.MergedInto), tx.Now(),
		v.seal(concernedColumn, a.Concerned), a.ClockOrder,
	}
	if v.err != nil {
		return intake.Application{}, v.err
	}
	rows, err := tx.Exec(ctx, `UPDATE intake.application SET state = $4, applicant_kind = $5, applicant_name = $6,
		applicant_phone = $7, applicant_email = $8, applicant_relation = $9, organisation = $10, referrer = $11, channel = $12,
		question = $13, life_domains = $14, sub_themes = $15, target_groups = $16, neighbourhood = $17, stage = $18,
		urgency_reason = $19, urgency_latest_date = $20, urgency_note = $21, urgency_order = $22, call_back = $23, route = $24,
		to_complete = $25, end_reason = $26, merged_into = $27, update_time = $28, concerned_organisation = $29, clock_order = $30, version = version + 1
		WHERE municipality = $1 AND id = $2 AND version = $3`, args...)
	if err := changed(rows, err, "application"); err != nil {
		return intake.Application{}, err
	}
	tx.Logged("update application", key.LogID)
	a.Updated, a.Version = tx.Now(), a.Version+1
	return a, nil
}

// SaveLifeDomains writes by which life domains the application is found.
func (s *Store) SaveLifeDomains(ctx context.Context, tx *pg.Tx, a intake.Application) error {
	_, err := tx.Exec(ctx, `DELETE FROM intake.application_life_domain
		WHERE municipality = $1 AND application = $2 AND life_domain <> ALL ($3)`, municipality(ctx), a.ID, pg.Array(list(a.LifeDomains)))
	if err == nil {
		_, err = tx.Exec(ctx, `INSERT INTO intake.application_life_domain (municipality, life_domain, application)
			SELECT $1, domain, $2 FROM unnest($3::text[]) AS domain ON CONFLICT DO NOTHING`,
			municipality(ctx), a.ID, pg.Array(list(a.LifeDomains)))
	}
	if err != nil {
		return fmt.Errorf("store life domains: %w", err)
	}
	return nil
}

// ownEntries narrows a query on applications (alias a) to what the owner may reach.
func ownEntries(owner call.Owner, args []any, now time.Time) (string, []any) {
	if owner.IsEveryone() {
		return "", args
	}
	args = append(args, pg.Null(owner.Account()), now.AddDate(0, 0, -deskDays))
	return fmt.Sprintf(` AND a.entered_by = $%d AND a.create_time > $%d`, len(args)-1, len(args)), args
}

// list is a slice that is never NULL in the database.
func list(words []string) []string {
	if words == nil {
		return []string{}
	}
	return words
}
