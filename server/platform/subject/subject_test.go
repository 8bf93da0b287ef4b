package subject_test

import (
	"bytes"
	"errors"
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

func TestAKeyComesBackInItsOwnMunicipalityOnly(t *testing.T) {
	d := pgtest.New(t)
	keys, ctx, id := subject.New(d.Keys), pgtest.Context(t, "gm0867", call.RoleCoordinator), pg.NewID()
	var ciphertext []byte
	var logID string
	err := d.App.Write(ctx, func(tx *pg.Tx) error {
		key, err := keys.Make(ctx, tx, id, subject.Dossier)
		if err != nil {
			return err
		}
		logID = key.LogID
		ciphertext, err = key.Seal("test.person", "name", sealed.Of("Zonnebloem"))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	err = d.App.Read(ctx, func(tx *pg.Tx) error {
		key, err := keys.Get(ctx, tx, id)
		if err != nil {
			return err
		}
		if key.LogID != logID || key.LogID == id {
			t.Errorf("pseudonym: got %s, made %s for %s", key.LogID, logID, id)
		}
		text, err := key.Open("test.person", "name", ciphertext)
		if text.Reveal() != "Zonnebloem" {
			t.Error("the text did not come back")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	neighbour := pgtest.Context(t, "gm0855", call.RoleCoordinator)
	err = d.App.Read(neighbour, func(tx *pg.Tx) error { _, err := keys.Get(neighbour, tx, id); return err })
	if !errors.Is(err, pg.ErrNoRows) {
		t.Errorf("the neighbouring municipality got %v", err)
	}
}

func TestADestroyedKeyIsGone(t *testing.T) {
	d := pgtest.New(t)
	keys, ctx, id := subject.New(d.Keys), pgtest.Context(t, "gm0867", call.RoleCoordinator), pg.NewID()
	err := d.App.Write(ctx, func(tx *pg.Tx) error {
		if _, err := keys.Make(ctx, tx, id, subject.Supporter); err != nil {
			return err
		}
		// One of another kind with the same id is somebody else.
		if gone, err := subject.Destroy(ctx, tx, subject.Dossier, []string{id}); err != nil || len(gone) != 0 {
			t.Errorf("got %v, %v", gone, err)
		}
		if gone, err := subject.Destroy(ctx, tx, subject.Supporter, []string{id, pg.NewID()}); err != nil || gone["keys"] != 1 {
			t.Errorf("got %v, %v", gone, err)
		}
		_, err := keys.Get(ctx, tx, id)
		return err
	})
	if !errors.Is(err, pg.ErrNoRows) {
		t.Errorf("got %v", err)
	}
}

// A municipality has one secret, whoever is first; one that a transaction made and undid is not
// kept in memory.
func TestASecretThatWasUndoneIsNotRemembered(t *testing.T) {
	d := pgtest.New(t)
	keys, ctx := subject.New(d.Keys), pgtest.Context(t, "gm0867", call.RoleCoordinator)
	hash := func(keys *subject.Keys, fail error) (found []byte) {
		err := d.App.Write(ctx, func(tx *pg.Tx) error {
			for range 2 { // the second look is at a row that this transaction made
				secrets, err := keys.Secrets(ctx, tx)
				if err != nil {
					return err
				}
				found = secrets.SearchKey("name", "zonnebloem")
			}
			return fail
		})
		if !errors.Is(err, fail) {
			t.Fatal(err)
		}
		return found
	}
	undone := hash(keys, errors.New("undone"))
	kept := hash(keys, nil)
	if bytes.Equal(undone, kept) {
		t.Error("a secret that was undone is still used")
	}
	if again := hash(keys, nil); !bytes.Equal(again, kept) {
		t.Error("the secret changed")
	}
	if elsewhere := hash(subject.New(d.Keys), nil); !bytes.Equal(elsewhere, kept) {
		t.Error("another server has another secret")
	}
}
