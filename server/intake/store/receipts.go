package store

import (
	"context"
	"database/sql"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/pg"
)

// standsAt is the state of an application (alias a), and of one that was merged that of the one that
// stayed. $1 is the municipality.
const standsAt = `(WITH RECURSIVE same AS (SELECT a.state, a.merged_into UNION ALL
	SELECT n.state, n.merged_into FROM same JOIN intake.application n ON n.municipality = $1 AND n.id = same.merged_into)
	SELECT state FROM same WHERE merged_into IS NULL)`

// newestConsent is the newest answer of a kind that a person gave, in any of the dossiers that were
// merged (alias d is one of them), and false when there is none.
func newestConsent(kind string) string { return newest(kind, "") }

// referrerKnows is the newest answer of a person (alias d) about one application (alias a): whether its referrer may see where it
// stands. An answer that names another application counts not, one that names none counts for those that there were then.
func referrerKnows() string {
	return newest(intake.ConsentStatusToReferrer, ` AND (c.application = a.id OR c.application IS NULL AND a.create_time <= c.create_time)`)
}

func newest(kind, narrowed string) string {
	return `coalesce((SELECT c.given FROM intake.consent c JOIN intake.dossier g ON g.municipality = $1 AND g.id = c.dossier
		WHERE c.municipality = $1 AND c.kind = '` + kind + `' AND g.person = d.person` + narrowed + `
		ORDER BY c.id DESC LIMIT 1), false)`
}

type standingRow struct {
	ApplicantKind    string       `db:"applicant_kind"`
	State            string       `db:"state"`
	Support          bool         `db:"support"`
	StatusToReferrer bool         `db:"status_to_referrer"`
	Day              time.Time    `db:"application_date"`
	PromiseDay       sql.NullTime `db:"promise_date"`
	LogID            string       `db:"log_id"`
}

var standingQuery = `SELECT a.applicant_kind, a.application_date, a.promise_date, k.log_id, ` + standsAt + ` AS state,
	` + newestConsent(intake.ConsentSupport) + ` AS support,
	` + referrerKnows() + ` AS status_to_referrer
	FROM intake.application a
	JOIN intake.dossier d ON d.municipality = a.municipality AND d.id = a.dossier
	JOIN platform.subject_key k ON k.municipality = a.municipality AND k.subject = a.dossier
	WHERE a.municipality = $1 AND a.receipt_key = $2`

// Receipt reads what decides what the holder of a receipt code is told; the read is logged. Nothing
// personal is opened.
func (s *Store) Receipt(ctx context.Context, tx *pg.Tx, code string) (intake.Standing, error) {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return intake.Standing{}, err
	}
	var row standingRow
	err = tx.GetLogged(ctx, &row, "look up receipt", standingQuery, municipality(ctx), secrets.SearchKey(fieldReceipt, code))
	if err != nil {
		return intake.Standing{}, notFound(err, "receipt")
	}
	return intake.Standing{
		ApplicantKind: row.ApplicantKind, State: intake.State(row.State), Support: row.Support,
		StatusToReferrer: row.StatusToReferrer, Day: row.Day.Format(time.DateOnly), PromiseDay: dayOf(row.PromiseDay),
	}, nil
}

// ReceiptCode is the code of an application: the same each time.
func (s *Store) ReceiptCode(ctx context.Context, tx *pg.Tx, application string) (string, error) {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return "", err
	}
	return secrets.Receipt(application), nil
}
