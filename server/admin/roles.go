package admin

import "oco.example/oco/server/platform/call"

// The table of DOMAIN.md, "Who uses it, and what each may never see", as far as it decides who
// may be given what.

// seesPersons are the roles that see a person, if only the name of one they brought themselves.
var seesPersons = map[call.Role]bool{
	call.RoleReferrer: true, call.RoleDesk: true, call.RoleCoordinator: true, call.RoleSupporter: true,
	call.RoleOrganisationPlanner: true, call.RolePartnerContact: true, call.RoleAccessTeam: true,
	call.RoleComplaintsOfficer: true, call.RolePrivacyOfficer: true, call.RoleSystem: true,
}

// SeesPersons reports whether a role sees persons.
func SeesPersons(role call.Role) bool { return seesPersons[role] }

// Sensitive reports whether a role waits for a second administrator: those that see persons, and
// that of the administrator, who lets others in.
func Sensitive(role call.Role) bool { return seesPersons[role] || role == call.RoleAdministrator }

// MunicipalMay reports whether an account of the municipality can hold a role. It is the
// independence guarantee: the municipality decides on care, so its people see no dossier.
func MunicipalMay(role call.Role) bool {
	return role == call.RolePolicyAdviser || role == call.RoleReferrer || role == call.RoleAccessTeam
}

// looksOn are the roles of those who see patterns and never a person.
func looksOn(role call.Role) bool {
	return role == call.RolePolicyAdviser || role == call.RoleRegionManager
}

// needsOrganisation are the roles that reach what belongs to one organisation.
func needsOrganisation(role call.Role) bool {
	return role == call.RoleOrganisationPlanner || role == call.RolePartnerContact
}
