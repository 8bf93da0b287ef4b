package app_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// kept is how a table that keeps something of residents is told to them.
type kept struct {
	// kind is the entry of the dossier in which it is told, empty when nothing of the table is; apart says why then.
	kind, apart string
	// told are the columns, with a space between them; "state=name" when the dossier calls it otherwise.
	told string
	// untold are the others, and why.
	untold map[string]string
}

const (
	worker   = "who of those who work with it did it"
	helper   = "a supporter: another person"
	leads    = "leads from one row to another, and is the order of the entries"
	hashes   = "a keyed hash of what is told"
	machine  = "what the platform needs to do its work, worked out of what is told"
	restrict = "has readers of its own: the document says who tells it"
)

// recorded are the tables under a dossier.
var recorded = map[string]kept{
	"intake.dossier": {kind: "resident", told: "name phone email postcode house_number neighbourhood preferred_channel interpreter_language " +
		"no_post no_email no_phone no_voicemail no_calendar safe_instruction=safe_contact trusted_person_name trusted_person_phone", untold: map[string]string{
		"household": "with whom they live: other people", "merged_into": leads, "person": leads,
	}},
	"intake.application": {kind: "application", told: "state channel applicant_kind applicant_name applicant_phone applicant_email applicant_relation " +
		"organisation question life_domains sub_themes target_groups neighbourhood stage urgency_reason=urgency urgency_latest_date urgency_note " +
		"call_back end_reason application_date promise_date concerned_organisation from_municipality", untold: map[string]string{
		"dossier": leads, "receipt_key": hashes, "referrer": "who referred is told by name", "urgency_order": machine, "route": "told with the decision",
		"to_complete": machine, "merged_into": leads, "origin": machine, "entered_by": worker, "joined": machine, "clock_order": machine, "from_handover": leads,
	}},
	"intake.application_life_domain": {apart: "the life domains of an application once more, to be found by"},
	"intake.consent":                 {kind: "consent", told: "kind given manner given_date", untold: map[string]string{"dossier": leads, "application": leads, "recorded_by": worker}},
	"intake.ending":                  {apart: "how an application ended, which it tells itself; one that was taken back does not count any more"},
	"intake.handover": {kind: "handover", told: "recipient_kind recipient_name reason fields=handed_over data=safe_contact consent_by=given_by " +
		"consent_date=given_date consent_purpose=purpose state answer_time=answer_date receiver_name=receiver receiver_reference refusal", untold: map[string]string{
		"application": leads, "support_case": leads, "representative": leads, "reminder_date": machine, "told_time": machine, "answered_by": worker,
		"recipient_municipality": "told by its name",
	}},
	"intake.import_key":      {apart: hashes},
	"intake.promise_clock":   {apart: "what was promised by when, worked out of what is told; the day of the promise is told with the application"},
	"intake.representative":  {kind: "representative", told: "kind name phone email extent seen_date", untold: map[string]string{"dossier": leads}},
	"intake.search_key":      {apart: hashes},
	"intake.triage_decision": {kind: "triage_decision", told: "route grounds", untold: map[string]string{"application": leads, "decided_by": worker}},

	"matching.offer": {kind: "offer", told: "state note resident_answer override_note", untold: map[string]string{
		"application": leads, "dossier": leads, "supporter": helper, "organisation": helper, "support_case": leads, "life_domains": "told with the application",
		"neighbourhood": "told with the application", "by_phone": helper, "decline_reason": helper, "answer_time": helper, "undone_time": machine, "origin": machine,
		"override_reason": "why another supporter was chosen: about supporters", "overridden_gates": "what a supporter did not meet", "expire_time": machine, "wave": machine,
	}},
	"matching.tie": {kind: "tie", told: "kind note end_time=end_date", untold: map[string]string{
		"application": leads, "dossier": leads, "supporter": helper, "recorded_by": worker, "ended_by": worker,
	}},
	"matching.wishes": {kind: "wishes", told: "language language_strength interpreter_arranged gender gender_strength no_neighbour lived_experience complexity",
		untold: map[string]string{"application": leads, "dossier": leads, "recorded_by": worker}},

	"support.access_question": {kind: "access_question", told: "reason note state ask_date answer answer_date", untold: map[string]string{"support_case": leads}},
	"support.appointment": {kind: "appointment", told: "start_time=appointment_time end_time=appointment_end_time kind companies=with_whom place note state cancel_reason",
		untold: map[string]string{"support_case": leads, "sequence": machine}},
	"support.case_ending": {kind: "case", told: "resident_fit life_domains=ending_life_domains supporter_told_date referrer_told",
		untold: map[string]string{"support_case": leads}},
	"support.case_goal":     {kind: "case_goal", told: "goal state", untold: map[string]string{"support_case": leads}},
	"support.case_referral": {kind: "case_referral", told: "organisation reason", untold: map[string]string{"support_case": leads, "position": leads}},
	"support.contact_draft": {kind: "contact_draft", told: "kind contact_date minutes with_whom own_network_present note", untold: map[string]string{
		"support_case": leads, "account": worker, "expire_time": machine,
	}},
	"support.contact_moment": {kind: "contact_moment", told: "kind contact_date minutes with_whom own_network_present note", untold: map[string]string{
		"support_case": leads, "supporter": helper, "entered_by": worker, "delete_time": "of what was removed nothing is left",
	}},
	"support.support_case": {kind: "case", told: "state life_domains open_date first_appointment_date close_date need outcome fit minutes appointment_made_date " +
		"appointment_time=planned_appointment_time hold_reason hold_until_date successor_view successor_view_time=successor_view_date match_ended_by", untold: map[string]string{
		"application": leads, "dossier": leads, "supporter": helper, "second_supporter": helper, "application_date": "told with the application",
		"origin": machine, "seen_from_time": "what a successor sees of it", "successor_view_account": worker,
	}},
	"support.transfer": {kind: "transfer", told: "kind=support_kind note state ask_date answer_date", untold: map[string]string{
		"support_case": leads, "from_supporter": helper, "successor": helper, "reason": "why may be about the supporter", "first_contact": helper, "by_phone": helper,
	}},

	"message.message": {kind: "message", told: "kind channel state subject body", untold: map[string]string{
		"cause": machine, "period": machine, "recipient_kind": "only what was written to the resident is told", "recipient": leads, "application": leads,
		"dossier": leads, "about": leads, "language": machine, "no_voicemail": "told with the resident", "no_calendar": "told with the resident",
		"instruction": "told with the resident", "attempts": machine, "next_attempt_time": machine, "fault": machine, "stop_fault": machine, "untold": machine, "words": "what fills the text, and stands in it",
		"sent_time": "the entry says when it was written, and whether it went",
	}},
	"privacy.correction": {kind: "correction", told: "part outcome subject reason statement", untold: map[string]string{
		"dossier": leads, "rights_request": leads, "recorded_by": worker,
	}},
	"privacy.rights_request": {apart: "what they asked about their own data, under a key of its own: the answer is theirs already"},

	"complaint.complaint":      {apart: restrict},
	"complaint.complaint_step": {apart: restrict},
	"complaint.incident":       {apart: restrict},
	"complaint.incident_step":  {apart: restrict},
	"complaint.safety_concern": {apart: restrict},
	"complaint.safety_record":  {apart: restrict},
	"complaint.home_visit_risk": {kind: "home_visit_risk", told: "warning end_time=end_date", untold: map[string]string{
		"application": leads, "dossier": leads, "recorded_by": worker,
	}},
	"signal.evidence": {apart: "in which cases a signal was seen: the signal is of nobody"},
	"survey.invitation": {kind: "survey_invitation", told: "state way last_date", untold: map[string]string{
		"round": leads, "audience": "a resident is asked as a resident", "application": leads, "dossier": leads, "supporter": helper, "code_key": hashes, "remind_date": machine,
	}},

	"expense.claim_line":   {apart: "what a supporter claims: sealed under theirs"},
	"expense.work_entry":   {apart: "the hours of a supporter: sealed under theirs"},
	"volunteer.buddy_step": {apart: "how two supporters learn from each other: sealed under theirs"},
}

// ofResidents are all tables that hang on a dossier, an application or a case, with their columns but those that every
// table has.
const ofResidents = `WITH RECURSIVE tables AS (
  SELECT c.oid, n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'platform', 'reporting')
), theirs AS (
  SELECT t.oid FROM tables t WHERE t.name = 'intake.dossier' OR EXISTS (SELECT FROM pg_attribute a
    WHERE a.attrelid = t.oid AND a.attname = ANY (ARRAY['dossier', 'resident', 'application', 'support_case']) AND NOT a.attisdropped)
  UNION SELECT k.conrelid FROM theirs JOIN pg_constraint k ON k.contype = 'f' AND k.confrelid = theirs.oid
)
SELECT t.name AS relation, a.attname AS name FROM theirs JOIN tables t USING (oid) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE a.attname <> ALL (ARRAY['municipality', 'id', 'version', 'create_time', 'update_time']) ORDER BY t.name, a.attnum`

// TestEveryColumnOfAResidentIsToldOrNamed: whatever is recorded under a dossier is in what a resident may read of it, or it
// is said here why not. A column that is added later is asked about here.
func TestEveryColumnOfAResidentIsToldOrNamed(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, "", call.RoleSystem)
	var columns []struct {
		Table string `db:"relation"`
		Name  string `db:"name"`
	}
	if err := db.Owner.Read(ctx, func(tx *pg.Tx) error { return tx.Select(ctx, &columns, ofResidents) }); err != nil {
		t.Fatal(err)
	}
	found := map[string]map[string]bool{}
	for _, c := range columns {
		if found[c.Table] == nil {
			found[c.Table] = map[string]bool{}
		}
		found[c.Table][c.Name] = true
	}
	for table, names := range found {
		how, named := recorded[table]
		if !named {
			t.Errorf("%s keeps something of residents, and nobody says whether they may read it", table)
			continue
		}
		slice, _, _ := strings.Cut(table, ".")
		says := exportsOf(t, slice)
		if how.kind != "" && !says[how.kind] {
			t.Errorf("%s tells no %s", slice, how.kind)
		}
		wanted := maps.Clone(how.untold)
		if wanted == nil {
			wanted = map[string]string{}
		}
		for column := range strings.FieldsSeq(how.told) {
			column, name, renamed := strings.Cut(column, "=")
			if !renamed {
				name = column
			}
			if wanted[column] != "" {
				t.Errorf("%s.%s is told, and it is said why not", table, column)
			}
			if !says[name] {
				t.Errorf("%s.%s is not told: %s says no %s", table, column, slice, name)
			}
			wanted[column] = name
		}
		for _, name := range slices.Sorted(maps.Keys(names)) {
			if how.apart == "" && wanted[name] == "" {
				t.Errorf("%s.%s is not told to the resident, and nobody says why", table, name)
			}
			delete(wanted, name)
		}
		for name := range wanted {
			t.Errorf("%s has no column %s", table, name)
		}
	}
	for table, how := range recorded {
		if found[table] == nil || (how.apart == "") == (how.kind == "") {
			t.Errorf("%s is not there any more, or is both told and not told", table)
		}
	}
}

// exportsOf are the words under which a slice tells what it keeps of a resident.
func exportsOf(t *testing.T, slice string) map[string]bool {
	t.Helper()
	files, err := filepath.Glob("../" + slice + "/store/export*.go")
	if err != nil {
		t.Fatal(err)
	}
	says := map[string]bool{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range append(exportedName.FindAllStringSubmatch(string(content), -1), append(
			exportedKind.FindAllStringSubmatch(string(content), -1), exportedWay.FindAllStringSubmatch(string(content), -1)...)...) {
			says[found[1]] = true
		}
	}
	return says
}
