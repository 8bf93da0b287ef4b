package store

import (
	"context"
	"fmt"
	"strings"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/pg"
)

// hashesOf are the search keys that all must be there; ok is false when something that was asked
// for can match nobody (a phone number that is none).
func hashesOf(w intake.Wanted, secrets crypto.Secrets) (hashes [][]byte, ok bool) {
	ok = true
	add := func(field, word string, valid bool) {
		ok = ok && valid
		hashes = append(hashes, secrets.SearchKey(field, word))
	}
	words := person.NameWords(w.Name)
	for _, word := range words {
		add(fieldNameWord, word, true)
	}
	if w.Name != "" && len(words) == 0 {
		ok = false
	}
	if w.Phone != "" {
		phone, valid := person.Phone(w.Phone)
		add(fieldPhone, phone, valid)
	}
	if w.Email != "" {
		mail, valid := person.Mail(w.Email)
		add(fieldEmail, mail, valid)
	}
	if w.Postcode != "" {
		address, valid := person.PostcodeNumber(w.Postcode, w.HouseNumber)
		add(fieldAddress, address, valid)
	}
	return hashes, ok
}

// found is the beginning of a query: the dossiers that carry all hashes, each with those merged
// into it. It is materialized, so that the search keys decide the plan and not the order of what
// is read with them. $1 is the municipality.
func found(q *pg.Conditions, hashes [][]byte) string {
	conditions := make([]string, 0, len(hashes))
	for _, hash := range hashes[1:] {
		conditions = append(conditions, ` AND EXISTS (SELECT 1 FROM intake.search_key t
			WHERE t.municipality = $1 AND t.hash = `+q.Arg(hash)+` AND t.dossier = s.dossier)`)
	}
	return `WITH hit AS MATERIALIZED (SELECT DISTINCT o.person FROM intake.search_key s
		JOIN intake.dossier o ON o.municipality = $1 AND o.id = s.dossier
		WHERE s.municipality = $1 AND s.hash = ` + q.Arg(hashes[0]) + strings.Join(conditions, "") + `),
		found AS MATERIALIZED (SELECT m.id AS dossier FROM hit
		JOIN intake.dossier m ON m.municipality = $1 AND m.person = hit.person)
		`
}

// Search reads a page of the applications of people who match, the newest first. The read is logged.
func (s *Store) Search(ctx context.Context, tx *pg.Tx, wanted intake.Wanted, after []string, limit int) ([]intake.Application, error) {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return nil, err
	}
	hashes, possible := hashesOf(wanted, secrets)
	code, isCode := crypto.ParseReceipt(wanted.Receipt)
	if !possible || (wanted.Receipt != "" && !isCode) {
		return nil, nil
	}
	q := &pg.Conditions{}
	q.And("a.municipality = " + q.Arg(municipality(ctx)))
	begin := ""
	if len(hashes) > 0 {
		begin = found(q, hashes)
		q.And("a.dossier IN (SELECT dossier FROM found)")
	}
	if isCode {
		q.And("a.receipt_key = " + q.Arg(secrets.SearchKey(fieldReceipt, code)))
	}
	sorted := continueAfter(q, intake.NewestFirst, after)
	var rows []applicationRow
	err = tx.SelectLogged(ctx, &rows, "search applications", begin+`SELECT `+applicationColumns+
		pageOf(q, nil, sorted, limit)+personOf+sorted, q.Args...)
	if err != nil {
		return nil, fmt.Errorf("search applications: %w", err)
	}
	return s.applications(ctx, tx, rows)
}

// SearchResidents reads a page of the residents who match, the newest first; merged ones are shown by the one they were merged into. The read is logged.
func (s *Store) SearchResidents(ctx context.Context, tx *pg.Tx, wanted intake.Wanted, after []string, limit int) ([]intake.Resident, error) {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return nil, err
	}
	hashes, possible := hashesOf(wanted, secrets)
	if !possible || len(hashes) == 0 {
		return nil, nil
	}
	q := &pg.Conditions{}
	q.And("d.municipality = " + q.Arg(municipality(ctx)))
	begin := found(q, hashes)
	q.And("d.id IN (SELECT person FROM hit)")
	if len(after) == 1 {
		q.And("d.id < " + q.Arg(after[0]) + "::uuid")
	}
	var rows []dossierRow
	err = tx.SelectLogged(ctx, &rows, "search residents", begin+`SELECT `+dossierColumns+`, `+residentKey+` FROM intake.dossier d
		JOIN platform.subject_key k ON k.municipality = d.municipality AND k.subject = d.id`+
		q.Where()+` ORDER BY d.id DESC LIMIT `+q.Arg(limit), q.Args...)
	if err != nil {
		return nil, fmt.Errorf("search residents: %w", err)
	}
	return s.residents(ctx, rows)
}
