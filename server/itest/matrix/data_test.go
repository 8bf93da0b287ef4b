package matrix_test

import (
	"slices"
	"strconv"
	"strings"

	"google.golang.org/grpc/codes"

	"oco.example/oco/server/itest/harness"
)

// gives checks that a call succeeds and answers with data.
func (c *cell) gives(who harness.Persona, request object, a harness.Answer) {
	c.t.Helper()
	c.want(string(who), codes.OK, a)
	if a.Code == codes.OK && !c.hasData(request, a) {
		c.t.Errorf("as %s: no data came back: %v", who, a.Messages)
	}
}

// hasData reports whether an answer holds something that its request did not: of a list, in each of
// its entries; of the monitor, people. What was deleted is gone.
func (c *cell) hasData(request object, a harness.Answer) bool {
	c.t.Helper()
	if reader, deletes := readers[c.row.rpc]; deletes {
		return c.call(c.home.Token(c.t, reader.as), reader.rpc, request).Code == codes.NotFound
	}
	if len(a.Messages) == 0 {
		return false
	}
	answer := harness.JSON(a.Messages[len(a.Messages)-1])
	if c.row.rpc == "GetMonitor" {
		return countsPeople(answer)
	}
	known := append(leaves(request), c.home.Code)
	if list, isList := lists[c.row.rpc]; isList {
		entries, _ := answer[list].([]any)
		return len(entries) > 0 && !slices.ContainsFunc(entries, func(entry any) bool { return !tells(entry, nil) })
	}
	return tells(answer, known)
}

// readers ask after what was deleted, as somebody who could read it before.
var readers = map[string]struct {
	rpc string
	as  harness.Persona
}{
	"DeleteRepresentative":      {"GetRepresentative", harness.Coordinator},
	"DeleteCertificate":         {"GetCertificate", harness.Administrator},
	"DeleteWorkEntry":           {"GetWorkEntry", harness.Coordinator},
	"DeleteContactMoment":       {"GetContactMoment", harness.Coordinator},
	"DeleteContactDraft":        {"GetContactDraft", harness.Supporter},
	"DeleteCaseGoal":            {"GetCaseGoal", harness.Coordinator},
	"DeleteMeetingGuest":        {"GetMeetingGuest", harness.Coordinator},
	"DeletePartnerContact":      {"GetPartnerContact", harness.Coordinator},
	"DeleteWebhookSubscription": {"GetWebhookSubscription", harness.Administrator},
}

// lists are the RPCs that answer with a list, and what it is called, by hand.
var lists = map[string]string{
	"ListApplications": "applications", "SearchApplications": "applications", "ListPossibleDuplicates": "possible_duplicates",
	"ListTriageDecisions": "triage_decisions", "ListDirectAnswers": "direct_answers", "SearchResidents": "residents",
	"ListRepresentatives": "representatives", "ListConsents": "consents", "ListImports": "imports", "ListImportRows": "import_rows",
	"ListReferrerOrganisations": "referrer_organisations", "ListReferrers": "referrers", "ListPartnerContacts": "partner_contacts", "ListReferrals": "referrals", "ListSupporters": "supporters",
	"ListSupporterRequirements": "requirements", "ListLapsingRequirements": "supporters", "ListRequirementPolicies": "requirement_policies",
	"SearchSupporters": "supporters", "ProposeMatches": "proposals", "ListOffers": "offers", "ListRolePurityPolicies": "role_purity_policies",
	"ListOtherRoles": "other_roles", "ListTies": "ties", "ListExpensePolicies": "expense_policies", "ListExpenseClaims": "expense_claims",
	"ListPaymentExports": "payment_exports", "ListWorkEntries": "work_entries", "ListMatchingPolicies": "matching_policies", "ListPauses": "pauses",
	"ListBuddyPairs": "buddy_pairs", "ListStrandedCases": "stranded_cases", "ListCases": "cases", "ListContactMoments": "contact_moments",
	"ListContactDrafts": "contact_drafts", "ListCaseGoals": "case_goals", "ListAccessQuestions": "access_questions", "ListTransfers": "transfers", "ListMunicipalities": "municipalities",
	"ListCodes": "codes", "ListAccounts": "accounts", "ListMeetings": "meetings", "ListMeetingInvitations": "meeting_invitations",
	"ListDueMeetings": "due_meetings", "ListRegionMeetings": "region_meetings", "ListMeetingGroups": "meeting_groups",
	"ListMeetingGuests": "meeting_guests", "ListRightsRequests": "rights_requests", "ListCorrections": "corrections", "ListGrants": "grants", "ListCertificates": "certificates",
	"ListSignals": "signals", "ListSimilarSignals": "similar_signals", "ListPatterns": "patterns", "ListReleasedPatterns": "released_patterns",
	"ListComplaints": "complaints", "ListConcernedPeople": "concerned_people", "ListSafetyConcerns": "safety_concerns",
	"ListHomeVisitRisks": "home_visit_risks", "ListIncidents": "incidents", "ListHandovers": "handovers", "ListIncomingHandovers": "incoming_handovers",
	"ListWebhookSubscriptions": "webhook_subscriptions", "ListAppointments": "appointments", "ListCardBatches": "card_batches",
	"ListConsultations": "consultations",
}

// countsPeople reports whether a monitor shows a number, and lines with numbers, that are more than
// nobody. A hidden number tells nothing.
func countsPeople(monitor object) bool {
	shown := func(value any) bool {
		count, _ := value.(object)
		number, err := strconv.Atoi(text(count, "value"))
		return err == nil && number > 0
	}
	channels, _ := monitor["channels"].([]any)
	return shown(monitor["applications"]) && slices.ContainsFunc(channels, func(line any) bool {
		cell, _ := line.(object)
		return shown(cell["count"])
	})
}

// tells reports whether a value holds something that is not known already.
func tells(value any, known []string) bool {
	return slices.ContainsFunc(leaves(value), func(leaf string) bool { return !slices.Contains(known, leaf) })
}

// leaves are the texts, numbers and truths in a value, however deep, but what is empty.
func leaves(value any) []string {
	var all []string
	switch value := value.(type) {
	case object:
		for _, inner := range value {
			all = append(all, leaves(inner)...)
		}
	case []any:
		for _, inner := range value {
			all = append(all, leaves(inner)...)
		}
	case string:
		if strings.Trim(value, "0") != "" {
			all = append(all, value)
		}
	case float64:
		if value != 0 {
			all = append(all, strconv.FormatFloat(value, 'g', -1, 64))
		}
	case bool:
		if value {
			all = append(all, "true")
		}
	}
	return all
}
