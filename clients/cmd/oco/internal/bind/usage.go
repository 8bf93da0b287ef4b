package bind

import (
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/clients/cmd/oco/internal/words"
)

// usages say in one line what a field is, by the name of the field, or by message and field where
// the name alone would not do.
var usages = map[string]string{
	"request_id": "a UUID that makes the command safe to repeat; one is made up when left out",
	"etag":       "refuse when somebody changed it since this version",

	"name":                 "name",
	"phone":                "phone number, as people write it",
	"email":                "mail address",
	"postcode":             "postcode, 5141 AB",
	"house_number":         "house number with its addition",
	"interpreter_language": "language for which an interpreter is needed, such as ar",
	"neighbourhood":        "neighbourhood, from the code list",
	"neighbourhood_point":  "neighbourhood point (wijkpunt), by its code",
	"preferred_channel":    "how the resident prefers to be reached",
	"residents":            "a resident who lives there; several times",

	"Applicant.kind":                        "who applies",
	"Applicant.name":                        "name of who applies for the resident",
	"Applicant.phone":                       "phone number of who applies",
	"Applicant.email":                       "mail address of who applies",
	"Applicant.relation":                    "how someone near the resident knows them: daughter",
	"Applicant.organisation":                "organisation of a referrer who applies",
	"resident_agrees":                       "the resident knows of this and agrees",
	"channel":                               "the way it came in",
	"question":                              "the question in the person's own words",
	"life_domain":                           "life domain (leefgebied)",
	"life_domains":                          "life domain (leefgebied); several times or with commas",
	"sub_themes":                            "sub-theme, from the code list",
	"target_groups":                         "target group (doelgroep), from the code list",
	"stage":                                 "how far the resident is with the municipality",
	"Urgency.reason":                        "why it is urgent; none when it is not",
	"Urgency.latest_date":                   "the last day on which help still helps",
	"Urgency.note":                          "what else there is to know of the urgency",
	"SafeContact.no_post":                   "send no letters",
	"SafeContact.no_email":                  "send no e-mail",
	"SafeContact.no_phone":                  "do not call",
	"SafeContact.no_voicemail":              "leave no voicemail",
	"SafeContact.no_calendar":               "put nothing in a shared calendar",
	"SafeContact.instruction":               "how the resident may be reached safely: only at school",
	"call_back":                             "when to call back: after four",
	"receipt_code":                          "receipt code; case, spaces and hyphens do not matter",
	"states":                                "only in this state; several times or with commas",
	"results":                               "only rows with this result; several times or with commas",
	"urgent":                                "only what is urgent",
	"to_complete":                           "only what is still to be completed",
	"order_by":                              "order",
	"EndApplicationRequest.reason":          "why it ends",
	"DeclineOfferRequest.reason":            "why, if the supporter wants to tell",
	"decline_reason":                        "why not, if told",
	"route":                                 "route",
	"grounds":                               "why this route",
	"minutes":                               "time spent, in minutes",
	"answer_date":                           "the day; today when left out",
	"Representative.kind":                   "in what capacity",
	"extent":                                "for what: finances only",
	"seen_date":                             "the day on which the papers were seen",
	"manner":                                "how it was given: by phone, to the coordinator",
	"given":                                 "yes or no",
	"given_date":                            "the day on which it was given; today when left out",
	"Consent.kind":                          "to what",
	"ReferrerOrganisation.kind":             "kind of referrer, from the code list; follows from the name when left out",
	"ListReferrerOrganisationsRequest.kind": "only of this kind",
	"partner_status":                        "how well the organisation knows the platform",
	"referrer_organisation":                 "the organisation",
	"referrer":                              "only of this referrer",
	"Referrer.account":                      "the account with which the referrer signs in",
	"columns":                               `a heading that is not understood by itself and the field it means: "Naam cliënt=name"; several times`,
	"dry_run":                               "read and judge every row, store nothing but the results",
	"CreateImportRequest.kind":              "what the file holds",
	"sheet":                                 "the sheet of a workbook, when more than one could be the list",

	"note":                                "what the supporter should know; no names",
	"supporter":                           "the supporter",
	"application":                         "the application",
	"Supporter.kind":                      "informal (volunteer) or formal (professional)",
	"ListSupportersRequest.kind":          "only informal or formal",
	"organisation":                        "organisation, by name",
	"languages":                           "language spoken, such as nl or ar; several times or with commas",
	"max_cases":                           "how many open cases this person can have at once",
	"hours_per_week":                      "hours a week",
	"lived_experience":                    "has lived experience (ervaringsdeskundig)",
	"lived_experience_note":               "the lived experience in the person's own words",
	"conduct_certificate_until_date":      "the day until which the certificate of conduct (VOG) counts",
	"confidentiality_signed":              "the confidentiality statement was signed",
	"trained":                             "the OCO training was done",
	"buddy":                               "the experienced volunteer who accompanies this person",
	"Supporter.account":                   "the account with which this person signs in",
	"max_travel_minutes":                  "how long this person wants to travel at most, in minutes one way",
	"travel_by":                           "how this person travels",
	"Supporter.start_date":                "the day on which this person began here",
	"intended_until_date":                 "the day until which this person intends to stay",
	"gender":                              "the gender, only when the person wants to say it",
	"lived_experience_consent_date":       "the day on which the person agreed that their own words are shown and used",
	"contact_account":                     "the account of the contact person at the organisation",
	"Pause.supporter":                     "the supporter; a supporter who leaves it out means themselves",
	"Pause.kind":                          "why: holiday, break, ill, other",
	"Pause.start_date":                    "the first day; today when left out",
	"Pause.end_date":                      "the last day; left out while nobody knows",
	"Pause.max_cases":                     "how many open cases this person can have at once meanwhile; none when left out",
	"EndPauseRequest.end_date":            "the last day; yesterday when left out, so that it is over from today on",
	"pause":                               "the pause",
	"to_come":                             "only what is not over",
	"newcomer":                            "the new volunteer",
	"BuddyPair.buddy":                     "the experienced volunteer",
	"buddy_pair":                          "the buddy pair",
	"running":                             "only those that run",
	"step":                                "what they did: shadow, together, solo",
	"held_date":                           "the day; today when left out",
	"case":                                "the support case, when it was one",
	"again":                               "it is done once more before the next step",
	"RecordBuddyStepRequest.note":         "how it went; no names",
	"skip_reason":                         "why the steps before it were not needed",
	"MoveSupporterRequest.reason":         "why a volunteer becomes active without a case done alone with a buddy first",
	"OtherRole.role":                      "the role, from the code list: advocate, buddy_visitor, access_team, care_employee, other",
	"OtherRole.organisation":              "where, by name",
	"OtherRole.since_date":                "the day since which; today when left out",
	"OtherRole.until_date":                "the last day; left out while it goes on",
	"EndOtherRoleRequest.until_date":      "the last day; yesterday when left out, so that it is over from today on",
	"other_role":                          "the other role",
	"mistaken":                            "it was recorded by mistake and counts on no day",
	"role_purity_policy":                  "the version",
	"RolePurityPolicy.kind":               "of which supporters, informal or formal",
	"ListRolePurityPoliciesRequest.kind":  "only informal or formal",
	"otherwise":                           "what every role without a rule does: note, same-concerned or all-matches",
	"tie":                                 "the tie",
	"Tie.kind":                            "which tie: family, acquainted, neighbour, other-role, other",
	"Tie.note":                            "what else there is to know, for coordinators alone",
	"ended":                               "those that ended too",
	"Supporter.postcode":                  "the postcode, with the house number: who lives with a resident is not proposed to them",
	"concerned_organisation":              "the organisation that the question is about, by name: nobody who belongs to it is proposed",
	"requirement":                         "what is asked, by its code: conduct_certificate, confidentiality, oco_training, refresher",
	"RecordRequirementRequest.seen_date":  "the day on which it was seen or done; today when left out",
	"RecordRequirementRequest.until_date": "the last day on which it counts, when that is another than the policy says",
	"withdrawn":                           "take back what was recorded of it before",
	"RequirementPolicy.kind":              "of which supporters, informal or formal",
	"ListRequirementPoliciesRequest.kind": "only informal or formal",
	"start_date":                          "the day on which it begins to count; today when left out",
	"requirement_policy":                  "the version",

	"matching_policy":                         "the version",
	"match_plan":                              "the plan",
	"CreateMatchPlanRequest.applications":     "only these applications; all that wait when left out",
	"SimulateMatchingRequest.size":            "a known size of the year; then its numbers count",
	"SimulateMatchingRequest.applications":    "how many applications come in, at most 2000",
	"SimulateMatchingRequest.volunteers":      "how many volunteers there are, at most 300",
	"SimulateMatchingRequest.professionals":   "how many professionals there are, at most 60",
	"SimulateMatchingRequest.seed":            "which of all such years; the same number gives the same year",
	"SimulateMatchingRequest.blind":           "supporters say yes or no however well they fit",
	"load_penalty":                            "how many hundredths of the score somebody loses who is full",
	"case_minutes_per_week":                   "how many minutes a week a running case takes; 0 counts no hours",
	"latitude":                                "of a neighbourhood: degrees north of its middle",
	"longitude":                               "of a neighbourhood: degrees east of its middle",
	"own_year":                                "the year that was here, instead of an invented one; for coordinators",
	"regional":                                "also helps in other municipalities of the region",
	"MatchingPolicy.regional":                 "show neighbours our regional supporters without a name, and see theirs",
	"waves":                                   "several supporters may be asked at once",
	"offer_wave":                              "the wave",
	"CreateOfferRequest.organisation":         "the organisation, by name",
	"AcceptOfferRequest.supporter":            "who takes it, when the organisation was asked",
	"RecordAnswerRequest.supporter":           "who takes it, when an organisation was asked and said yes",
	"ask_penalty":                             "how many hundredths each time asked in the last fourteen days costs",
	"override_reason":                         "why this supporter and not another; needed for somebody who fails a gate",
	"override_note":                           "the same in words, for coordinators",
	"wished_language":                         "the language that the supporter should speak, such as ar",
	"language_strength":                       "how much: prefer or must",
	"interpreter_arranged":                    "there is an interpreter",
	"wished_gender":                           "woman or man",
	"gender_strength":                         "how much: prefer or must",
	"no_neighbour":                            "nobody from the resident's own neighbourhood: prefer or must",
	"complexity":                              "how much the question asks: simple, ordinary or complex",
	"prefer_lived_experience":                 "preferably somebody with lived experience",
	"meeting":                                 "the meeting",
	"Meeting.kind":                            "what it is for",
	"ListMeetingsRequest.kind":                "only of this kind",
	"ListMeetingsRequest.state":               "only those that stand so",
	"ListMeetingsRequest.from_date":           "only those on this day or later",
	"ListMeetingsRequest.until_date":          "only those before this day",
	"title":                                   "what people read; no names of residents",
	"start_time":                              `when it begins: "1-12-2026 19:00", by the clock here`,
	"end_time":                                "when it ends",
	"location":                                "where it is",
	"online_link":                             "where it is online, an https address",
	"agenda":                                  `what it is about, with a theme from the code list: "Schulden=poverty"; several times`,
	"places":                                  "how many can come; 0 when there is no limit",
	"region_places":                           "how many of these the municipalities of the region can have",
	"region_taken":                            "how many of those are taken",
	"meeting_group":                           "the group",
	"Meeting.requirement":                     "what whoever was there meets from then on, by its code: oco_training, refresher",
	"CancelMeetingRequest.reason":             "why, for those who were invited; no names",
	"supporters":                              "a supporter; several times or with commas",
	"accounts":                                "an account of the access team, a contact person, a planner or a coordinator; several times",
	"kinds":                                   "all active supporters of this kind, informal or formal; several times",
	"ListMeetingInvitationsRequest.meeting":   "only to this meeting",
	"ListMeetingInvitationsRequest.supporter": "only of this supporter",
	"meeting_invitation":                      "the invitation",
	"RecordMeetingAnswerRequest.answer":       "does this person come",
	"attendances":                             `who was there: the invitation and present, absent-with-notice or absent: "ID=present"`,
	"ListDueMeetingsRequest.kind":             "only of this kind of supporter",
	"ListDueMeetingsRequest.until_date":       "what is due on this day at the latest; two weeks from now when left out",
	"intervision_weeks":                       "how many weeks lie between two intervisions of supporters",
	"in_depth_after":                          "after how many intervisions there is an in-depth meeting",

	"expense_claim":                         "the claim",
	"expense_policy":                        "the version",
	"payment_export":                        "the payment",
	"CreatePaymentExportRequest.until_date": "only claims of which every line is of this day or before",
	"date":                                  "a day of the month and the year to count; today when left out",
	"refusal":                               "why it is refused; the supporter reads it",
	"iban":                                  "the bank account (IBAN)",
	"account_holder":                        "the name of the account holder",
	"format":                                "pain001 for the bank, xlsx for the books",
	"hour_cents":                            "what an hour is paid, in cents",
	"kilometre_cents":                       "what a kilometre is paid, in cents",
	"hour_limit_cents":                      "the tax-free limit for an hour, in cents",
	"month_limit_cents":                     "the tax-free limit for a month, in cents",
	"year_limit_cents":                      "the tax-free limit for a year, in cents",
	"warn_percent":                          "from which part of a limit it warns, in percent; 80 when left out",
	"debtor_name":                           "who pays",
	"debtor_iban":                           "the bank account (IBAN) that is paid from",

	"need":                   "the need in the resident's words",
	"outcome":                "the outcome, from the code list",
	"fit":                    "does the solution fit the need",
	"first_appointment_date": "the day of the first appointment",

	"region":                       "region, a short code such as hart-van-brabant",
	"contact_name":                 "the named contact on receipts",
	"Municipality.phone":           "the one phone number",
	"Municipality.email":           "the one mail address",
	"website":                      "website",
	"introduction":                 "what is said above the form",
	"privacy":                      "the privacy text",
	"promise_working_days":         "within how many working days the municipality promises to call",
	"offer_working_hours":          "after how many working hours an offer without an answer expires; 0 is never",
	"opening_hours":                `when the phone is answered: "mon 09:00-17:00"; several times`,
	"list":                         "the code list",
	"code":                         "the code itself; it never changes",
	"label_nl":                     "what people read in Dutch",
	"label_en":                     "what people read in English",
	"Code.life_domain":             "for a sub-theme: its life domain",
	"words":                        "a word by which an import knows this entry; several times or with commas",
	"position":                     "its place in the list",
	"Code.active":                  "can be chosen",
	"Account.active":               "can sign in",
	"Account.kind":                 "a person or a system",
	"issuer":                       "the issuer of its tokens, an https address",
	"subject":                      "the subject in its tokens",
	"municipal":                    "an account of the municipality: policy adviser, referrer or access team only",
	"account":                      "the account",
	"ListGrantsRequest.account":    "only of this account",
	"role":                         "the role",
	"Grant.organisation":           "the organisation it is narrowed to; planners and partner contacts need one",
	"Grant.region":                 "the region it reaches, for a region manager",
	"Grant.until_date":             "the last day on which it counts; no end when left out",
	"Grant.start_date":             "the first day on which it counts; at once when left out",
	"Grant.deputy_of":              "the account of the coordinator for whom this one stands in, until the last day",
	"Certificate.until_date":       "the last day on which it counts",
	"fingerprint":                  "SHA-256 of the certificate, 64 hexadecimal digits",
	"GetMonitorRequest.from_date":  "the first day",
	"GetMonitorRequest.until_date": "the day after the last",
	"after_position":               "send what came after this position: 0 from the beginning, -1 from now on",
}

// filters are the usages that differ in the request of a list, where a field narrows the list.
var filters = map[protoreflect.Name]string{
	"route": "only with this route", "life_domain": "only about this life domain", "supporter": "only of this supporter",
	"application": "only of this application", "resident": "only of this resident, closed ones too", "referrer_organisation": "only of this organisation", "list": "only this list",
}

// searches are the usages in the request of a search.
var searches = map[protoreflect.Name]string{
	"name": "one or more whole words of the name", "postcode": "postcode; needs --house-number", "house_number": "house number; needs --postcode",
}

// Usage is the line of a flag in help.
func (f *Form) Usage(field *Field) string {
	leaf := field.leaf()
	usage := f.meaning(leaf)
	switch {
	case leaf.Enum() != nil:
		usage += ": " + strings.Join(words.All(leaf.Enum()), ", ")
	case isOrder(leaf):
		usage += ": " + strings.Join(orderWords("en"), ", ")
	}
	usage += f.more[field.Name]
	if slices.Contains(f.require, field.Name) {
		usage += " (required)"
	}
	return usage
}

func (f *Form) meaning(leaf protoreflect.FieldDescriptor) string {
	if leaf.Parent().FullName() == f.rpc.Input().FullName() {
		name := string(f.rpc.Name())
		if strings.HasPrefix(name, "List") && filters[leaf.Name()] != "" {
			return filters[leaf.Name()]
		}
		if strings.HasPrefix(name, "Search") && searches[leaf.Name()] != "" {
			return searches[leaf.Name()]
		}
	}
	if usage, ok := usages[string(leaf.Parent().Name())+"."+string(leaf.Name())]; ok {
		return usage
	}
	return usages[string(leaf.Name())]
}
