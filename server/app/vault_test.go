package app_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"oco.example/oco/server/admin"
	adminstore "oco.example/oco/server/admin/store"
	"oco.example/oco/server/app"
	"oco.example/oco/server/intake"
	intakestore "oco.example/oco/server/intake/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

// vault is a database with keys of two municipalities, one of which left, and of the platform. It
// remembers what each key sealed.
type vault struct {
	*testing.T
	db     *pgtest.Database
	path   string // of the key file
	people []person
	hashes map[string][]byte
	files  []string // ids of imports in gm0867
}

// person is a subject with a text that its key sealed.
type person struct {
	municipality, id string
	ciphertext       []byte
}

const (
	stays, left = "gm0867", "gm0855"
	fileText    = "naam;telefoon\nJan Zonnebloem;013 555 01 23\n"
)

func newVault(t *testing.T, options ...pgtest.Option) *vault {
	v := &vault{T: t, db: pgtest.New(t, options...), path: filepath.Join(t.TempDir(), "keys.json"), hashes: map[string][]byte{}}
	if _, err := crypto.CreateKeyring(v.path); err != nil {
		t.Fatal(err)
	}
	for _, m := range []admin.Municipality{{Code: stays, Name: "Waalwijk", Active: true}, {Code: left, Name: "Tilburg"}} {
		v.write("", func(ctx context.Context, tx *pg.Tx) error {
			_, err := adminstore.New(subject.New(v.ring())).InsertMunicipality(ctx, tx, m)
			return err
		})
	}
	return v
}

// fill stores keys of every kind, in every municipality.
func (v *vault) fill() {
	v.Helper()
	keys := subject.New(v.ring())
	for _, municipality := range []string{"", stays, left} {
		for _, kind := range []subject.Kind{subject.Account, subject.Dossier, subject.Referrer, subject.Supporter, subject.Guest, subject.Signal} {
			v.meet(keys, municipality, kind, 2)
		}
		v.write(municipality, func(ctx context.Context, tx *pg.Tx) error {
			secrets, err := keys.Secrets(ctx, tx)
			if err != nil {
				return err
			}
			v.hashes[municipality] = secrets.SearchKey("name", "zonnebloem")
			if municipality == "" {
				return nil
			}
			id := pg.NewID()
			v.files = append(v.files, municipality+" "+id)
			return intakestore.New(keys).InsertImport(ctx, tx, intake.Import{
				ID: id, Kind: "APPLICATIONS", FileName: sealed.Of("lijst.csv"), State: intake.ImportRunning, Language: "nl",
			}, []byte(fileText))
		})
	}
}

// meet stores the keys of n people.
func (v *vault) meet(keys *subject.Keys, municipality string, kind subject.Kind, n int) {
	v.Helper()
	var met []person
	v.write(municipality, func(ctx context.Context, tx *pg.Tx) error {
		met = nil
		for range n {
			id := pg.NewID()
			key, err := keys.Make(ctx, tx, id, kind)
			if err != nil {
				return err
			}
			ciphertext, err := key.Seal("test.person", "name", sealed.Of("Zonnebloem "+id))
			if err != nil {
				return err
			}
			met = append(met, person{municipality: municipality, id: id, ciphertext: ciphertext})
		}
		return nil
	})
	v.people = append(v.people, met...)
}

func (v *vault) ring() *crypto.Keyring {
	v.Helper()
	ring, err := crypto.LoadKeyring(v.path)
	if err != nil {
		v.Fatal(err)
	}
	return ring
}

func (v *vault) rotate() {
	v.Helper()
	if _, err := crypto.RotateKeyring(v.path); err != nil {
		v.Fatal(err)
	}
}

// database is the database as a command with the key file opens it.
func (v *vault) database(ring *crypto.Keyring) *app.Database {
	return &app.Database{App: v.db.App, Door: v.db.Door, Worker: v.db.Worker, Report: v.db.Report, Keyring: ring, Keys: subject.New(ring)}
}

func (v *vault) rewrap() app.Rewrapped {
	v.Helper()
	result, err := v.database(v.ring()).RewrapKeys(v.Context(), func(int, int) {})
	if err != nil {
		v.Fatal(err)
	}
	return result
}

func (v *vault) retire() (int, error) {
	return v.database(v.ring()).RetireKeys(v.Context(), v.path, v.path+".retired")
}

func (v *vault) write(municipality string, fn func(ctx context.Context, tx *pg.Tx) error) {
	v.Helper()
	ctx := pgtest.Context(v.T, municipality, call.RoleCoordinator)
	if err := v.db.App.Write(ctx, func(tx *pg.Tx) error { return fn(ctx, tx) }); err != nil {
		v.Fatal(err)
	}
}

// everythingOpens reads all texts, hashes and files with a keyring.
func (v *vault) everythingOpens(ring *crypto.Keyring) {
	v.Helper()
	keys := subject.New(ring)
	for _, p := range v.people {
		v.write(p.municipality, func(ctx context.Context, tx *pg.Tx) error { return opens(ctx, tx, keys, p) })
	}
	for municipality, hash := range v.hashes {
		v.write(municipality, func(ctx context.Context, tx *pg.Tx) error {
			secrets, err := keys.Secrets(ctx, tx)
			if err == nil && !bytes.Equal(secrets.SearchKey("name", "zonnebloem"), hash) {
				v.Errorf("%s: people are not found any more under the search keys of before", municipality)
			}
			return err
		})
	}
	for _, file := range v.files {
		municipality, id, _ := strings.Cut(file, " ")
		v.write(municipality, func(ctx context.Context, tx *pg.Tx) error {
			content, err := intakestore.New(keys).ImportFile(ctx, tx, id)
			if err == nil && string(content) != fileText {
				v.Error("another file came out than went in")
			}
			return err
		})
	}
}

func opens(ctx context.Context, tx *pg.Tx, keys *subject.Keys, p person) error {
	key, err := keys.Get(ctx, tx, p.id)
	if err != nil {
		return err
	}
	text, err := key.Open("test.person", "name", p.ciphertext)
	if err == nil && text.Reveal() != "Zonnebloem "+p.id {
		err = errors.New("another text came out than went in")
	}
	return err
}

// beginWith counts the values in the database that begin with a mark, by column.
func (v *vault) beginWith(mark crypto.Mark) map[string]int {
	v.Helper()
	ctx := pgtest.Context(v.T, "", call.RoleSystem)
	found := map[string]int{}
	err := v.db.Open(v.T, "postgres").Read(ctx, func(tx *pg.Tx) error {
		var columns []string
		if err := tx.Select(ctx, &columns, `SELECT format('%I.%I %I', n.nspname, c.relname, a.attname) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
			JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND a.atttypid = 'bytea'::regtype`); err != nil {
			return err
		}
		for _, column := range columns {
			table, name, _ := strings.Cut(column, " ")
			var rows int
			if err := tx.Get(ctx, &rows, `SELECT count(*) FROM `+table+` WHERE substring(`+name+` FROM 1 FOR 5) = $1`, []byte(mark)); err != nil {
				return err
			}
			if rows > 0 {
				found[table+"."+name] = rows
			}
		}
		return nil
	})
	if err != nil {
		v.Fatal(err)
	}
	return found
}

// sealedFiles are the ciphertexts of the imports.
func (v *vault) sealedFiles() (files [][]byte) {
	v.Helper()
	ctx := pgtest.Context(v.T, "", call.RoleSystem)
	err := v.db.Open(v.T, "postgres").Read(ctx, func(tx *pg.Tx) error {
		return tx.Select(ctx, &files, `SELECT file || file_name FROM intake.import ORDER BY id`)
	})
	if err != nil {
		v.Fatal(err)
	}
	return files
}
