package main

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"oco.example/oco/server/platform/pg"
)

// planned is what a value of a recorded call becomes in one replay, and in the next.
func planned(r recording, asked string, recorded ...any) (one, next []any) {
	r.statements = []sent{{text: "SELECT", args: recorded}}
	p := r.plan()
	return p.steps[0].values(p.fresh(asked)), p.steps[0].values(p.fresh(asked))
}

func TestAPlanMakesAnewWhatTheCallMade(t *testing.T) {
	before := "018b2f60-0000-7000-8000-000000000001"
	r := recording{began: time.Now(), wanted: before}
	made, also := pg.NewID(), pg.NewID()
	r.ended = time.Now().Add(time.Millisecond)

	one, next := planned(r, "asked for", made, "{"+also+","+made+"}", before)
	first, text := one[0].(string), one[1].(string)
	if first == made || text != "{"+strings.Split(text[1:], ",")[0]+","+first+"}" || strings.Contains(text, also) || first == next[0] {
		t.Errorf("%s became %v, then %v, and %v in an array: want one new identifier each time", made, first, next[0], text)
	}
	if _, err := uuid.Parse(first); err != nil {
		t.Errorf("%s is no identifier: %v", first, err)
	}
	if one[2] != "asked for" {
		t.Errorf("the identifier that was asked for became %v", one[2])
	}
	other, sealed := "018b2f60-0000-7000-8000-000000000002", []byte("longer or shorter than a hash")
	if one, _ := planned(r, "", other, sealed, 7); one[0] != other || string(one[1].([]byte)) != string(sealed) || one[2] != 7 {
		t.Errorf("what the call did not make became %v", one)
	}
	hash, list := newHash(), `{"\\x`+strings.Repeat("ab", hashSize)+`"}`
	one, next = planned(r, "", hash, list)
	if got := one[0].([]byte); len(got) != hashSize || slices.Equal(got, hash) || slices.Equal(got, next[0].([]byte)) {
		t.Error("a keyed hash stayed the same")
	}
	if got := one[1].(string); got == list || got == next[1] || len(got) != len(list) || !strings.HasPrefix(got, `{"\\x`) {
		t.Errorf("a list of hashes became %v", got)
	}
	if one, _ := planned(r, "", r.began); one[0].(time.Time).Equal(r.began) {
		t.Error("a moment of the call stayed the same")
	}
}

func TestAnIdentifierIsNeverMadeTwice(t *testing.T) {
	now, seen := time.Now(), map[string]bool{}
	for range 10_000 {
		id := newID(now)
		parsed, err := uuid.Parse(id)
		if err != nil || parsed.Version() != 7 || seen[id] {
			t.Fatalf("%s: %v, version %d, again %t", id, err, parsed.Version(), seen[id])
		}
		seen[id] = true
	}
}

func TestAStatementCanBeLeftOut(t *testing.T) {
	r := recording{statements: []sent{{text: "INSERT INTO a"}, {text: "INSERT INTO b"}}}
	if left := r.without("INTO b"); len(left.statements) != 1 || left.statements[0].text != "INSERT INTO a" || len(r.statements) != 2 {
		t.Errorf("left %v of %v", left.statements, r.statements)
	}
}
