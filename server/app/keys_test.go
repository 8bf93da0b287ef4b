package app_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"oco.example/oco/server/app"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/subject"
)

func TestAfterRewrapTheNewestKeyAloneOpensEverything(t *testing.T) {
	v := newVault(t)
	v.fill()
	old, before := v.ring(), v.sealedFiles()
	v.rotate()
	if _, err := v.retire(); err == nil || !strings.Contains(err.Error(), "still wrap 41 keys") {
		t.Errorf("keys that are needed were retired: %v", err)
	}

	result := v.rewrap()
	if want := []app.KeyCount{
		{Kind: "ACCOUNT", Keys: 6, Anew: 6}, {Kind: "DOSSIER", Keys: 6, Anew: 6}, {Kind: "GUEST", Keys: 6, Anew: 6}, {Kind: "IMPORT", Keys: 2, Anew: 2},
		{Kind: "REFERRER", Keys: 6, Anew: 6}, {Kind: "SECRET", Keys: 3, Anew: 3}, {Kind: "SIGNAL", Keys: 6, Anew: 6}, {Kind: "SUPPORTER", Keys: 6, Anew: 6},
	}; !slices.Equal(result.Counts, want) || result.Anew != 41 || result.Older != 0 || result.Damaged != 0 || result.Spare != 1 {
		t.Errorf("got %+v", result)
	}
	if found := v.beginWith(old.Newest()); len(found) > 0 {
		t.Errorf("under the older key: %v", found)
	}
	if !slices.EqualFunc(v.sealedFiles(), before, bytes.Equal) {
		t.Error("a ciphertext changed")
	}
	v.everythingOpens(v.ring())

	if retired, err := v.retire(); err != nil || retired != 1 {
		t.Fatalf("retired %d: %v", retired, err)
	}
	if newest := v.ring(); len(newest.Older()) != 0 || newest.Holds(old.Newest()) {
		t.Error("the older key is in the key file still")
	}
	v.everythingOpens(v.ring())
	if result := v.rewrap(); result.Anew != 0 || result.Older != 0 || result.Spare != 0 {
		t.Errorf("something was left: %+v", result)
	}
	if retired, err := v.retire(); err != nil || retired != 0 {
		t.Errorf("retired %d of no older keys: %v", retired, err)
	}
	if kept, err := crypto.LoadKeyring(v.path + ".retired"); err != nil || !kept.Holds(old.Newest()) || !kept.Holds(v.ring().Newest()) {
		t.Errorf("the file as it was is not kept: %v", err)
	}
}

// The words of the names of columns, and the search of every column for the mark of a key, both
// find a column that app does not know of.
func TestEveryColumnWithWrappedKeysIsRewrapped(t *testing.T) {
	v := newVault(t)
	v.fill()
	if found := v.beginWith(v.ring().Newest()); len(found) != 3 || found["platform.subject_key.wrapped"] != 36 ||
		found["platform.municipality_secret.wrapped"] != 3 || found["intake.import.file_key"] != 2 {
		t.Errorf("the key file wraps %v", found)
	}
	hashes := []string{"intake.application.receipt_key", "intake.referrer.pair_key", "survey.invitation.code_key"}
	rewrapped := []string{"intake.import.file_key", "platform.municipality_secret.wrapped", "platform.subject_key.wrapped"}
	ctx := pgtest.Context(t, "", call.RoleSystem)
	err := v.db.Owner.Read(ctx, func(tx *pg.Tx) error {
		var columns []string
		err := tx.Select(ctx, &columns, `SELECT table_schema || '.' || table_name || '.' || column_name FROM information_schema.columns
			WHERE data_type = 'bytea' AND column_name ~ '(wrapped|key)' ORDER BY 1`)
		for _, column := range columns {
			if !slices.Contains(rewrapped, column) && !slices.Contains(hashes, column) {
				t.Errorf("%s: does it hold keys that the key file wraps? Then RewrapKeys must know it", column)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestRewrapGoesOnWhereItWasBrokenOff(t *testing.T) {
	v := newVault(t)
	v.meet(subject.New(v.ring()), left, subject.Dossier, 1100)
	v.rotate()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	done := 0
	_, err := v.database(v.ring()).RewrapKeys(ctx, func(now, total int) {
		if total != 1100 {
			t.Errorf("%d keys of %d", now, total)
		}
		if done = now; now > 0 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || done != 500 {
		t.Fatalf("broken off after %d keys with %v", done, err)
	}
	if found := v.beginWith(v.ring().Newest()); found["platform.subject_key.wrapped"] != 500 {
		t.Errorf("done: %v", found)
	}
	if _, err := v.retire(); err == nil || !strings.Contains(err.Error(), "still wrap 600 keys") {
		t.Errorf("keys that are needed were retired: %v", err)
	}
	v.everythingOpens(v.ring())
	if result := v.rewrap(); result.Anew != 600 || result.Older != 0 {
		t.Errorf("the second run: %+v", result)
	}
	if _, err := v.retire(); err != nil {
		t.Fatal(err)
	}
	v.everythingOpens(v.ring())
}

// Servers open and make keys while two administrators run the command at once.
func TestServersGoOnDuringRewrap(t *testing.T) {
	v := newVault(t)
	v.meet(subject.New(v.ring()), stays, subject.Dossier, 1200)
	known := slices.Clone(v.people)
	v.rotate()
	server := subject.New(v.ring())
	var over atomic.Bool
	var work sync.WaitGroup
	work.Go(func() {
		ctx := pgtest.Context(t, stays, call.RoleCoordinator)
		for i := 0; !over.Load() || i < len(known); i++ {
			p := known[i%len(known)]
			if err := v.db.App.Read(ctx, func(tx *pg.Tx) error { return opens(ctx, tx, server, p) }); err != nil {
				t.Errorf("a key did not open meanwhile: %v", err)
				return
			}
		}
	})
	work.Go(func() {
		for i := 0; !over.Load() || i < 50; i++ {
			v.meet(server, stays, subject.Supporter, 1)
		}
	})
	var commands sync.WaitGroup
	var anew atomic.Int64
	for range 2 {
		commands.Go(func() {
			result, err := v.database(v.ring()).RewrapKeys(t.Context(), func(int, int) {})
			if err != nil || result.Older != 0 {
				t.Errorf("%+v, %v", result, err)
			}
			anew.Add(int64(result.Anew))
		})
	}
	commands.Wait()
	over.Store(true)
	work.Wait()
	if anew.Load() != 1200 {
		t.Errorf("%d keys were wrapped anew, each of 1200 must be once", anew.Load())
	}
	if _, err := v.retire(); err != nil {
		t.Fatal(err)
	}
	v.everythingOpens(v.ring())
}

// Between reading a batch and storing it one person is erased, and another gets a further key.
func TestRewrapLeavesAloneWhatChangedMeanwhile(t *testing.T) {
	var meanwhile func()
	v := newVault(t, pgtest.WithWatch(func(_ context.Context, statement string, _ []any) {
		if strings.HasPrefix(statement, "UPDATE platform.subject_key") && meanwhile != nil {
			then := meanwhile
			meanwhile = nil
			then()
		}
	}))
	v.meet(subject.New(v.ring()), stays, subject.Dossier, 3)
	v.rotate()
	erased, renewed := v.people[0].id, v.people[1].id
	meanwhile = func() {
		v.write(stays, func(ctx context.Context, tx *pg.Tx) error {
			if _, err := tx.Exec(ctx, `DELETE FROM platform.subject_key WHERE municipality = $1 AND subject = $2`, stays, erased); err != nil {
				return err
			}
			wrapped, _, err := v.ring().NextDataKey(stays, renewed, crypto.FirstVersion)
			if err != nil {
				return err
			}
			_, err = tx.Exec(ctx, `UPDATE platform.subject_key SET version = 2, wrapped = $3 WHERE municipality = $1 AND subject = $2`, stays, renewed, wrapped)
			return err
		})
	}
	if result := v.rewrap(); result.Anew != 1 || result.Older != 0 {
		t.Errorf("got %+v", result)
	}
	keys := subject.New(v.ring())
	v.write(stays, func(ctx context.Context, tx *pg.Tx) error {
		if _, err := keys.Get(ctx, tx, erased); !errors.Is(err, pg.ErrNoRows) {
			t.Errorf("an erased person has a key again (%v)", err)
		}
		if key, err := keys.Get(ctx, tx, renewed); err != nil || key.Version() != 2 {
			t.Errorf("a further key was overwritten: version %d, %v", key.Version(), err)
		}
		return nil
	})
}

func TestAKeyFileWithoutANeededKeyChangesNothing(t *testing.T) {
	v := newVault(t)
	v.fill()
	old := v.ring()
	other, err := crypto.CreateKeyring(filepath.Join(t.TempDir(), "keys.json"))
	if err != nil {
		t.Fatal(err)
	}
	_, rewrapErr := v.database(other).RewrapKeys(t.Context(), func(int, int) {})
	_, retireErr := v.database(other).RetireKeys(t.Context(), v.path, v.path+".retired")
	for _, err := range []error{rewrapErr, retireErr} {
		if err == nil || !strings.Contains(err.Error(), "--key-file") || !strings.Contains(err.Error(), "41 keys in the database, of the platform itself and in 2 municipalities") {
			t.Errorf("got %v", err)
		}
		for _, p := range v.people {
			if strings.Contains(fmt.Sprint(err), p.id) {
				t.Errorf("the error names a person: %v", err)
			}
		}
	}
	if found := v.beginWith(other.Newest()); len(found) > 0 {
		t.Errorf("changed: %v", found)
	}
	if v.ring().Newest() != old.Newest() {
		t.Error("the key file changed")
	}
	v.everythingOpens(v.ring())
}

// A key that was altered opens nowhere any more. It neither stops the others nor counts as done.
func TestADamagedKeyStopsNoOther(t *testing.T) {
	v := newVault(t)
	v.meet(subject.New(v.ring()), stays, subject.Dossier, 3)
	damaged := v.people[1].id
	v.write(stays, func(ctx context.Context, tx *pg.Tx) error {
		_, err := tx.Exec(ctx, `UPDATE platform.subject_key SET wrapped = set_byte(wrapped, 20, get_byte(wrapped, 20) # 1) WHERE municipality = $1 AND subject = $2`, stays, damaged)
		return err
	})
	v.rotate()
	if result := v.rewrap(); result.Anew != 2 || result.Damaged != 1 || result.Older != 1 {
		t.Errorf("got %+v", result)
	}
	if _, err := v.retire(); err == nil || !strings.Contains(err.Error(), "1 key in the database") {
		t.Errorf("got %v", err)
	}
}

func TestAKeptKeyFileIsNeverReplaced(t *testing.T) {
	v := newVault(t)
	v.rotate()
	if err := os.WriteFile(v.path+".retired", []byte("an earlier one"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := v.retire(); !errors.Is(err, os.ErrExist) {
		t.Errorf("got %v", err)
	}
	if kept, err := os.ReadFile(v.path + ".retired"); err != nil || string(kept) != "an earlier one" {
		t.Errorf("the earlier file was replaced (%v)", err)
	}
	if len(v.ring().Older()) != 1 {
		t.Error("the older key went, and no copy of it is kept")
	}
}
