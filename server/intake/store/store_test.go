package store_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/store"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/subject"
)

// desk is a store on a real database, and a coordinator's call in one municipality.
type desk struct {
	*testing.T
	ctx   context.Context
	db    *pg.DB
	store *store.Store
}

func newDesk(t *testing.T) *desk {
	database := pgtest.New(t)
	return &desk{
		T: t, ctx: pgtest.Context(t, "gm0867", call.RoleCoordinator), db: database.App,
		store: store.New(subject.New(database.Keys)),
	}
}

// write runs fn in a transaction that must succeed.
func (d *desk) write(fn func(tx *pg.Tx) error) {
	d.Helper()
	if err := d.db.Write(d.ctx, fn); err != nil {
		d.Fatal(err)
	}
}

// apply stores an application, with a new dossier when its resident has none.
func (d *desk) apply(form intake.Application) (stored intake.Application, receipt string) {
	d.Helper()
	d.write(func(tx *pg.Tx) error {
		a, err := intake.Submit(form, intake.Entry{
			Staff: true, Account: call.From(d.ctx).Caller.Account, ResidentAgrees: true, Calendar: calendar.Standard(), Now: tx.Now(),
		})
		if err != nil {
			return err
		}
		a.ID = pg.NewID()
		if a.Resident.ID == "" {
			if a.Resident, err = d.store.InsertDossier(d.ctx, tx, a.Resident); err != nil {
				return err
			}
		}
		if receipt, err = d.store.Insert(d.ctx, tx, a); err != nil {
			return err
		}
		stored, err = d.store.Get(d.ctx, tx, call.Everyone(), a.ID)
		return err
	})
	return stored, receipt
}

func person(name, phone string) intake.Application {
	return intake.Application{
		Resident:    intake.Resident{Name: sealed.Of(name), Phone: sealed.Of(phone)},
		Question:    sealed.Of("Hulp bij een brief"),
		LifeDomains: []string{"INCOME", "WMO"},
		Urgency:     intake.Urgency{Reason: "EVICTION", LatestDay: "2031-02-03", Note: sealed.Of("brief van de verhuurder")},
	}
}

// refusal runs fn in a transaction and returns how it was refused.
func (d *desk) refusal(ctx context.Context, fn func(tx *pg.Tx) error) *errs.Error {
	d.Helper()
	refused := errs.Of(d.db.Write(ctx, fn))
	if refused == nil {
		d.Fatal("must be refused")
	}
	return refused
}

func TestWhatIsStoredComesBack(t *testing.T) {
	d := newDesk(t)
	a, receipt := d.apply(person("Sanne Voorbeeld", "06-11930001"))
	if a.Resident.Name.Reveal() != "Sanne Voorbeeld" || a.Question.Reveal() != "Hulp bij een brief" || a.State != intake.Received {
		t.Errorf("got %+v", a)
	}
	if a.Urgency.LatestDay != "2031-02-03" || a.Urgency.Note.Reveal() != "brief van de verhuurder" || !slices.Equal(a.LifeDomains, []string{"INCOME", "WMO"}) {
		t.Errorf("got %+v", a)
	}
	d.write(func(tx *pg.Tx) error {
		found, err := d.store.Receipt(d.ctx, tx, receipt)
		if want := (intake.Standing{ApplicantKind: intake.ByResident, State: a.State, Day: a.Day, PromiseDay: a.PromiseDay}); err == nil && found != want {
			t.Errorf("the receipt leads to %+v, want %+v", found, want)
		}
		return err
	})
	neighbour := pgtest.Context(t, "gm0855", call.RoleCoordinator)
	for name, fn := range map[string]func(tx *pg.Tx) error{
		"by id":      func(tx *pg.Tx) error { _, err := d.store.Get(neighbour, tx, call.Everyone(), a.ID); return err },
		"by receipt": func(tx *pg.Tx) error { _, err := d.store.Receipt(neighbour, tx, receipt); return err },
	} {
		if refused := d.refusal(neighbour, fn); refused.Reason != errs.NotFoundReason {
			t.Errorf("%s: the neighbouring municipality got %v", name, refused)
		}
	}
}

func TestTheDeskReachesItsOwnEntriesOnly(t *testing.T) {
	d := newDesk(t)
	a, _ := d.apply(person("Sanne Voorbeeld", "06-11930001"))
	d.write(func(tx *pg.Tx) error {
		_, err := d.store.Get(d.ctx, tx, call.OwnedBy(call.From(d.ctx).Caller.Account), a.ID)
		return err
	})
	for name, owner := range map[string]call.Owner{"another": call.OwnedBy(pg.NewID()), "nobody": {}} {
		refused := d.refusal(d.ctx, func(tx *pg.Tx) error { _, err := d.store.Get(d.ctx, tx, owner, a.ID); return err })
		if refused.Reason != errs.NotFoundReason {
			t.Errorf("%s: got %v", name, refused)
		}
		d.write(func(tx *pg.Tx) error {
			rows, err := d.store.List(d.ctx, tx, owner, intake.Filter{}, intake.NewestFirst, nil, 10)
			if len(rows) > 0 {
				t.Errorf("%s lists %d", name, len(rows))
			}
			return err
		})
	}
}

func TestPagesHoldEveryRowOnceInEveryOrder(t *testing.T) {
	d := newDesk(t)
	want := map[string]bool{}
	for i := range 7 {
		form := person(fmt.Sprintf("Inwoner %d", i), fmt.Sprintf("06-119300%02d", i))
		if i%2 == 0 {
			form.Urgency = intake.Urgency{}
		}
		a, _ := d.apply(form)
		want[a.ID] = true
	}
	for _, filter := range []intake.Filter{{}, {States: []string{"RECEIVED", "OFFERED"}}, {LifeDomain: "WMO"}} {
		for _, order := range []intake.Order{intake.NewestFirst, intake.OldestFirst, intake.MostUrgentFirst} {
			var seen []intake.Application
			var after []string
			for more := true; more; {
				d.write(func(tx *pg.Tx) error {
					rows, err := d.store.List(d.ctx, tx, call.Everyone(), filter, order, after, 4)
					more = len(rows) > 3
					seen = append(seen, rows[:min(3, len(rows))]...)
					if more {
						after = order.Key(rows[2])
					}
					return err
				})
			}
			if len(seen) != len(want) {
				t.Fatalf("%+v in order %d: %d rows, want %d", filter, order, len(seen), len(want))
			}
			sorted := slices.IsSortedFunc(seen, func(a, b intake.Application) int { return slices.Compare(order.Key(a), order.Key(b)) })
			if order == intake.NewestFirst {
				sorted = slices.IsSortedFunc(seen, func(a, b intake.Application) int { return slices.Compare(order.Key(b), order.Key(a)) })
			}
			if !sorted {
				t.Errorf("%+v in order %d: not sorted", filter, order)
			}
		}
	}
	d.write(func(tx *pg.Tx) error {
		rows, err := d.store.List(d.ctx, tx, call.Everyone(), intake.Filter{Urgent: true}, intake.NewestFirst, nil, 10)
		if len(rows) != 3 {
			t.Errorf("%d urgent, want 3", len(rows))
		}
		return err
	})
}

func TestSearchFindsWholeWordsAndEverySpelling(t *testing.T) {
	d := newDesk(t)
	form := person("Zoë van der Bogaard", "06-11930001")
	form.Resident.Email, form.Resident.Postcode, form.Resident.HouseNumber = sealed.Of("zoe@voorbeeld.example"), sealed.Of("5141 AB"), sealed.Of("12a")
	a, receipt := d.apply(form)
	d.apply(person("Bogdan Anders", "06-11930002"))
	for _, c := range []struct {
		name   string
		wanted intake.Wanted
		found  bool
	}{
		{"a word without accent", intake.Wanted{Name: "ZOE"}, true},
		{"two words", intake.Wanted{Name: "bogaard zoë"}, true},
		{"half a word", intake.Wanted{Name: "boga"}, false},
		{"one word too many", intake.Wanted{Name: "zoe anders"}, false},
		{"phone", intake.Wanted{Phone: "+31 6 11930001"}, true},
		{"no phone at all", intake.Wanted{Phone: "geen"}, false},
		{"mail", intake.Wanted{Email: "Zoe@Voorbeeld.example"}, true},
		{"address", intake.Wanted{Postcode: "5141ab", HouseNumber: "12 A"}, true},
		{"name and another's phone", intake.Wanted{Name: "zoe", Phone: "06-11930002"}, false},
		{"receipt", intake.Wanted{Receipt: receipt}, true},
		{"receipt and another's name", intake.Wanted{Receipt: receipt, Name: "anders"}, false},
	} {
		d.write(func(tx *pg.Tx) error {
			rows, err := d.store.Search(d.ctx, tx, c.wanted, nil, 10)
			if found := len(rows) == 1 && rows[0].ID == a.ID; found != c.found || len(rows) > 1 {
				t.Errorf("%s: %d rows, want found %t", c.name, len(rows), c.found)
			}
			return err
		})
	}
}

func TestAnOutdatedCopyIsRefused(t *testing.T) {
	d := newDesk(t)
	a, _ := d.apply(person("Sanne Voorbeeld", "06-11930001"))
	d.write(func(tx *pg.Tx) error {
		saved, err := d.store.Save(d.ctx, tx, a)
		if saved.Version != a.Version+1 {
			t.Errorf("version %d after %d", saved.Version, a.Version)
		}
		return err
	})
	if refused := d.refusal(d.ctx, func(tx *pg.Tx) error { _, err := d.store.Save(d.ctx, tx, a); return err }); refused.Reason != errs.EtagMismatchReason {
		t.Errorf("got %v", refused)
	}
}

func TestAMergedDossierIsFoundByTheOneItWasMergedInto(t *testing.T) {
	d := newDesk(t)
	old, _ := d.apply(person("Sanne Voorbeeld", "06-11930001"))
	stays, _ := d.apply(person("S. Voorbeeld", "06-11930002"))
	household, _ := d.apply(person("Joris Voorbeeld", "06-11930001"))
	d.write(func(tx *pg.Tx) error {
		twins, err := d.store.Twins(d.ctx, tx, old.Resident, nil, 10)
		if len(twins) != 1 || twins[0].Application.ID != household.ID || !slices.Equal(twins[0].Equal, []string{"phone"}) {
			t.Errorf("twins: got %d", len(twins))
		}
		return err
	})
	d.write(func(tx *pg.Tx) error { return d.store.MergeDossiers(d.ctx, tx, old.Resident.ID, stays.Resident.ID) })
	d.write(func(tx *pg.Tx) error {
		rows, err := d.store.Search(d.ctx, tx, intake.Wanted{Name: "sanne"}, nil, 10)
		if len(rows) != 2 {
			t.Errorf("the group has two applications, found %d", len(rows))
		}
		return err
	})
	d.write(func(tx *pg.Tx) error {
		dossier, ok, err := d.store.DossierOfPerson(d.ctx, tx, old.Resident)
		if !ok || dossier != stays.Resident.ID {
			t.Errorf("a new entry of the person joins %s (%t), want %s", dossier, ok, stays.Resident.ID)
		}
		return err
	})
}

// Whatever reads an application of a merged dossier tells of the person that it was merged into;
// what belongs to the application itself still opens under its own key.
func TestAnApplicationOfAMergedDossierTellsOfThePerson(t *testing.T) {
	d := newDesk(t)
	old, receipt := d.apply(person("Sanne Voorbeeld", "06-11930001"))
	stays, _ := d.apply(person("S. Getrouwd", "06-11930002"))
	d.write(func(tx *pg.Tx) error { return d.store.MergeDossiers(d.ctx, tx, old.Resident.ID, stays.Resident.ID) })
	reads := map[string]func(tx *pg.Tx) (intake.Application, error){
		"get":  func(tx *pg.Tx) (intake.Application, error) { return d.store.Get(d.ctx, tx, call.Everyone(), old.ID) },
		"lock": func(tx *pg.Tx) (intake.Application, error) { return d.store.Lock(d.ctx, tx, old.ID) },
		"save": func(tx *pg.Tx) (intake.Application, error) {
			a, err := d.store.Lock(d.ctx, tx, old.ID)
			if err != nil {
				return a, err
			}
			if _, err := d.store.Save(d.ctx, tx, a); err != nil {
				return a, err
			}
			return d.store.Get(d.ctx, tx, call.Everyone(), old.ID)
		},
		"list": func(tx *pg.Tx) (intake.Application, error) {
			rows, err := d.store.List(d.ctx, tx, call.Everyone(), intake.Filter{}, intake.OldestFirst, nil, 10)
			return rows[0], err
		},
		"list by state": func(tx *pg.Tx) (intake.Application, error) {
			rows, err := d.store.List(d.ctx, tx, call.Everyone(), intake.Filter{States: []string{"RECEIVED"}}, intake.OldestFirst, nil, 10)
			return rows[0], err
		},
		"search": func(tx *pg.Tx) (intake.Application, error) {
			rows, err := d.store.Search(d.ctx, tx, intake.Wanted{Receipt: receipt}, nil, 10)
			return rows[0], err
		},
	}
	for name, read := range reads {
		d.write(func(tx *pg.Tx) error {
			a, err := read(tx)
			if a.ID != old.ID || a.Resident.ID != stays.Resident.ID || a.Resident.Name.Reveal() != "S. Getrouwd" ||
				a.Dossier != old.Resident.ID || a.Question.Reveal() != "Hulp bij een brief" {
				t.Errorf("%s: got %+v", name, a)
			}
			return err
		})
	}
	d.write(func(tx *pg.Tx) error {
		contacts, err := d.store.Contacts(d.ctx, tx, []string{old.ID})
		if contacts[old.ID].Phone.Reveal() != "+31611930002" {
			t.Error("the contact is not that of the person")
		}
		return err
	})
}

func TestDecisionsComeNewestFirst(t *testing.T) {
	d := newDesk(t)
	a, _ := d.apply(person("Sanne Voorbeeld", "06-11930001"))
	for _, route := range []string{intake.RouteOwnNetwork, intake.RouteInformal} {
		d.write(func(tx *pg.Tx) error {
			decision, err := a.Decide(pg.NewID(), route, sealed.Of("omdat het zo is"), "", tx.Now())
			if err != nil {
				return err
			}
			return d.store.InsertDecision(d.ctx, tx, a.Resident.ID, decision)
		})
	}
	d.write(func(tx *pg.Tx) error {
		list, err := d.store.Decisions(d.ctx, tx, a.ID, nil, 10)
		if len(list) != 2 || list[0].Route != intake.RouteInformal || list[0].Grounds.Reveal() != "omdat het zo is" {
			t.Errorf("got %+v", list)
		}
		return err
	})
}
