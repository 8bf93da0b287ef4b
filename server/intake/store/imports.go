package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

const tableImport = "intake.import"

// InsertImport stores a new import with its file, sealed under a key of its own.
func (s *Store) InsertImport(ctx context.Context, tx *pg.Tx, i intake.Import, file []byte) error {
	wrapped, key, err := s.keys.Ring().NewDataKey(municipality(ctx), i.ID)
	if err != nil {
		return err
	}
	v := vault{key: subject.Key{DataKey: key}, table: tableImport}
	name, content := v.seal("file_name", i.FileName), v.seal("file", sealed.Of(string(file)))
	mapping, err := json.Marshal(i.Mapping)
	if err := errors.Join(v.err, err); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO intake.import (municipality, id, kind, file_name, file, file_key, state, dry_run, mapping,
		account, language, create_time, update_time, sheet) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)`,
		municipality(ctx), i.ID, i.Kind, name, content, wrapped, i.State, i.DryRun, string(mapping), pg.Null(i.Account), i.Language, tx.Now(), i.Sheet)
	if err != nil {
		return fmt.Errorf("store an import: %w", err)
	}
	return nil
}

type importRow struct {
	ID         string         `db:"id"`
	Kind       string         `db:"kind"`
	FileName   []byte         `db:"file_name"`
	FileKey    []byte         `db:"file_key"`
	State      string         `db:"state"`
	DryRun     bool           `db:"dry_run"`
	Mapping    []byte         `db:"mapping"`
	Columns    []byte         `db:"columns"`
	Report     []byte         `db:"report"`
	Sheet      string         `db:"sheet"`
	Rows       int            `db:"rows"`
	RowsDone   int            `db:"rows_done"`
	Imported   int            `db:"imported"`
	ToComplete int            `db:"to_complete"`
	Duplicate  int            `db:"duplicate"`
	Refused    int            `db:"refused"`
	Skipped    int            `db:"skipped"`
	Failure    string         `db:"failure"`
	Account    sql.NullString `db:"account"`
	Language   string         `db:"language"`
	Created    time.Time      `db:"create_time"`
	Updated    time.Time      `db:"update_time"`
}

const importQuery = `SELECT id, kind, file_name, file_key, state, dry_run, mapping, columns, report, sheet, rows, rows_done, imported, to_complete,
	duplicate, refused, skipped, failure, account, language, create_time, update_time FROM intake.import WHERE municipality = $1`

// Import reads how far an import is.
func (s *Store) Import(ctx context.Context, tx *pg.Tx, id string) (intake.Import, error) {
	return s.oneImport(ctx, tx, importQuery+` AND id = $2`, id)
}

// LockImport takes an import that still runs to work on; ok is false when another replica has it.
func (s *Store) LockImport(ctx context.Context, tx *pg.Tx, id string) (i intake.Import, ok bool, err error) {
	var row importRow
	err = tx.Get(ctx, &row, importQuery+` AND id = $2 AND state = 'RUNNING' FOR UPDATE SKIP LOCKED`, municipality(ctx), id)
	if errors.Is(err, pg.ErrNoRows) {
		return intake.Import{}, false, nil
	}
	if err != nil {
		return intake.Import{}, false, fmt.Errorf("lock an import: %w", err)
	}
	i, err = s.imported(ctx, row)
	return i, err == nil, err
}

func (s *Store) oneImport(ctx context.Context, tx *pg.Tx, query, id string) (intake.Import, error) {
	var row importRow
	if err := tx.Get(ctx, &row, query, municipality(ctx), id); err != nil {
		return intake.Import{}, notFound(err, "import")
	}
	return s.imported(ctx, row)
}

// Imports reads a page of imports, the newest first.
func (s *Store) Imports(ctx context.Context, tx *pg.Tx, after []string, limit int) ([]intake.Import, error) {
	q := &pg.Conditions{Args: []any{municipality(ctx)}}
	text := importQuery
	if len(after) == 1 {
		text += ` AND id < ` + q.Arg(after[0]) + `::uuid`
	}
	var rows []importRow
	if err := tx.Select(ctx, &rows, text+` ORDER BY id DESC LIMIT `+q.Arg(limit), q.Args...); err != nil {
		return nil, fmt.Errorf("list imports: %w", err)
	}
	list := make([]intake.Import, 0, len(rows))
	for _, row := range rows {
		i, err := s.imported(ctx, row)
		if err != nil {
			return nil, err
		}
		list = append(list, i)
	}
	return list, nil
}

// RunningImports are the ids of the imports that still run, the oldest first.
func (s *Store) RunningImports(ctx context.Context, tx *pg.Tx) ([]string, error) {
	var ids []string
	err := tx.Select(ctx, &ids, `SELECT id FROM intake.import WHERE municipality = $1 AND state = 'RUNNING' ORDER BY id`, municipality(ctx))
	if err != nil {
		return nil, fmt.Errorf("find imports: %w", err)
	}
	return ids, nil
}

func (s *Store) imported(ctx context.Context, row importRow) (intake.Import, error) {
	i := intake.Import{
		ID: row.ID, Kind: row.Kind, State: row.State, DryRun: row.DryRun, Sheet: row.Sheet, Rows: row.Rows, RowsDone: row.RowsDone,
		Tally:   intake.Tally{Imported: row.Imported, ToComplete: row.ToComplete, Duplicate: row.Duplicate, Refused: row.Refused, Skipped: row.Skipped},
		Failure: row.Failure, Account: row.Account.String, Language: row.Language, Created: row.Created, Updated: row.Updated,
	}
	err := errors.Join(json.Unmarshal(row.Mapping, &i.Mapping), json.Unmarshal(row.Columns, &i.Columns), json.Unmarshal(row.Report, &i.Report))
	if err != nil {
		return intake.Import{}, fmt.Errorf("read the columns of an import: %w", err)
	}
	if len(row.FileKey) == 0 {
		return i, nil
	}
	key, err := s.fileKey(ctx, row.ID, row.FileKey)
	if err != nil {
		return intake.Import{}, err
	}
	v := vault{key: key, table: tableImport}
	i.FileName = v.open("file_name", row.FileName)
	return i, v.err
}

func (s *Store) fileKey(ctx context.Context, id string, wrapped []byte) (subject.Key, error) {
	key, err := s.keys.Ring().OpenDataKey(municipality(ctx), id, crypto.FirstVersion, wrapped)
	if err != nil {
		return subject.Key{}, fmt.Errorf("open the key of an import: %w", err)
	}
	return subject.Key{DataKey: key}, nil
}

// ImportFile reads the file of an import that still runs.
func (s *Store) ImportFile(ctx context.Context, tx *pg.Tx, id string) ([]byte, error) {
	var row struct {
		File []byte `db:"file"`
		Key  []byte `db:"file_key"`
	}
	err := tx.Get(ctx, &row, `SELECT file, file_key FROM intake.import WHERE municipality = $1 AND id = $2 AND state = 'RUNNING'`, municipality(ctx), id)
	if err != nil {
		return nil, notFound(err, "import")
	}
	key, err := s.fileKey(ctx, id, row.Key)
	if err != nil {
		return nil, err
	}
	v := vault{key: key, table: tableImport}
	file := v.open("file", row.File)
	return []byte(file.Reveal()), v.err
}

// SaveImport stores how far an import is. One that does not run any more loses its file and the
// key of it: nothing of what was not taken in can be read again.
func (s *Store) SaveImport(ctx context.Context, tx *pg.Tx, i intake.Import) error {
	columns, err := json.Marshal(i.Columns)
	report, wrong := json.Marshal(i.Report)
	if err := errors.Join(err, wrong); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `UPDATE intake.import SET state = $3, columns = $4, rows = $5, rows_done = $6, imported = $7, to_complete = $8,
		duplicate = $9, refused = $10, skipped = $11, failure = $12, update_time = $13, report = $14, sheet = $15,
		file = CASE WHEN $3 = 'RUNNING' THEN file END, file_name = CASE WHEN $3 = 'RUNNING' THEN file_name END,
		file_key = CASE WHEN $3 = 'RUNNING' THEN file_key END
		WHERE municipality = $1 AND id = $2`, municipality(ctx), i.ID, i.State, string(columns), i.Rows, i.RowsDone, i.Imported,
		i.ToComplete, i.Duplicate, i.Refused, i.Skipped, i.Failure, tx.Now(), string(report), i.Sheet)
	if err != nil {
		return fmt.Errorf("save an import: %w", err)
	}
	return nil
}

// InsertImportRow stores the result of a row.
func (s *Store) InsertImportRow(ctx context.Context, tx *pg.Tx, id string, row intake.ImportRow) error {
	remarks, err := json.Marshal(row.Remarks)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO intake.import_row (municipality, import, line, row_number, result, to_complete, remarks, resource,
		duplicate_of_line) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`, municipality(ctx), id, row.Line, row.Number, row.Result,
		row.ToComplete, string(remarks), pg.Null(row.Resource), row.DuplicateOfLine)
	if err != nil {
		return fmt.Errorf("store the result of a row: %w", err)
	}
	return nil
}

// ImportRows reads a page of results in the order of the file, with these results or with all.
func (s *Store) ImportRows(ctx context.Context, tx *pg.Tx, id string, results, after []string, limit int) ([]intake.ImportRow, error) {
	q := &pg.Conditions{Args: []any{municipality(ctx), id}}
	text := `SELECT line, row_number, result, to_complete, remarks, resource, duplicate_of_line FROM intake.import_row
		WHERE municipality = $1 AND import = $2`
	if len(results) > 0 {
		text += ` AND result = ANY (` + q.Arg(pg.Array(results)) + `)`
	}
	if len(after) == 1 {
		text += ` AND line > ` + q.Arg(after[0]) + `::integer`
	}
	var rows []struct {
		Line       int            `db:"line"`
		Number     string         `db:"row_number"`
		Result     string         `db:"result"`
		ToComplete bool           `db:"to_complete"`
		Remarks    []byte         `db:"remarks"`
		Resource   sql.NullString `db:"resource"`
		Duplicate  int            `db:"duplicate_of_line"`
	}
	if err := tx.Select(ctx, &rows, text+` ORDER BY line LIMIT `+q.Arg(limit), q.Args...); err != nil {
		return nil, fmt.Errorf("list the rows of an import: %w", err)
	}
	list := make([]intake.ImportRow, 0, len(rows))
	for _, row := range rows {
		r := intake.ImportRow{
			Line: row.Line, Number: row.Number, Result: row.Result, ToComplete: row.ToComplete, Resource: row.Resource.String,
			DuplicateOfLine: row.Duplicate,
		}
		if err := json.Unmarshal(row.Remarks, &r.Remarks); err != nil {
			return nil, fmt.Errorf("read the remarks of a row: %w", err)
		}
		list = append(list, r)
	}
	return list, nil
}

// KnownRow finds the application that an earlier row with the same key became.
func (s *Store) KnownRow(ctx context.Context, tx *pg.Tx, rowKey sealed.Text) (application string, ok bool, err error) {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return "", false, err
	}
	err = tx.Get(ctx, &application, `SELECT application FROM intake.import_key WHERE municipality = $1 AND hash = $2`,
		municipality(ctx), secrets.SearchKey(fieldImport, rowKey.Reveal()))
	if errors.Is(err, pg.ErrNoRows) {
		return "", false, nil
	}
	if err != nil {
		return "", false, fmt.Errorf("look up a row: %w", err)
	}
	return application, true, nil
}

// RememberRow keeps the key under which a row is known again.
func (s *Store) RememberRow(ctx context.Context, tx *pg.Tx, rowKey sealed.Text, application string) error {
	secrets, err := s.keys.Secrets(ctx, tx)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO intake.import_key (municipality, hash, application) VALUES ($1, $2, $3)`,
		municipality(ctx), secrets.SearchKey(fieldImport, rowKey.Reveal()), application)
	if err != nil {
		return fmt.Errorf("remember a row: %w", err)
	}
	return nil
}

// fieldImport is the field of the keyed hash of a row: person and day.
const fieldImport = "import_row"
