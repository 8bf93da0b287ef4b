package harness

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"oco.example/oco/server/admin"
	adminstore "oco.example/oco/server/admin/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/devissuer"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

// Persona is somebody with one role in a municipality: "coordinator". With OtherPrefix before it,
// it is another person of the same role, of another organisation where the role has one.
type Persona string

// The personas of DOMAIN.md's table "Who uses it".
const (
	Referrer          Persona = "referrer"
	Desk              Persona = "desk"
	Coordinator       Persona = "coordinator"
	Supporter         Persona = "supporter"
	Planner           Persona = "planner"
	PartnerContact    Persona = "partner-contact"
	AccessTeam        Persona = "access-team"
	PolicyAdviser     Persona = "policy-adviser"
	Board             Persona = "board"
	RegionManager     Persona = "region-manager"
	ComplaintsOfficer Persona = "complaints-officer"
	Administrator     Persona = "administrator"
	PrivacyOfficer    Persona = "privacy-officer"
	PartnerSystem     Persona = "system"
	// Platform administers the platform itself, and no municipality in particular.
	Platform Persona = "platform"
	// NoRole has an account and may nothing.
	NoRole Persona = "no-role"
	// Stranger has a token of the right issuer and no account.
	Stranger Persona = "stranger"
	// Nobody brings no token.
	Nobody Persona = "nobody"
)

// OtherPrefix makes a persona another person of the same role.
const OtherPrefix = "other-"

// The organisations that planners and partner contacts belong to: Agency and Partner, and Elsewhere
// for the other of each.
const (
	Agency    = "Buro Naast"
	Partner   = "Stichting Samen Sterk"
	Elsewhere = "Bureau Elders"
)

// role is what a persona holds.
type role struct {
	role         call.Role
	organisation string
	municipal    bool
	kind         admin.AccountKind
}

var roles = map[Persona]role{
	Referrer:          {role: call.RoleReferrer},
	Desk:              {role: call.RoleDesk},
	Coordinator:       {role: call.RoleCoordinator},
	Supporter:         {role: call.RoleSupporter},
	Planner:           {role: call.RoleOrganisationPlanner, organisation: Agency},
	PartnerContact:    {role: call.RolePartnerContact, organisation: Partner},
	AccessTeam:        {role: call.RoleAccessTeam, municipal: true},
	PolicyAdviser:     {role: call.RolePolicyAdviser, municipal: true},
	Board:             {role: call.RoleFoundationBoard},
	RegionManager:     {role: call.RoleRegionManager},
	ComplaintsOfficer: {role: call.RoleComplaintsOfficer},
	Administrator:     {role: call.RoleAdministrator},
	PrivacyOfficer:    {role: call.RolePrivacyOfficer},
	PartnerSystem:     {role: call.RoleSystem, kind: admin.System},
	Platform:          {role: call.RoleAdministrator},
	NoRole:            {},
}

// Roles lists the personas that hold a role in a municipality, in the order of the contract.
func Roles() []Persona {
	return []Persona{
		Referrer, Desk, Coordinator, Supporter, Planner, PartnerContact, AccessTeam, PolicyAdviser, Board, RegionManager,
		ComplaintsOfficer, Administrator, PrivacyOfficer, PartnerSystem,
	}
}

// Other is another person of the same role.
func (p Persona) Other() Persona { return OtherPrefix + p }

func (p Persona) subject(municipality string) string { return string(p) + "@" + municipality }

// grants are what a persona holds in a municipality of a region.
func (p Persona) grants(municipality, region string) []admin.Grant {
	base, isOther := strings.CutPrefix(string(p), OtherPrefix)
	r := roles[Persona(base)]
	if r.role == call.RoleUnspecified {
		return nil
	}
	g := admin.Grant{Role: r.role, Municipality: municipality, Organisation: r.organisation}
	if isOther && g.Organisation != "" {
		g.Organisation = Elsewhere
	}
	switch Persona(base) {
	case RegionManager:
		g.Region = region
	case Platform:
		g.Municipality = ""
	}
	return []admin.Grant{g}
}

// founded is the account of a persona; its name and mail address must appear in no log.
func (s *System) founded(p Persona, municipality, region string) adminstore.Founded {
	base, _ := strings.CutPrefix(string(p), OtherPrefix)
	r := roles[Persona(base)]
	kind := r.kind
	if kind == "" {
		kind = admin.Person
	}
	return adminstore.Founded{
		Account: admin.Account{
			Kind: kind, Name: sealed.Of(p.Name()), Email: sealed.Of(string(p) + ".kanarie@oco.example"),
			Issuer: s.issuer.URL, Subject: p.subject(municipality), Municipal: r.municipal,
		},
		Grants: p.grants(municipality, region),
	}
}

// Name is the name of the persona's account.
func (p Persona) Name() string { return "Kanarievogel " + string(p) }

// Place is a municipality with its people.
type Place struct {
	// Code is its CBS code, Region the region that it belongs to.
	Code, Region string

	system *System
}

// Region is the region of municipalities that nobody asked a special one for.
const Region = "hart-van-brabant"

// NewPlace adds a municipality that no other test knows, with these people.
func (s *System) NewPlace(t testing.TB, region string, people ...Persona) *Place {
	t.Helper()
	p := &Place{Code: fmt.Sprintf("gm%04d", 1000+s.places.Add(1)), Region: region, system: s}
	m := admin.Municipality{
		Code: p.Code, Name: "Proefstad " + p.Code, Region: region, ContactName: "Team cliëntondersteuning", Phone: "085 000 00 00",
		Email: "oco@proefstad.example", Privacy: "Wij bewaren zo weinig mogelijk.", PromiseWorkingDays: 2, OfferWorkingHours: admin.UsualOffer, CaseWeeks: admin.UsualCaseWeeks, Promises: calm(),
		NeighbourhoodPoints: []admin.NeighbourhoodPoint{{Code: "wijkpunt_centrum", Name: "Wijkpunt Centrum", Address: "Markt 1"}},
	}
	var accounts []adminstore.Founded
	for _, persona := range people {
		if persona == Nobody || persona == Stranger {
			continue
		}
		accounts = append(accounts, s.founded(persona, p.Code, region))
		s.mu.Lock()
		s.issuer.Personas = append(s.issuer.Personas, devissuer.Persona{Subject: persona.subject(p.Code)})
		s.mu.Unlock()
	}
	ctx := call.With(context.Background(), call.Call{Language: "nl", Started: time.Now()})
	must(t, s.accounts.Found(ctx, s.Database.App, m, accounts))
	return p
}

// NewRegion is the name of a region in which no municipality is yet.
func (s *System) NewRegion() string { return fmt.Sprintf("%s-%d", Region, s.regions.Add(1)) }

// Token is a token of one of the place's people; empty for Nobody.
func (p *Place) Token(t testing.TB, persona Persona) string {
	t.Helper()
	if persona == Nobody {
		return ""
	}
	subject := persona.subject(p.Code)
	if persona == Stranger {
		subject = persona.subject("")
	}
	return p.system.token(t, subject, time.Hour)
}

// Expired is a token of one of the place's people that counts no longer.
func (p *Place) Expired(t testing.TB, persona Persona) string {
	t.Helper()
	return p.system.token(t, persona.subject(p.Code), -time.Hour)
}

func (s *System) token(t testing.TB, subject string, counts time.Duration) string {
	t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	key := subject + counts.String()
	if s.tokens[key] == "" {
		if !slices.ContainsFunc(s.issuer.Personas, func(p devissuer.Persona) bool { return p.Subject == subject }) {
			t.Fatalf("nobody founded %s", subject)
		}
		token, err := s.issuer.Token(subject, counts)
		must(t, err)
		s.tokens[key] = token
	}
	return s.tokens[key]
}

// Tokens are all tokens given out so far.
func (s *System) Tokens() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []string
	for _, token := range s.tokens {
		all = append(all, token)
	}
	return all
}

// Position is the position of the last event of the place.
func (p *Place) Position(t testing.TB) int64 {
	t.Helper()
	var position int64
	ctx := call.With(t.Context(), call.Call{Municipality: p.Code, Started: time.Now()})
	must(t, p.system.Database.Worker.Read(ctx, func(tx *pg.Tx) error {
		return tx.Get(ctx, &position, `SELECT coalesce(max(position), 0) FROM platform.event WHERE municipality = $1`, p.Code)
	}))
	return position
}

// calm are the usual terms without a warning: in a test nothing happens that nobody did, until midnight.
func calm() admin.PromiseTerms {
	terms := admin.UsualTerms
	terms.WarningHours = 0
	return terms
}
