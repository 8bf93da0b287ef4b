package referrerrpc_test

import (
	"errors"
	"maps"
	"testing"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/pg"
)

// referrals are what a caller sees: the status of each application.
func (d desk) referrals(referrer string) map[string]string {
	d.t.Helper()
	seen := map[string]string{}
	req := &intakev1.ListReferralsRequest{Municipality: "gm0867", PageSize: 1, Referrer: referrer}
	for {
		answer, err := d.ListReferrals(d.ctx, req)
		if err != nil {
			d.t.Fatal(err)
		}
		for _, r := range answer.GetReferrals() {
			if r.GetReferralDate() != "2026-11-20" || r.GetReferrer() == "" {
				d.t.Errorf("a referral without its day or referrer")
			}
			seen[r.GetApplication()] = r.GetStatus().String()
		}
		if req.PageToken = answer.GetNextPageToken(); req.GetPageToken() == "" {
			return seen
		}
	}
}

const (
	received = "REFERRAL_STATUS_RECEIVED"
	helped   = "REFERRAL_STATUS_BEING_HELPED"
	ended    = "REFERRAL_STATUS_ENDED"
)

func TestAReferrerSeesItsOwnReferrals(t *testing.T) {
	d := newDesk(t)
	linde, account, colleague := d.organisation("De Linde").GetId(), pg.NewID(), pg.NewID()
	mine, other := d.referrer(linde, "Zoë Müller", account).GetId(), d.referrer(linde, "Sem Bos", colleague).GetId()
	resident := d.resident("Noor de Wit")
	a, b := d.referred(resident, mine, intake.InSupport), d.referred(resident, mine, intake.Ended)
	c := d.referred(resident, other, intake.InSupport)
	d.referred(resident, "", intake.InSupport)
	for name, check := range map[string]struct {
		desk
		referrer string
		want     []string
	}{
		"its own":                       {d.as(account), "", []string{a, b}},
		"its own, by name":              {d.as(account), mine, []string{a, b}},
		"those of a colleague":          {d.as(account), other, nil},
		"as the colleague":              {d.as(colleague), "", []string{c}},
		"as somebody else":              {d.as(pg.NewID()), "", nil},
		"as nobody":                     {d.as(""), "", nil},
		"as coordinator":                {d, "", []string{a, b, c}},
		"as coordinator, of one":        {d, other, []string{c}},
		"of the municipality next door": {d.neighbour(), "", nil},
	} {
		want := map[string]string{}
		for _, id := range check.want {
			want[id] = received
		}
		if got := check.referrals(check.referrer); !maps.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func TestTheStatusFollowsTheNewestConsent(t *testing.T) {
	d := newDesk(t)
	account := pg.NewID()
	referrer := d.referrer(d.organisation("De Linde").GetId(), "Zoë Müller", account).GetId()
	resident, other := d.resident("Noor de Wit"), d.resident("Sem Bos")
	a, b := d.referred(resident, referrer, intake.InSupport), d.referred(resident, referrer, intake.Closed)
	c := d.referred(other, referrer, intake.InSupport)
	check := func(when string, want map[string]string) {
		t.Helper()
		if got := d.as(account).referrals(""); !maps.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", when, got, want)
		}
	}
	nothing := map[string]string{a: received, b: received, c: received}
	check("before any consent", nothing)
	d.agrees(resident, true)
	check("after a yes", map[string]string{a: helped, b: ended, c: received})
	d.agrees(resident, false)
	check("after a no", nothing)
	d.agrees(resident, true)
	check("after a yes again", map[string]string{a: helped, b: ended, c: received})
	if n := d.logged("list referrals"); n != 3*4 {
		t.Errorf("got %d logged lists, want one for each page", n)
	}
}

// A yes about one referral opens that one alone, whichever way it is asked; one that names none opens those that there were then.
func TestAConsentOpensTheReferralThatItNames(t *testing.T) {
	d := newDesk(t)
	linde := d.organisation("De Linde").GetId()
	gp, mine := pg.NewID(), d.referrer(linde, "Zoë Müller", "").GetId()
	other := d.referrer(linde, "Sem Bos", gp).GetId()
	resident := d.resident("Noor de Wit")
	a, b := d.referred(resident, mine, intake.InSupport), d.referred(resident, other, intake.Closed)
	check := func(when string, want map[string]string) {
		t.Helper()
		if got := d.referrals(""); !maps.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", when, got, want)
		}
		for id, status := range want {
			d.write(func(tx *pg.Tx) error {
				may, err := d.store.ReferrerMayKnow(d.ctx, tx, id)
				if may != (status != received) {
					t.Errorf("%s: who referred %s is told %t", when, id, may)
				}
				code, errOf := d.store.ReceiptCode(d.ctx, tx, id)
				standing, errIn := d.store.Receipt(d.ctx, tx, code)
				if standing.StatusToReferrer != may {
					t.Errorf("%s: the receipt of %s says %t", when, id, standing.StatusToReferrer)
				}
				return errors.Join(err, errOf, errIn)
			})
		}
	}
	d.agreesOf(resident, a, true)
	check("after a yes about one", map[string]string{a: helped, b: received})
	later := d.referred(resident, other, intake.InSupport)
	check("after another referral", map[string]string{a: helped, b: received, later: received})
	d.agreesOf(resident, b, false)
	check("after a no about the other", map[string]string{a: helped, b: received, later: received})
	d.agrees(resident, true)
	newest := d.referred(resident, other, intake.InSupport)
	check("after a yes about none in particular", map[string]string{a: helped, b: ended, later: helped, newest: received})
	d.agreesOf(resident, a, false)
	check("after a no about the first", map[string]string{a: received, b: ended, later: helped, newest: received})
}

// Of a merged application the one that stays says where it stands, and a merged resident's consent
// is that of the person.
func TestAReferralFollowsAMerge(t *testing.T) {
	d := newDesk(t)
	account := pg.NewID()
	referrer := d.referrer(d.organisation("De Linde").GetId(), "Zoë Müller", account).GetId()
	twin, resident := d.resident("Noor d. Wit"), d.resident("Noor de Wit")
	a, stays := d.referred(twin, referrer, intake.Received), d.referred(resident, "", intake.InSupport)
	d.write(func(tx *pg.Tx) error {
		merged, err := d.store.Lock(d.ctx, tx, a)
		if err != nil {
			return err
		}
		if err := merged.MergeInto(intake.Application{ID: stays, State: intake.InSupport}); err != nil {
			return err
		}
		if _, err := d.store.Save(d.ctx, tx, merged); err != nil {
			return err
		}
		return d.store.MergeDossiers(d.ctx, tx, twin, resident)
	})
	d.agrees(resident, true)
	if got, want := d.as(account).referrals(""), map[string]string{a: helped}; !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
