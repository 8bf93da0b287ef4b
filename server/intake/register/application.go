package register

import (
	"strings"

	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/sealed"
)

// application reads a row of a register of applications.
func (c *cells) application() {
	applied, what := readDay(c.raw(AppliedOn), c.register.later)
	if what == dayAbsent || what == dayUnclear {
		c.skipUndated()
		return
	}
	days, possible := c.days()
	if !possible {
		return
	}
	name := c.name()
	if person.NameKey(name) == "" {
		c.skip(RuleNoName)
		return
	}
	if nothing(name) { // "?", "onbekend", or a citizen number and no more
		c.complete(RuleNameMissing, Name)
	}
	a := &Application{AppliedOn: applied, Name: sealed.Of(name), Consent: c.consents()}
	var known bool
	a.AppliedBy, known = c.appliedBy()
	denied := c.raw(Consent) != "" && !a.Consent
	if !known && denied && !nothing(c.raw(Consent)) {
		c.refuse(c.remark(RuleConsentDenied, Consent))
		return
	}
	if a.AppliedBy != Resident && !a.Consent {
		c.refuse(c.remark(RuleNoConsent, Consent))
		return
	}
	if a.AppliedBy == Resident && denied {
		c.complete(RuleConsentDoubt, Consent)
		c.leave(Consent, c.all(Consent, " / "))
	}
	c.row.Number = c.number()
	phone, email := c.reach()
	a.Phone, a.Email = sealed.Of(phone), sealed.Of(email)
	a.Postcode, a.HouseNumber = c.place()
	a.Neighbourhood = c.neighbourhood()
	if a.AppliedBy == NearPerson {
		a.Relation = sealed.Of(c.text(AppliedBy, longestRelation))
	}
	if a.AppliedBy == Referrer {
		a.Referrer = c.referrer()
	} else {
		c.leave(ReferrerName, c.raw(ReferrerName))
		c.leave(ReferrerOrganisation, c.raw(ReferrerOrganisation))
	}
	a.Channel, a.Route = c.cameBy(), c.route()
	a.LifeDomains, a.SubThemes = c.lifeDomains()
	a.TargetGroups = c.targetGroups()
	c.history(a, days)
	a.Question = sealed.Of(c.question())
	c.row.Application = a
	c.identify(name, phone, email, a.Postcode.Reveal(), string(applied))
	if nothing(name) || c.row.PersonKey.Reveal() == "" {
		c.tellApart(a)
	}
}

// skipUndated skips a row that cannot be an application: a remark between the rows, or, with words or
// numbers that are no day beside a name, one that somebody should look at.
func (c *cells) skipUndated() {
	if typed := c.raw(AppliedOn); typed != "" && person.NameKey(c.name()) != "" {
		remark := c.remark(RuleNoClearDate, AppliedOn)
		c.row = Row{Line: c.row.Line, Skipped: &remark}
		return
	}
	c.skip(RuleNoDate)
}

// consents reports whether the consent cells say yes: each that is filled, where there are several.
func (c *cells) consents() bool {
	given := false
	for _, column := range c.register.layout.at[Consent] {
		if cell := c.at(column); cell != "" {
			if given = consents(cell); !given {
				return false
			}
		}
	}
	return given
}

// appliedBy reads who applied. Without a word for it, a referrer in the row says it; without that, we
// do not know, and take it for the resident until somebody completes it.
func (c *cells) appliedBy() (kind ApplicantKind, known bool) {
	typed := c.raw(AppliedBy)
	referred := c.raw(ReferrerName) != "" || c.raw(ReferrerOrganisation) != ""
	if typed == "" || nothing(typed) {
		if referred {
			return Referrer, true
		}
		c.complete(RuleApplicantMissing, AppliedBy)
		return Resident, false
	}
	kind, known = applicant(typed)
	switch {
	case known:
		return kind, true
	case referred: // "huisarts", with the practice beside it
		c.leave(AppliedBy, typed)
		return Referrer, true
	}
	c.complete(RuleApplicantUnknown, AppliedBy)
	return NearPerson, true // needs the resident's consent, whoever it was
}

func (c *cells) referrer() *ReferrerPerson {
	name := strings.Join(strings.Fields(c.text(ReferrerName, longestName)), " ")
	organisation := strings.Join(strings.Fields(c.text(ReferrerOrganisation, longestName)), " ")
	if name == "" && organisation == "" {
		c.complete(RuleReferrerMissing, ReferrerName)
		return nil
	}
	kind := KindOf(organisation, c.register.referrers)
	if kind == OtherReferrer {
		c.note(RuleReferrerOther, ReferrerOrganisation)
	}
	return &ReferrerPerson{
		Name: sealed.Of(name), Organisation: organisation, Kind: kind,
		Key: sealed.Of(person.NameKey(name) + "\x1f" + person.NameKey(organisation)),
	}
}

// neighbourhood is the code of the neighbourhood.
func (c *cells) neighbourhood() string {
	typed := c.raw(Neighbourhood)
	if typed == "" || nothing(typed) {
		return ""
	}
	codeOf, known := c.register.lists.neighbourhoods.find(c.words(Neighbourhood, typed, longestRelation))
	if !known {
		c.note(RuleNeighbourhoodUnknown, Neighbourhood)
		c.leave(Neighbourhood, typed)
	}
	return codeOf
}

func (c *cells) cameBy() Channel {
	typed := c.raw(CameBy)
	if typed == "" {
		if c.has(CameBy) {
			c.complete(RuleChannelMissing, CameBy)
		}
		return ""
	}
	value, known := channel(typed)
	if !known {
		c.completeWith(RuleChannelUnknown, CameBy, "known", "website, telefoon, e-mail, wijkpunt, sociaal werker")
		c.leave(CameBy, typed)
	}
	return value
}

func (c *cells) route() Route {
	typed := c.raw(RouteTaken)
	if typed == "" {
		return "" // still to be triaged
	}
	value, known := route(typed)
	if !known {
		c.completeWith(RuleRouteUnknown, RouteTaken, "known",
			"eigen omgeving, informeel, formeel, Toegang, direct beantwoord, doorverwezen")
		c.leave(RouteTaken, typed)
	}
	return value
}

// lifeDomains reads the life domains, of applications and of supporters.
func (c *cells) lifeDomains() ([]LifeDomain, []string) {
	typed := c.all(LifeDomains, ", ")
	found, subThemes, unknown, gone := c.register.lists.domains(typed)
	for _, word := range gone {
		c.note(RuleSubThemeGone, LifeDomains, "word", c.word(LifeDomains, word))
	}
	for _, word := range unknown {
		c.completeWith(RuleDomainUnknown, LifeDomains,
			"word", c.word(LifeDomains, word), "known", strings.Join(knownDomains, ", "))
	}
	c.leave(LifeDomains, strings.Join(unknown, ", "))
	if len(found)+len(unknown) == 0 && (c.has(LifeDomains) || c.register.kind == Applications) {
		c.complete(RuleDomainMissing, LifeDomains)
	}
	return found, atMost(c, LifeDomains, subThemes)
}

func (c *cells) targetGroups() []string {
	var groups, unknown []string
	for _, word := range parts(c.words(TargetGroups, c.all(TargetGroups, ", "), longestQuestion)) {
		if nothing(word) {
			continue
		}
		group, known := c.register.lists.targetGroups.find(word)
		if !known {
			c.note(RuleTargetGroupUnknown, TargetGroups, "word", c.word(TargetGroups, word))
			unknown = append(unknown, word)
			continue
		}
		groups = once(groups, group)
	}
	c.leave(TargetGroups, strings.Join(unknown, ", "))
	return atMost(c, TargetGroups, groups)
}
