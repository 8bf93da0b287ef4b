package matrix_test

import (
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"

	"oco.example/oco/server/itest/harness"
)

// TestEveryRPCAsEveryRole is the access matrix. Refusals come first: then the one who may call
// succeeds with the very same request, so that what was refused did exist and was not touched.
func TestEveryRPCAsEveryRole(t *testing.T) {
	w := newWorld(t)
	cells := 0
	for _, r := range readExpected(t) {
		fresh := requests[r.rpc]
		if fresh == nil {
			t.Errorf("%s: no request is known", r.rpc)
			continue
		}
		t.Run(r.rpc, func(t *testing.T) {
			m := &cell{world: w, t: t, row: r, fresh: fresh, shared: fresh(w, harness.Coordinator)}
			m.withoutToken()
			m.refusals()
			m.neighbours()
			m.allowed()
			cells += m.cells
		})
	}
	t.Logf("%d cells", cells)
}

// cell is the checks of one RPC.
type cell struct {
	*world
	t     *testing.T
	row   row
	fresh func(w *world, p harness.Persona) object
	cells int
	// shared is the request of all who are refused. A public RPC refuses nobody: each gets its own.
	shared object
	// used says that somebody succeeded with it.
	used bool
}

// request is one for somebody who may do no harm with it.
func (c *cell) request() object {
	if c.row.public {
		return c.fresh(c.world, harness.Coordinator)
	}
	return c.shared
}

// as makes the call of a cell.
func (c *cell) as(token string, request object) harness.Answer {
	c.t.Helper()
	c.cells++
	prepared := c.prepared(token, c.row.rpc, request)
	if c.row.rpc == "WatchEvents" {
		prepared.Messages = 1
	}
	return c.system.Make(c.t, harness.GRPC, prepared)
}

func (c *cell) want(who string, want codes.Code, a harness.Answer) {
	c.t.Helper()
	if a.Code != want {
		c.t.Errorf("as %s: want %s, got %s %s %v", who, want, a.Code, a.Raw, a.Fields)
	}
}

// withoutToken: no token is refused where the RPC is not public; a bad one is refused everywhere.
func (c *cell) withoutToken() {
	c.t.Helper()
	nobody := codes.Unauthenticated
	if c.row.public {
		nobody = codes.OK
	}
	c.want("nobody", nobody, c.as("", c.request()))
	c.want("expired", codes.Unauthenticated, c.as(c.home.Expired(c.t, harness.Coordinator), c.shared))
	c.want("a token that nobody gave out", codes.Unauthenticated, c.as("eyJhbGciOiJSUzI1NiJ9.e30.AAAA", c.shared))
	without := codes.PermissionDenied
	if c.row.public {
		without = codes.OK
	}
	c.want("a stranger", without, c.as(c.home.Token(c.t, harness.Stranger), c.request()))
	if c.row.account {
		without = codes.OK
	}
	c.want("somebody without a role", without, c.as(c.home.Token(c.t, harness.NoRole), c.request()))
}

func (c *cell) refusals() {
	c.t.Helper()
	for _, role := range harness.Roles() {
		if c.row.of(role) == refused {
			c.want(string(role), codes.PermissionDenied, c.as(c.home.Token(c.t, role), c.shared))
		}
	}
}

// neighbours: people of another municipality may not, whatever their role is there.
func (c *cell) neighbours() {
	c.t.Helper()
	want := codes.PermissionDenied
	if c.row.public || c.row.account {
		want = codes.OK
	}
	for _, role := range harness.Roles() {
		c.want("neighbouring "+string(role), want, c.as(c.neighbour.Token(c.t, role), c.request()))
	}
}

func (c *cell) allowed() {
	c.t.Helper()
	if c.row.rpc == "CreateMunicipality" {
		c.want("platform", codes.OK, c.as(c.home.Token(c.t, harness.Platform), c.fresh(c.world, harness.Platform)))
	}
	for _, role := range harness.Roles() {
		verdict := c.row.of(role)
		if verdict == refused {
			continue
		}
		request := c.shared
		if verdict == own || c.used {
			request = c.fresh(c.world, role)
		} else {
			c.used = true
		}
		if verdict == own {
			c.others(role, request)
		}
		a := c.asAllowed(c.home.Token(c.t, role), request)
		c.want(string(role), codes.OK, a)
		if a.Code == codes.OK && !c.hasData(a) {
			c.t.Errorf("as %s: no data came back: %v", role, a.Messages)
		}
	}
}

// asAllowed waits, in a stream, for the first message that holds something.
func (c *cell) asAllowed(token string, request object) harness.Answer {
	c.t.Helper()
	c.cells++
	prepared := c.prepared(token, c.row.rpc, request)
	if c.row.rpc == "WatchEvents" {
		prepared.Until = func(m proto.Message) bool { return harness.JSON(m)["event"] != nil }
	}
	return c.system.Make(c.t, harness.GRPC, prepared)
}

// others: another person of the same role finds nothing of it.
func (c *cell) others(role harness.Persona, request object) {
	c.t.Helper()
	a := c.as(c.home.Token(c.t, role.Other()), request)
	if c.row.rpc == "WatchEvents" || strings.HasPrefix(c.row.rpc, "List") {
		c.want("another "+string(role), codes.OK, a)
		if a.Code == codes.OK && c.seesOf(role, a) {
			c.t.Errorf("another %s sees what is not theirs: %v", role, a.Messages)
		}
		return
	}
	c.want("another "+string(role), codes.NotFound, a)
}

// hasData reports whether an answer holds something; a list, an entry.
func (c *cell) hasData(a harness.Answer) bool {
	if strings.HasPrefix(c.row.rpc, "Delete") {
		return true
	}
	if len(a.Messages) == 0 {
		return false
	}
	answer := harness.JSON(a.Messages[len(a.Messages)-1])
	if strings.HasPrefix(c.row.rpc, "List") || strings.HasPrefix(c.row.rpc, "Search") {
		return entries(answer) > 0
	}
	return len(answer) > 0
}

// seesOf reports whether an answer holds what belongs to a persona. The other people of a role own
// nothing that a list shows; of events, their own record alone.
func (c *cell) seesOf(role harness.Persona, a harness.Answer) bool {
	answer := harness.JSON(a.Messages[0])
	if event, _ := answer["event"].(object); event != nil {
		changed, _ := event["supporter_changed"].(object)
		return changed == nil || changed["account"] == c.accounts[role]
	}
	return entries(answer) > 0
}

func entries(answer object) int {
	count := 0
	for _, value := range answer {
		if list, isList := value.([]any); isList {
			count += len(list)
		}
	}
	return count
}
