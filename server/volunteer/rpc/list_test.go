package rpc_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
)

// list reads all pages of a list, two supporters at a time, and returns the names.
func (w *world) list(t *testing.T, ctx context.Context, req *volunteerv1.ListSupportersRequest) []string {
	t.Helper()
	var names []string
	for {
		req.Municipality, req.PageSize = municipality, 2
		got, err := w.ListSupporters(ctx, req)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range got.GetSupporters() {
			names = append(names, s.GetName())
		}
		if got.GetNextPageToken() == "" {
			return names
		}
		req.PageToken = got.GetNextPageToken()
	}
}

func (w *world) search(t *testing.T, req *volunteerv1.SearchSupportersRequest) []string {
	t.Helper()
	req.Municipality = municipality
	got, err := w.SearchSupporters(w.coordinator, req)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, s := range got.GetSupporters() {
		names = append(names, s.GetName())
	}
	return names
}

// events are the changes of supporters so far: origin and state.
func (w *world) events(t *testing.T) []string {
	t.Helper()
	var rows []struct {
		Origin  string `db:"origin"`
		Payload []byte `db:"payload"`
	}
	err := w.db.App.Read(w.coordinator, func(tx *pg.Tx) error {
		return tx.Select(w.coordinator, &rows, `SELECT origin, payload FROM platform.event WHERE municipality = $1 ORDER BY position`, municipality)
	})
	if err != nil {
		t.Fatal(err)
	}
	var events []string
	for _, r := range rows {
		var e eventv1.SupporterChanged
		if err := proto.Unmarshal(r.Payload, &e); err != nil {
			t.Fatal(err)
		}
		events = append(events, r.Origin+" "+e.GetState())
	}
	return events
}

func TestListFiltersAndPages(t *testing.T) {
	w := newWorld(t)
	for _, name := range []string{"A", "B", "C", "D", "E"} {
		s := volunteerOf(name)
		if name == "B" || name == "D" {
			s.Kind, s.Organisation = commonv1.SupportKind_SUPPORT_KIND_FORMAL, "MEE"
		}
		if name == "C" {
			s.Kind, s.Organisation = commonv1.SupportKind_SUPPORT_KIND_FORMAL, "Zonnewijzer"
		}
		if name == "D" || name == "E" {
			s.LifeDomains = []commonv1.LifeDomain{commonv1.LifeDomain_LIFE_DOMAIN_INCOME}
		}
		w.create(t, s)
	}
	w.createElsewhere(t)
	organisation := as(t, call.RoleOrganisationPlanner, "", "MEE")
	for name, c := range map[string]struct {
		ctx  context.Context
		req  *volunteerv1.ListSupportersRequest
		want []string
	}{
		"all, the newest first": {w.coordinator, &volunteerv1.ListSupportersRequest{}, []string{"E", "D", "C", "B", "A"}},
		"of one kind":           {w.coordinator, &volunteerv1.ListSupportersRequest{Kind: commonv1.SupportKind_SUPPORT_KIND_INFORMAL}, []string{"E", "A"}},
		"with a life domain": {w.coordinator, &volunteerv1.ListSupportersRequest{
			LifeDomain: commonv1.LifeDomain_LIFE_DOMAIN_INCOME,
		}, []string{"E", "D"}},
		"in two states": {w.coordinator, &volunteerv1.ListSupportersRequest{States: []volunteerv1.SupporterState{
			volunteerv1.SupporterState_SUPPORTER_STATE_ACTIVE, volunteerv1.SupporterState_SUPPORTER_STATE_LEFT,
		}}, []string{"D", "C", "B"}},
		"of the organisation":    {organisation, &volunteerv1.ListSupportersRequest{}, []string{"D", "B"}},
		"of two organisations":   {two(t, "Zonnewijzer", "MEE"), &volunteerv1.ListSupportersRequest{}, []string{"D", "C", "B"}},
		"of no organisation":     {as(t, call.RolePartnerContact, "", "KBO"), &volunteerv1.ListSupportersRequest{}, nil},
		"all filters, and reach": {organisation, &volunteerv1.ListSupportersRequest{Kind: commonv1.SupportKind_SUPPORT_KIND_FORMAL, LifeDomain: commonv1.LifeDomain_LIFE_DOMAIN_WORK, States: []volunteerv1.SupporterState{volunteerv1.SupporterState_SUPPORTER_STATE_ACTIVE}}, []string{"B"}},
	} {
		if diff := cmp.Diff(c.want, w.list(t, c.ctx, c.req)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// two is the context of somebody who plans for two organisations.
func two(t *testing.T, organisations ...string) context.Context {
	t.Helper()
	c := call.From(as(t, call.RoleOrganisationPlanner, "", "MEE"))
	c.Organisations = organisations
	return call.With(t.Context(), c)
}

func TestSearchFindsWholeWordsPhonesAndMails(t *testing.T) {
	w := newWorld(t)
	first, second := volunteerOf("Zoë van den Berg"), volunteerOf("Bo van Dam")
	second.Phone, second.Email = "0416 123456", "Bo@Voorbeeld.example"
	w.create(t, first)
	w.create(t, second)
	for name, c := range map[string]struct {
		req  *volunteerv1.SearchSupportersRequest
		want []string
	}{
		"a word that both have":      {&volunteerv1.SearchSupportersRequest{Name: "VAN"}, []string{"Bo van Dam", "Zoë van den Berg"}},
		"words in another order":     {&volunteerv1.SearchSupportersRequest{Name: "berg zoe"}, []string{"Zoë van den Berg"}},
		"a part of a word":           {&volunteerv1.SearchSupportersRequest{Name: "ber"}, nil},
		"the number, typed anew":     {&volunteerv1.SearchSupportersRequest{Phone: "+31 6 1193 0001"}, []string{"Zoë van den Berg"}},
		"the mail, in lower case":    {&volunteerv1.SearchSupportersRequest{Email: "bo@voorbeeld.example"}, []string{"Bo van Dam"}},
		"everything asked must fit":  {&volunteerv1.SearchSupportersRequest{Name: "zoë", Phone: "0416123456"}, nil},
		"a number is not a name too": {&volunteerv1.SearchSupportersRequest{Name: "0416123456"}, nil},
		"the same word twice is one": {&volunteerv1.SearchSupportersRequest{Name: "van van"}, []string{"Bo van Dam", "Zoë van den Berg"}},
	} {
		if diff := cmp.Diff(c.want, w.search(t, c.req)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	_, err := w.SearchSupporters(w.coordinator, &volunteerv1.SearchSupportersRequest{Municipality: municipality, Name: "!", Phone: "1", Email: "x"})
	if e := errs.Of(err); e == nil || len(e.Violations) != 3 {
		t.Errorf("all three must be refused at once, got %v", err)
	}
}

func TestReadsAreLogged(t *testing.T) {
	w := newWorld(t)
	w.create(t, volunteerOf("Bo"))
	before := w.logRows(t)
	w.list(t, w.coordinator, &volunteerv1.ListSupportersRequest{})
	if got := w.logRows(t) - before; got != 1 {
		t.Errorf("a page is one row of the log, got %d", got)
	}
	w.search(t, &volunteerv1.SearchSupportersRequest{Name: "niemand"})
	if got := w.logRows(t) - before; got != 1 {
		t.Errorf("what found nobody concerns nobody, got %d", got)
	}
}

// logRows counts the processing log, which only its owner may read.
func (w *world) logRows(t *testing.T) (rows int) {
	t.Helper()
	err := w.db.Owner.Read(w.coordinator, func(tx *pg.Tx) error {
		return tx.Get(w.coordinator, &rows, `SELECT count(*) FROM platform.processing_log WHERE municipality = $1`, municipality)
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
