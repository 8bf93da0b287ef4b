package promises_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// ofOthers are the columns, and the tables and slices (ending in a dot), with something sealed or hashed that is of no resident
// or that the story does not reach, and why.
var ofOthers = map[string]string{
	"admin.account.": "who signs in", "volunteer.": "supporters", "expense.": "supporters", "meeting.": "guests of meetings", "intake.referrer.": "referrers",
	"intake.partner_contact.": "partners", "support.consultation.": "who asked, without names of residents", "support.consultation_answer.": "who answered that",
	"signal.signal.":                     "a signal is of nobody: which cases stood behind it goes",
	"privacy.rights_request.":            "the request outlives the dossier, under a key of its own, and is forgotten by itself",
	"survey.box.":                        "what all said together, of whom nobody can be found",
	"intake.import.":                     "the list, of which nothing is kept once it was taken in; the rows are a person's",
	"platform.job.":                      "work that waits, gone once it was done",
	"platform.municipality_secret.":      "the municipality's own key",
	"matching.match_plan.":               "a hash over what a plan was made of",
	"intake.handover.receiver_reference": "in one row with receiver_name, of which the story leaves something; only an answer that ends an application has it",
	"matching.offer.override_note":       "in one row with note, of which the story leaves something; only a choice against the gates has it",
}

// sealedColumns are all columns of the database that hold something sealed or hashed and may hold it of a resident: what is
// added later is asked of the story too.
func sealedColumns(t *testing.T, database *pgtest.Database) (columns []string) {
	t.Helper()
	ctx := call.With(t.Context(), call.Call{})
	err := database.Open(t, "postgres").Read(ctx, func(tx *pg.Tx) error {
		return tx.Select(ctx, &columns, `SELECT c.oid::regclass::text || '.' || a.attname FROM pg_class c
			JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			WHERE c.relkind = 'r' AND a.atttypid = 'bytea'::regtype AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1`)
	})
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(columns, func(column string) bool {
		slice, table := column[:strings.Index(column, ".")+1], column[:strings.LastIndex(column, ".")+1]
		return remembers(column) || ofOthers[column] != "" || ofOthers[table] != "" || ofOthers[slice] != ""
	})
}

// goesWrong is what is recorded of a resident when something goes wrong, and what she asks about it; all of it has ended.
func (w *erasingTown) goesWrong(t *testing.T, n *noor) {
	t.Helper()
	as, other := harness.Coordinator, harness.Coordinator.Other()
	concern := w.make(t, as, "RaiseSafetyConcern", "id", object{"application": n.application, "signals": "kanariezang"})
	w.make(t, as, "UpdateSafetyConcern", "id", object{
		"safety_concern": object{"id": concern, "acute": true, "asked_of_supporter": "kanariezang"}, "update_mask": "acute,askedOfSupporter",
	})
	for _, step := range []string{"CONSULT", "TALK", "WEIGH"} {
		w.make(t, as, "RecordSafetyStep", "id", object{"safety_concern": concern, "step": "SAFETY_STEP_" + step, "note": "kanariezang"})
	}
	w.make(t, as, "RecordSafetyStep", "id", object{
		"safety_concern": concern, "step": "SAFETY_STEP_DECIDE", "note": "kanariezang", "decision": "SAFETY_DECISION_HELP",
		"second_account": w.account(t, other), "second_person": "Kanariezang van Veilig Thuis",
	})
	w.make(t, as, "RecordHomeVisitRisk", "id", object{"home_visit_risk": object{"application": n.application, "warning": "kanariezang"}})
	complaint := w.make(t, as, "SubmitComplaint", "complaint", object{
		"about": "COMPLAINT_ABOUT_ORGANISATION", "text": "kanariezang", "complainant_name": noorsName, "complainant_phone": noorsPhone,
		"complainant_email": noorsMail,
	})
	w.make(t, harness.ComplaintsOfficer, "UpdateComplaint", "id", object{
		"complaint": object{"id": complaint, "application": n.application}, "update_mask": "application",
	})
	w.make(t, as, "AcknowledgeComplaint", "id", object{"complaint": complaint, "note": "kanariezang"})
	w.make(t, as, "SettleComplaint", "id", object{"complaint": complaint, "outcome": "COMPLAINT_OUTCOME_TALKED", "explanation": "kanariezang"})
	incident := w.make(t, as, "ReportIncident", "id", object{"incident": object{
		"kind": "INCIDENT_KIND_OTHER", "incident_date": "2026-03-02", "text": "kanariezang", "affected": []any{"INCIDENT_AFFECTED_RESIDENT"}, "application": n.application,
	}})
	w.make(t, as, "CloseIncident", "id", object{"incident": incident, "note": "kanariezang"})
	n.signal = w.make(t, as, "CreateSignal", "id", object{"signal": object{
		"theme": "waiting_list", "organisation": "Stichting Zorgbuur", "from_date": "2026-01-05", "description": "Het wachten duurt lang", "cases": []any{n.supportCase},
	}})
	n.asked = w.make(t, as, "SubmitRightsRequest", "rights_request", object{"right": "RIGHT_CORRECT", "name": noorsName, "phone": noorsPhone, "channel": "REQUEST_CHANNEL_PHONE"})
	w.make(t, as, "IdentifyRequester", "id", object{"rights_request": n.asked, "resident": n.resident, "identity_check": "IDENTITY_CHECK_CALLED_BACK"})
	w.make(t, as, "CreateCorrection", "id", object{
		"rights_request": n.asked, "part": "DOSSIER_PART_APPLICATION", "outcome": "CORRECTION_OUTCOME_REFUSED", "subject": "kanariezang", "reason": "kanariezang", "statement": "kanariezang",
	})
	w.make(t, as, "SettleRightsRequest", "id", object{"rights_request": n.asked, "outcome": "RIGHTS_REQUEST_STATE_REFUSED", "answer": "kanariezang"})
}

// followed waits until all that follow the events of the town came to where they stand: messages were written, surveys sent.
func (w *erasingTown) followed(t *testing.T) {
	t.Helper()
	ctx, db, position := call.With(t.Context(), call.Call{}), w.database.Open(t, "postgres"), w.place.Position(t)
	var behind []string
	for begun := time.Now(); time.Since(begun) < time.Minute; {
		behind = nil
		if err := db.Read(ctx, func(tx *pg.Tx) error {
			return tx.Select(ctx, &behind, `SELECT consumer FROM platform.event_place WHERE municipality = $1 AND position < $2`, w.place.Code, position)
		}); err != nil {
			t.Fatal(err)
		}
		if len(behind) == 0 {
			return
		}
	}
	t.Fatalf("%v stay behind", behind)
}

// outlives takes out of the marks what is no dossier's and stays: a request about her own data, until it is forgotten, and a
// signal that tells of nobody, each with the key that it has of its own.
func (n noor) outlives(t *testing.T, database *pgtest.Database, marks map[string]string) {
	t.Helper()
	for _, id := range []string{n.asked, n.signal} {
		delete(marks, value[string](t, database, `SELECT wrapped::text FROM platform.subject_key WHERE subject = '`+id+`'`))
	}
	for mark, column := range marks {
		if strings.HasPrefix(column, "privacy.rights_request.") || strings.HasPrefix(column, "signal.signal.") {
			delete(marks, mark)
		}
	}
}
