package main

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"reflect"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"

	"oco.example/oco/server/platform/pg"
)

// plan is a recording made ready to be sent again and again. What each call must make anew is found
// before the first one: a bare handler searches no text and asks for no strong randomness, which
// would cost it what the platform is measured against.
type plan struct {
	steps []step
	// ids is how many identifiers a call makes.
	ids int
}

// step is one statement, with the values that it is sent with.
type step struct {
	text string
	args []value
	// rows is where what it reads goes to, nil when it reads nothing.
	rows reflect.Type
}

// value is an argument of a statement in one call.
type value func(f *fresh) any

// fresh is what one call makes.
type fresh struct {
	// asked takes the place of the identifier that the recorded call asked for.
	asked string
	ids   []string
	now   time.Time
}

func (p plan) fresh(asked string) *fresh {
	f := &fresh{asked: asked, ids: make([]string, p.ids), now: time.Now().UTC().Truncate(time.Microsecond)}
	for i := range f.ids {
		f.ids[i] = newID(f.now)
	}
	return f
}

func (s step) values(f *fresh) []any {
	list := make([]any, len(s.args))
	for i, write := range s.args {
		list[i] = write(f)
	}
	return list
}

// send sends the statements in a transaction. What is asked for is the id that takes the place of the
// recorded one. The rows are taken in, as every handler on this pool takes them in.
func (p plan) send(ctx context.Context, tx *pg.Tx, asked string) error {
	f := p.fresh(asked)
	for _, s := range p.steps {
		var err error
		if s.rows != nil {
			err = tx.Select(ctx, reflect.New(s.rows).Interface(), s.text, s.values(f)...)
		} else {
			_, err = tx.Exec(ctx, s.text, s.values(f)...)
		}
		if err != nil {
			return fmt.Errorf("send a recorded statement again: %w\n%s", err, s.text)
		}
	}
	return nil
}

// plan finds what of a recording each call makes anew: every identifier, moment and keyed hash that
// the call made.
func (r recording) plan() plan {
	w := planning{recording: r, places: map[string]int{}}
	p := plan{}
	for _, s := range r.statements {
		next := step{text: s.text, rows: s.rows}
		for _, arg := range s.args {
			next.args = append(next.args, w.value(arg))
		}
		p.steps = append(p.steps, next)
	}
	p.ids = len(w.places)
	return p
}

// planning is the making of a plan; places are those of the identifiers among the new ones.
type planning struct {
	recording
	places map[string]int
}

// anew finds identifiers, and hashes in the text of an array.
var anew = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|\\\\x[0-9a-f]{64}`)

const (
	hashSize   = 32
	hashPrefix = `\\x`
)

func (w planning) value(recorded any) value {
	switch v := recorded.(type) {
	case string:
		return w.text(v)
	case []byte:
		if len(v) == hashSize {
			return func(*fresh) any { return newHash() }
		}
	case time.Time:
		if w.during(v) {
			return func(f *fresh) any { return f.now }
		}
	}
	return func(*fresh) any { return recorded }
}

// text is a text in which identifiers and hashes are replaced.
func (w planning) text(recorded string) value {
	var parts []func(f *fresh) string
	rest := 0
	for _, found := range anew.FindAllStringIndex(recorded, -1) {
		if part := w.part(recorded[found[0]:found[1]]); part != nil {
			literal := recorded[rest:found[0]]
			parts = append(parts, func(*fresh) string { return literal }, part)
			rest = found[1]
		}
	}
	last := recorded[rest:]
	if len(parts) == 0 {
		return func(*fresh) any { return last }
	}
	return func(f *fresh) any {
		var b strings.Builder
		for _, part := range parts {
			b.WriteString(part(f))
		}
		b.WriteString(last)
		return b.String()
	}
}

// part is what takes the place of an identifier or a hash; nil leaves it, for the call did not make it.
func (w planning) part(recorded string) func(f *fresh) string {
	if strings.HasPrefix(recorded, hashPrefix) {
		return func(*fresh) string { return hashPrefix + hex.EncodeToString(newHash()) }
	}
	if recorded == w.wanted {
		return func(f *fresh) string { return f.asked }
	}
	parsed, err := uuid.Parse(recorded)
	if err != nil {
		return nil
	}
	seconds, nanoseconds := parsed.Time().UnixTime()
	if !w.during(time.Unix(seconds, nanoseconds)) {
		return nil
	}
	at, known := w.places[recorded]
	if !known {
		at = len(w.places)
		w.places[recorded] = at
	}
	return func(f *fresh) string { return f.ids[at] }
}

// during reports whether a moment lies within the recorded call; identifiers know milliseconds.
func (w planning) during(moment time.Time) bool {
	return !moment.Before(w.began.Truncate(time.Millisecond)) && !moment.After(w.ended)
}

// newID is an identifier of the kind that pg.NewID makes, unique by a count and not by chance.
func newID(now time.Time) string {
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], uint64(now.UnixMilli())<<16|0x7000)
	binary.BigEndian.PutUint64(id[8:], uint64(counter.Add(1))|1<<63)
	return id.String()
}

// newHash is as long as a keyed hash, and as good as never the same.
func newHash() []byte {
	hash := make([]byte, hashSize)
	for at := 0; at < hashSize; at += 8 {
		binary.LittleEndian.PutUint64(hash[at:], rand.Uint64())
	}
	return hash
}
