package plans_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// statement is a statement as the server sent it, with the values of one call.
type statement struct {
	// role is who sent it; of is the call that it belongs to, without a method for the door's own.
	role string
	of   call.Call
	// while is the list that was asked for then, empty for other calls.
	while string
	text  string
	args  []any
}

// recorder keeps every statement of the server's pools: each text once, and once more for each list
// that was asked for, since a plan depends on the size of the page. The values are those it came
// with last.
type recorder struct {
	mu     sync.Mutex
	active bool
	while  string
	seen   map[string]statement
}

// transactionControl is all that has no plan.
var transactionControl = regexp.MustCompile(`^((RELEASE |ROLLBACK TO )?SAVEPOINT [a-z]+|BEGIN|COMMIT|ROLLBACK)$`)

func (r *recorder) watch(c *pg.Config) {
	role := c.Role
	c.Watch = func(ctx context.Context, text string, args []any) {
		if transactionControl.MatchString(text) {
			return
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		if r.active {
			s := statement{role: role, of: call.From(ctx), text: text, args: slices.Clone(args)}
			if s.of.Method != "" {
				s.while = r.while
			}
			r.seen[s.key()] = s
		}
	}
}

func (s statement) key() string {
	return strings.Join([]string{s.role, s.of.Method, s.while, s.text}, "\n")
}

func (s statement) String() string {
	return fmt.Sprintf("%s %s %s\n%s", s.role, s.of.Method, s.while, s.text)
}

func (r *recorder) on() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen == nil {
		r.seen = map[string]statement{}
	}
	r.active = true
}

func (r *recorder) off() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.active = false
}

// during says which list is asked for from now on.
func (r *recorder) during(list string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.while = list
}

func (r *recorder) statements() []statement {
	r.mu.Lock()
	defer r.mu.Unlock()
	list := make([]statement, 0, len(r.seen))
	for _, s := range r.seen {
		list = append(list, s)
	}
	slices.SortFunc(list, func(a, b statement) int { return strings.Compare(a.key(), b.key()) })
	return list
}

// coverEveryRPC fails for an RPC of which no statement was recorded beside those of the door: there
// is none that does without.
func (r *recorder) coverEveryRPC(t *testing.T) {
	t.Helper()
	recorded := map[string]bool{}
	for _, s := range r.statements() {
		if s.role != pg.DoorRole {
			recorded[s.of.Method] = true
		}
	}
	for _, method := range harness.Methods() {
		name := fmt.Sprintf("/%s/%s", method.Parent().FullName(), method.Name())
		if !recorded[name] {
			t.Errorf("no statement of %s was recorded", name)
		}
	}
}

func TestOnlyTransactionControlIsNotRecorded(t *testing.T) {
	r := &recorder{}
	config := pg.Config{Role: pg.AppRole}
	r.watch(&config)
	r.on()
	for _, text := range []string{"SAVEPOINT attempt", "RELEASE SAVEPOINT attempt", "ROLLBACK TO SAVEPOINT attempt", "COMMIT"} {
		config.Watch(t.Context(), text, nil)
	}
	if got := r.statements(); len(got) != 0 {
		t.Errorf("recorded %v", got)
	}
	for _, text := range []string{"SELECT 1", "  select 1", "/* first */ SELECT 1", "LOCK TABLE intake.dossier", "MERGE INTO intake.dossier", "SAVEPOINT a; SELECT 1"} {
		config.Watch(t.Context(), text, nil)
		if got := r.statements(); len(got) != 1 || got[0].text != text {
			t.Errorf("%s: recorded %v", text, got)
		}
		clear(r.seen)
	}
}
