package admin

import "oco.example/oco/server/platform/errs"

// List is a code list (codelijst) that a municipality may extend, by its name in the contract.
type List string

// The code lists.
const (
	// ReferrerKinds are the kinds of referrers (soorten verwijzers).
	ReferrerKinds List = "REFERRER_KIND"
	// Outcomes are those of a case (resultaten).
	Outcomes List = "OUTCOME"
	// SubThemes are those of life domains (subthema's): debts, homelessness.
	SubThemes List = "SUB_THEME"
	// TargetGroups are groups with an expertise of their own (doelgroepen).
	TargetGroups List = "TARGET_GROUP"
	// Neighbourhoods are those of the municipality (wijken).
	Neighbourhoods List = "NEIGHBOURHOOD"
	// Themes are those of meetings (thema's van bijeenkomsten).
	Themes List = "THEME"
	// OtherRoles are those of supporters beside supporting (andere rollen).
	OtherRoles List = "OTHER_ROLE"
	// SignalThemes are those of signals (thema's van signalen).
	SignalThemes List = "SIGNAL_THEME"
)

// Lists are all code lists.
var Lists = []List{ReferrerKinds, Outcomes, SubThemes, TargetGroups, Neighbourhoods, Themes, OtherRoles, SignalThemes}

// Code is one entry of a code list.
type Code struct {
	ID           string
	Municipality string
	List         List
	// Code never changes, for it stands in facts and events.
	Code             string
	LabelNL, LabelEN string
	// LifeDomain is the domain of a sub-theme, by its name in the contract: "INCOME".
	LifeDomain string
	// Words are those by which an import knows the entry, in lower case; a star stands for any
	// beginning or end of a word: "huisarts*".
	Words    []string
	Position int
	// Active says that it can be chosen; an inactive one is still shown where it was used.
	Active bool
	// Latitude and Longitude are the middle of a neighbourhood (WGS 84); both nil when it is not known.
	Latitude, Longitude *float64
	Stamp
}

// ResourceID is the id of the entry.
func (c Code) ResourceID() string { return c.ID }

// Label is what people read, in Dutch unless language is "en" and there is an English one.
func (c Code) Label(language string) string {
	if language == "en" && c.LabelEN != "" {
		return c.LabelEN
	}
	return c.LabelNL
}

// Check returns the fields that break a rule which the contract cannot say: only sub-themes have
// a life domain, and each of them has one; only neighbourhoods are on the map, with both numbers.
func (c Code) Check() error {
	switch {
	case c.List == SubThemes && c.LifeDomain == "":
		return errs.Join(errs.Field("code.life_domain", "life_domain.required"))
	case c.List != SubThemes && c.LifeDomain != "":
		return errs.Join(errs.Field("code.life_domain", "life_domain.only_sub_theme"))
	case c.List != Neighbourhoods && (c.Latitude != nil || c.Longitude != nil):
		return errs.Join(errs.Field("code.latitude", "place.only_neighbourhood"))
	case (c.Latitude == nil) != (c.Longitude == nil):
		return errs.Join(errs.Field("code.longitude", "place.both"))
	}
	return nil
}
