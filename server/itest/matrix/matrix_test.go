package matrix_test

import (
	"strconv"
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
			if want := r.cells(); m.cells != want {
				t.Errorf("%d cells were looked at, want %d", m.cells, want)
			}
			cells += m.cells
		})
	}
	t.Logf("%d cells", cells)
}

// cells is how many calls a row asks for: five without a role, each role here and at the neighbours,
// and another person of each role that sees its own.
func (r row) cells() int {
	count := 5 + 2*len(harness.Roles())
	for _, role := range harness.Roles() {
		if r.of(role) == own {
			count++
		}
	}
	if r.rpc == "CreateMunicipality" {
		count++ // by the platform
	}
	return count
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
	c.may(c.row.public, codes.Unauthenticated, harness.Nobody)
	c.want("expired", codes.Unauthenticated, c.as(c.home.Expired(c.t, harness.Coordinator), c.shared))
	c.want("a token that nobody gave out", codes.Unauthenticated, c.as("eyJhbGciOiJSUzI1NiJ9.e30.AAAA", c.shared))
	c.may(c.row.public, codes.PermissionDenied, harness.Stranger)
	c.may(c.row.public || c.row.account, codes.PermissionDenied, harness.NoRole)
}

// may checks that somebody gets data, or is refused.
func (c *cell) may(may bool, refusal codes.Code, who harness.Persona) {
	c.t.Helper()
	request := c.request()
	a := c.as(c.home.Token(c.t, who), request)
	if may {
		c.gives(who, request, a)
	} else {
		c.want(string(who), refusal, a)
	}
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
	for _, role := range harness.Roles() {
		request := c.request()
		a := c.as(c.neighbour.Token(c.t, role), request)
		if c.row.public || c.row.account {
			c.gives("neighbouring "+role, request, a)
		} else {
			c.want("neighbouring "+string(role), codes.PermissionDenied, a)
		}
	}
}

func (c *cell) allowed() {
	c.t.Helper()
	if c.row.rpc == "CreateMunicipality" {
		request := c.fresh(c.world, harness.Platform)
		c.gives(harness.Platform, request, c.as(c.home.Token(c.t, harness.Platform), request))
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
		c.gives(role, request, c.asAllowed(c.home.Token(c.t, role), request))
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
	token := c.home.Token(c.t, role.Other())
	switch {
	case c.row.rpc == "WatchEvents":
		c.watchesOnlyOwn(role, token, request)
	case c.row.rpc == "ListSupporters" && role == harness.Supporter:
		c.listsOnlySelf(role, token, request)
	case lists[c.row.rpc] != "" && c.row.rpc != "ListSupporterRequirements": // that one names whose they are
		a := c.as(token, request)
		c.want("another "+string(role), codes.OK, a)
		// The other people of a role own nothing that a list shows.
		if a.Code == codes.OK && len(leaves(harness.JSON(a.Messages[0]))) > 0 {
			c.t.Errorf("another %s sees what is not theirs: %v", role, a.Messages)
		}
	default:
		c.want("another "+string(role), codes.NotFound, c.as(token, request))
	}
}

// listsOnlySelf reads the supporters that there are as another supporter, who has a record too and sees no other.
func (c *cell) listsOnlySelf(role harness.Persona, token string, request object) {
	c.t.Helper()
	a := c.as(token, request)
	c.want("another "+string(role), codes.OK, a)
	for _, message := range a.Messages {
		list, _ := harness.JSON(message)["supporters"].([]any)
		for _, item := range list {
			if supporter, _ := item.(object); supporter["account"] != c.accounts[role.Other()] {
				c.t.Errorf("another %s sees what is not theirs: %v", role, item)
			}
		}
	}
}

// watchesOnlyOwn reads all events that there are as another person of a role, who sees of them their
// own record alone.
func (c *cell) watchesOnlyOwn(role harness.Persona, token string, request object) {
	c.t.Helper()
	c.cells++
	last := c.home.Position(c.t)
	prepared := c.prepared(token, c.row.rpc, request)
	prepared.Until = func(m proto.Message) bool { return position(m) >= last }
	a := c.system.Make(c.t, harness.GRPC, prepared)
	c.want("another "+string(role), codes.OK, a)
	for _, message := range a.Messages {
		event, _ := harness.JSON(message)["event"].(object)
		changed, _ := event["supporter_changed"].(object)
		if event != nil && changed["account"] != c.accounts[role.Other()] {
			c.t.Errorf("another %s sees what is not theirs: %v", role, message)
		}
	}
	if a.Code == codes.OK && (last == 0 || len(a.Messages) == 0 || position(a.Messages[len(a.Messages)-1]) < last) {
		c.t.Errorf("another %s was not told of all %d events: %v", role, last, a.Messages)
	}
}

// position is how far a message of the stream of events says that the events have come.
func position(m proto.Message) int64 {
	number, err := strconv.ParseInt(text(harness.JSON(m), "position"), 10, 64)
	if err != nil {
		return 0 // no message of that stream
	}
	return number
}
