package main

import (
	"strings"
	"testing"
	"time"

	"oco.example/oco/server/platform/pg"
)

func TestAReplayMakesAnewWhatTheCallMade(t *testing.T) {
	before := "018b2f60-0000-7000-8000-000000000001"
	r := recording{began: time.Now(), wanted: before}
	made := pg.NewID()
	r.ended = time.Now().Add(time.Millisecond)
	f := fresh{recording: r, ids: map[string]string{before: "asked for"}}

	first, again := f.value(made), f.value("{"+made+"}")
	if first == made || again != "{"+first.(string)+"}" {
		t.Errorf("%s became %v, and %v in an array: want one new identifier", made, first, again)
	}
	if got := f.value(before); got != "asked for" {
		t.Errorf("the identifier that was asked for became %v", got)
	}
	if other := "018b2f60-0000-7000-8000-000000000002"; f.value(other) != other {
		t.Error("an identifier from before the call changed")
	}
	hash := random(hashSize)
	if got, ok := f.value(hash).([]byte); !ok || len(got) != hashSize || string(got) == string(hash) {
		t.Error("a keyed hash stayed the same")
	}
	list := `{"\\x` + strings.Repeat("ab", hashSize) + `"}`
	if got, ok := f.value(list).(string); !ok || got == list || len(got) != len(list) {
		t.Errorf("a list of hashes became %v", f.value(list))
	}
	sealed := []byte("longer or shorter than a hash")
	if got, ok := f.value(sealed).([]byte); !ok || string(got) != string(sealed) {
		t.Error("what is sealed changed")
	}
	if got, ok := f.value(r.began).(time.Time); !ok || got.Equal(r.began) {
		t.Error("a moment of the call stayed the same")
	}
}
