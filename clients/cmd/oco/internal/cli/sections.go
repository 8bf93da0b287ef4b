package cli

// sections are the headings under which oco --help lists the commands.
var sections = []struct{ id, title string }{
	{daily, "Every day:"},
	{people, "People:"},
	{reports, "Reports and events:"},
	{settings, "Settings and access:"},
}

const (
	daily    = "daily"
	people   = "people"
	reports  = "reports"
	settings = "settings"
)

// groups are the commands that hold others.
func groups() []group {
	return []group{
		applications, triage, directAnswers, receipts, form, imports, matches, plans, offers, ties, cases, appointments, contacts, contactDrafts, goals,
		transfers, accessQuestions, handovers, incomingHandovers, consultations, cards, messages,
		residents, households, representatives, consents, referrers, referrerOrganisations, partnerContacts, referrals, supporters, requirements, pauses, otherRoles, buddies,
		meetings, invitations, meetingGroups, meetingGuests,
		work, claims, bankDetails, payments, rights,
		complaints, concerns, risks, incidents,
		signals, patterns, surveys, events,
		municipalities, codeLists, accounts, grants, certificates, requirementPolicies, rolePolicies, matchingPolicies, expensePolicies, messageTemplates,
		webhooks,
	}
}

// single is a command that stands alone.
type single struct {
	section string
	command command
}

func singles() []single {
	return []single{{reports, monitor}, {reports, simulation}, {settings, whoami}}
}
