package admin

import (
	"slices"

	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
)

// GrantState is where a grant stands.
type GrantState string

// The states. PENDING moves to ACTIVE by the second person's yes, either moves to REVOKED, and
// ACTIVE falls back to PENDING when the sign-in of its account changes.
const (
	Pending GrantState = "PENDING"
	Active  GrantState = "ACTIVE"
	Revoked GrantState = "REVOKED"
)

// Grant is one role of one account.
type Grant struct {
	ID string
	// Municipality is where it counts; empty for a grant on the platform, which only the server's
	// own command gives.
	Municipality string
	Account      string
	Role         call.Role
	// Organisation narrows the grant to one organisation, by name.
	Organisation string
	// Region is what a region manager reaches.
	Region string
	// StartDate and UntilDate are the first and the last day on which it counts, YYYY-MM-DD in
	// Europe/Amsterdam; empty: at once, and no end.
	StartDate, UntilDate string
	// DeputyOf is the account of the coordinator for whom this one stands in; empty: for nobody.
	DeputyOf string
	State    GrantState
	// GivenBy and ConfirmedBy are accounts; empty when the server's own command gave it.
	GivenBy, ConfirmedBy string
	Stamp
}

// ResourceID is the id of the grant.
func (g Grant) ResourceID() string { return g.ID }

// Counts reports whether the grant stands, now or once it is confirmed and begins.
func (g Grant) Counts(today string) bool {
	return g.State != Revoked && (g.UntilDate == "" || g.UntilDate >= today)
}

// CountsNow reports whether it counts today, if it is confirmed.
func (g Grant) CountsNow(today string) bool {
	return g.Counts(today) && g.StartDate <= today
}

// Held is a grant that an account holds anywhere, with the region of its municipality.
type Held struct {
	Grant
	RegionOfMunicipality string
}

// Circumstances are what the rules of a grant look at beside the grant itself.
type Circumstances struct {
	Account Account
	// Held are the other grants of the account, in every municipality.
	Held []Held
	// HeldByDeputised is what the coordinator holds for whom the account is to stand in.
	HeldByDeputised []Held
	// Region is the region of the municipality in which the grant is to count.
	Region string
	// By is the account of the administrator who gives or confirms.
	By string
	// Today is the day in Europe/Amsterdam, YYYY-MM-DD.
	Today string
}

// Give makes a new grant of the wish: active at once, or pending when the role is sensitive.
//
// It refuses with errs.Invalid what the wish itself lacks, with errs.SecondPersonNeeded a grant
// to oneself, and with errs.GrantImpossible what this account can never hold here.
func Give(wish Grant, c Circumstances) (Grant, error) {
	if err := complete(wish, c); err != nil {
		return Grant{}, err
	}
	if c.By == wish.Account {
		return Grant{}, errs.New(errs.SecondPersonNeeded)
	}
	if err := possible(wish, c); err != nil {
		return Grant{}, err
	}
	for _, held := range c.Held {
		if held.same(wish) && held.Counts(c.Today) {
			return Grant{}, errs.AlreadyExists("grant")
		}
	}
	wish.GivenBy, wish.ConfirmedBy, wish.State = c.By, "", Active
	if Sensitive(wish.Role) {
		wish.State = Pending
	}
	return wish, nil
}

// Confirm is the second person's yes. What made the grant possible must still hold, for months
// may have passed.
func (g Grant) Confirm(c Circumstances) (Grant, error) {
	if g.State != Pending || !g.Counts(c.Today) {
		return Grant{}, errs.StateConflict("grant", g.stateNow(c.Today))
	}
	if c.By == g.GivenBy || c.By == g.Account {
		return Grant{}, errs.New(errs.SecondPersonNeeded)
	}
	if err := possible(g, c); err != nil {
		return Grant{}, err
	}
	g.State, g.ConfirmedBy = Active, c.By
	return g, nil
}

// Revoke ends the grant, whoever asks: giving up a role needs no second person.
func (g Grant) Revoke() (Grant, error) {
	if g.State == Revoked {
		return Grant{}, errs.StateConflict("grant", string(Revoked))
	}
	g.State = Revoked
	return g, nil
}

// Reopen puts a sensitive grant back to waiting, because by whom the account can be used was
// changed by an administrator; else one of them could walk in through somebody's account.
func (g Grant) Reopen(by string) (reopened Grant, changed bool) {
	if g.State == Revoked || !Sensitive(g.Role) {
		return g, false
	}
	g.State, g.GivenBy, g.ConfirmedBy = Pending, by, ""
	return g, true
}

func (g Grant) stateNow(today string) string {
	if g.State != Revoked && !g.Counts(today) {
		return "EXPIRED"
	}
	return string(g.State)
}

func (g Grant) same(other Grant) bool {
	return g.Municipality == other.Municipality && g.Role == other.Role &&
		g.Organisation == other.Organisation && g.Region == other.Region
}

// complete checks what the wish itself must say.
func complete(wish Grant, c Circumstances) error {
	var wrong []*errs.Error
	if needsOrganisation(wish.Role) && wish.Organisation == "" {
		wrong = append(wrong, errs.Field("grant.organisation", "organisation.required"))
	}
	switch {
	case wish.Role == call.RoleRegionManager && wish.Region == "":
		wrong = append(wrong, errs.Field("grant.region", "region.required"))
	case wish.Role == call.RoleRegionManager && wish.Region != c.Region:
		wrong = append(wrong, errs.Field("grant.region", "region.other"))
	case wish.Role != call.RoleRegionManager && wish.Region != "":
		wrong = append(wrong, errs.Field("grant.region", "region.only_region_manager"))
	}
	wrong = append(wrong, period(wish, c.Today)...)
	wrong = append(wrong, deputy(wish, c)...)
	return errs.Join(wrong...)
}

// period checks from when and until when.
func period(wish Grant, today string) (wrong []*errs.Error) {
	if wish.StartDate != "" && !isDay(wish.StartDate) {
		wrong = append(wrong, errs.Field("grant.start_date", "date.invalid"))
	}
	switch {
	case wish.UntilDate == "":
	case !isDay(wish.UntilDate):
		wrong = append(wrong, errs.Field("grant.until_date", "date.invalid"))
	case wish.UntilDate < today:
		wrong = append(wrong, errs.Field("grant.until_date", "until_date.past"))
	case wish.UntilDate < wish.StartDate:
		wrong = append(wrong, errs.Field("grant.until_date", "until_date.before_start"))
	}
	return wrong
}

// deputy checks that somebody who stands in for another does so for a coordinator of the
// municipality, and for a time that ends: what nobody ends is not forgotten then.
func deputy(wish Grant, c Circumstances) (wrong []*errs.Error) {
	if wish.DeputyOf == "" {
		return nil
	}
	if wish.Role != call.RoleCoordinator {
		return append(wrong, errs.Field("grant.role", "deputy.role"))
	}
	if wish.UntilDate == "" {
		wrong = append(wrong, errs.Field("grant.until_date", "deputy.until"))
	}
	switch {
	case wish.DeputyOf == wish.Account:
		wrong = append(wrong, errs.Field("grant.deputy_of", "deputy.self"))
	case !coordinates(c.HeldByDeputised, wish.Municipality, c.Today):
		wrong = append(wrong, errs.Field("grant.deputy_of", "deputy.no_coordinator"))
	}
	return wrong
}

// coordinates reports whether somebody who holds these grants is a coordinator of a municipality, and
// not a deputy: nobody stands in for who stands in.
func coordinates(held []Held, municipality, today string) bool {
	return slices.ContainsFunc(held, func(h Held) bool {
		return h.Role == call.RoleCoordinator && h.Municipality == municipality && h.DeputyOf == "" && h.State == Active && h.CountsNow(today)
	})
}

// possible checks what the account may be, whoever gives it.
func possible(g Grant, c Circumstances) error {
	if c.Account.Municipal && !MunicipalMay(g.Role) {
		return errs.New(errs.GrantImpossible)
	}
	// A machine is let in by a certificate that one administrator enters, so it reaches no more
	// than its own role does; and a person is no machine.
	if (c.Account.Kind == System) != (g.Role == call.RoleSystem) {
		return errs.New(errs.GrantImpossible)
	}
	for _, held := range c.Held {
		if held.ID != g.ID && held.Counts(c.Today) && Excludes(Held{Grant: g, RegionOfMunicipality: c.Region}, held) {
			return errs.New(errs.GrantImpossible)
		}
	}
	return nil
}

// Excludes reports whether no account can hold both: who sees persons of a municipality is not
// its policy adviser, nor the manager of its region, and the other way round.
func Excludes(one, other Held) bool {
	return excludes(one, other) || excludes(other, one)
}

func excludes(person, onlooker Held) bool {
	if !SeesPersons(person.Role) || !looksOn(onlooker.Role) {
		return false
	}
	if onlooker.Role == call.RoleRegionManager {
		return onlooker.Region == person.RegionOfMunicipality
	}
	return onlooker.Municipality == person.Municipality
}

// isDay reports whether text is a day that exists, YYYY-MM-DD.
func isDay(text string) bool {
	_, err := calendar.ParseDay(text)
	return err == nil
}
