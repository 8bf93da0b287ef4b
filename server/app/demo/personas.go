package demo

import (
	"oco.example/oco/server/platform/devissuer"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
)

// persona is an invented person, or a system, with what it may do.
type persona struct {
	subject, name string
	// about says what this persona is, inDutch in Dutch.
	about, inDutch string
	role           commonv1.Role
	// municipality is where the grant counts, Home when empty.
	municipality string
	organisation string
	// municipal is an account of the municipality itself.
	municipal bool
	system    bool
}

// The personas that others refer to.
const (
	first       = "administrator"
	second      = "second-administrator"
	coordinator = "coordinator"
	supporter   = "supporter"
	formal      = "formal-supporter"
	referrer    = "referrer"
	accessTeam  = "access-team"
	neighbour   = "neighbour-coordinator"
)

// agency is the formal organisation of the demo, partner the covenant partner, practice where the
// referrer works.
const (
	agency   = "Buro Naast"
	partner  = "Stichting Samen Sterk"
	practice = "Huisartsenpraktijk De Brug"
)

// personas hold one role each; the first two are the platform's administrators.
var personas = []persona{
	{subject: first, name: "Bas Beheer", about: "functional administrator", inDutch: "functioneel beheerder"},
	{subject: second, name: "Bea Beheer", about: "second administrator, who confirms sensitive grants", inDutch: "tweede beheerder, die gevoelige rollen bevestigt"},
	{subject: coordinator, name: "Carla Coördinator", about: "coordinator", inDutch: "coördinator", role: commonv1.Role_ROLE_COORDINATOR},
	{subject: "desk", name: "Dirk Balie", about: "desk of a neighbourhood point", inDutch: "balie van een wijkpunt", role: commonv1.Role_ROLE_DESK},
	{subject: supporter, name: "Vera Vrijwilliger", about: "informal supporter", inDutch: "informele ondersteuner", role: commonv1.Role_ROLE_SUPPORTER},
	{subject: formal, name: "Pim Professional", about: "formal supporter", inDutch: "formele ondersteuner", role: commonv1.Role_ROLE_SUPPORTER},
	{subject: "planner", name: "Petra Planner", about: "planner of a formal organisation", inDutch: "planner van een formele organisatie", role: commonv1.Role_ROLE_ORGANISATION_PLANNER, organisation: agency},
	{subject: "partner-contact", name: "Koen Contact", about: "contact person of a covenant partner", inDutch: "contactpersoon van een convenantpartner", role: commonv1.Role_ROLE_PARTNER_CONTACT, organisation: partner},
	{subject: referrer, name: "Rosa Verwijzer", about: "referrer", inDutch: "verwijzer", role: commonv1.Role_ROLE_REFERRER},
	{subject: accessTeam, name: "Tom Toegang", about: "access team", inDutch: "de Toegang", role: commonv1.Role_ROLE_ACCESS_TEAM, municipal: true},
	{subject: "policy-adviser", name: "Bo Beleid", about: "policy adviser: aggregates, never a person", inDutch: "beleidsadviseur: cijfers, nooit een persoon", role: commonv1.Role_ROLE_POLICY_ADVISER, municipal: true},
	{subject: "foundation-board", name: "Bram Bestuur", about: "foundation board", inDutch: "stichtingsbestuur", role: commonv1.Role_ROLE_FOUNDATION_BOARD},
	{subject: "region-manager", name: "Rik Regio", about: "regional manager", inDutch: "regiomanager", role: commonv1.Role_ROLE_REGION_MANAGER},
	{subject: "complaints-officer", name: "Kim Klacht", about: "complaints officer", inDutch: "klachtenfunctionaris", role: commonv1.Role_ROLE_COMPLAINTS_OFFICER},
	{subject: "privacy-officer", name: "Puck Privacy", about: "privacy officer", inDutch: "privacyfunctionaris", role: commonv1.Role_ROLE_PRIVACY_OFFICER},
	{subject: "partner-system", name: "Koppeling Huisartsen", about: "partner system", inDutch: "systeem van een partner", role: commonv1.Role_ROLE_SYSTEM, system: true},
	{subject: neighbour, name: "Nora Naast", about: "coordinator of the neighbouring municipality", inDutch: "coördinator van de buurgemeente", role: commonv1.Role_ROLE_COORDINATOR, municipality: Neighbour},
}

// Personas are those who can sign in at the demo's issuer.
func Personas() []devissuer.Persona {
	list := make([]devissuer.Persona, 0, len(personas))
	for _, p := range personas {
		list = append(list, devissuer.Persona{Subject: p.subject, Name: p.name, About: map[string]string{"en": p.about, "nl": p.inDutch}})
	}
	return list
}

// home is where the persona's grant counts.
func (p persona) home() string {
	if p.municipality == "" {
		return Home
	}
	return p.municipality
}
