package promises_test

import (
	"encoding/base64"
	"path/filepath"
	"testing"
	"time"

	"oco.example/oco/server/app"
	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/crypto"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/telemetry"
)

// The person who will be erased, and words that stand in nobody else's rows.
const (
	noorsName  = "Noor Kanariezang"
	noorsPhone = "06-11930998"
	noorsMail  = "noor.kanariezang@oco.example"
)

// erasingTown is a town on a database of which the test can look at every row.
type erasingTown struct {
	town
	database *pgtest.Database
	settings config.Server

	// Everybody else: a supporter who signs in, a neighbour, and a referrer who signs in.
	supporter, supporterAccount, neighbour, referrer, referrerAccount string
}

// places are the folder of the erasure journal and the key file, for servers that follow each other.
type places struct{ journal, keys string }

func newPlaces(t *testing.T) places {
	t.Helper()
	p := places{journal: t.TempDir(), keys: filepath.Join(t.TempDir(), "keys.json")}
	if _, err := crypto.CreateKeyring(p.keys); err != nil {
		t.Fatal(err)
	}
	return p
}

func newErasingTown(t *testing.T, database *pgtest.Database, at places) *erasingTown {
	t.Helper()
	w := &erasingTown{database: database}
	system := harness.Start(t, harness.OnDatabase(func(role string) string { return database.URL(t, role) }),
		harness.WithSettings(func(s *config.Server) {
			s.KeyFile, s.ErasureJournal = at.keys, at.journal
			w.settings = *s
		}))
	w.town = newTown(t, system, harness.Coordinator, harness.Coordinator.Other(), harness.Administrator, harness.Supporter, harness.Referrer, harness.Desk, harness.PolicyAdviser,
		harness.ComplaintsOfficer)
	w.supporterAccount, w.referrerAccount = w.account(t, harness.Supporter), w.account(t, harness.Referrer)
	w.supporter = w.make(t, harness.Coordinator, "CreateSupporter", "id", object{"supporter": object{
		"kind": "SUPPORT_KIND_FORMAL", "name": "Pim Professional", "phone": "06-11930201", "email": "pim@naast.example",
		"organisation": harness.Agency, "life_domains": []any{"LIFE_DOMAIN_WMO"}, "max_cases": 9, "account": w.supporterAccount,
	}})
	organisation := w.make(t, harness.Coordinator, "CreateReferrerOrganisation", "id", object{"referrer_organisation": object{"name": "Huisarts Zuid"}})
	w.referrer = w.make(t, harness.Coordinator, "CreateReferrer", "id", object{"referrer": object{
		"referrer_organisation": organisation, "name": "Ria Verwijzer", "phone": "06-11930202", "account": w.referrerAccount,
	}})
	submitted := w.make(t, harness.Nobody, "SubmitApplication", "application", object{"resident": object{"name": "Bram Buurman", "phone": "06-11930203"}})
	w.neighbour = w.make(t, harness.Coordinator, "GetApplication", "resident", object{"application": submitted})
	return w
}

// make makes a call over gRPC that has to succeed, and returns a field of the answer.
func (w *erasingTown) make(t testing.TB, as harness.Persona, rpc, field string, request object) string {
	t.Helper()
	return made(t, w.call(t, harness.GRPC, as, rpc, request), field)
}

// account is the account of somebody in the town.
func (w *erasingTown) account(t *testing.T, as harness.Persona) string {
	t.Helper()
	method, err := harness.Method("GetCaller")
	if err != nil {
		t.Fatal(err)
	}
	return made(t, w.system.Make(t, harness.GRPC, harness.Call{RPC: method, Token: w.place.Token(t, as), Request: object{}}), "account")
}

// eraser is the command's side of the town's server.
func (w *erasingTown) eraser(t *testing.T) *app.Eraser {
	t.Helper()
	eraser, err := app.OpenEraser(t.Context(), w.settings, telemetry.NewLogger(t.Output(), nil, false))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(eraser.Close)
	return eraser
}

// noor is a resident with two dossiers, of whom there is something in every table.
type noor struct {
	resident, twin                                            string
	application, merged, referral, imported                   string
	offer, supportCase, representative, household, importedIn string
	// request is the request_id of the first application, body its request.
	request object
	receipt string
	// asked is what she asked about her own data, signal one that was seen in her case.
	asked, signal string
}

// ids are all that lead to her.
func (n noor) ids() []string {
	return []string{n.resident, n.twin, n.application, n.merged, n.referral, n.imported, n.offer, n.supportCase, n.representative}
}

// live lets her go the whole way, up to the close of her case; the application of the import still
// waits for an end.
func (w *erasingTown) live(t *testing.T) noor {
	t.Helper()
	as := harness.Coordinator
	n := noor{request: object{
		"request_id": pg.NewID(), "question": "Mag ik iets over kanariezang vragen?", "resident_agrees": true,
		"resident":  object{"name": noorsName, "phone": noorsPhone, "email": noorsMail, "postcode": "5141AB", "house_number": "7"},
		"applicant": object{"kind": "APPLICANT_KIND_NEAR_PERSON", "name": "Dochter Kanariezang", "phone": "06-11930997", "email": "dochter@kanariezang.example", "relation": "dochter"},
		"urgency":   object{"reason": "URGENCY_REASON_EVICTION", "note": "kanariezang"}, "call_back": "na vier uur",
		"safe_contact": object{"no_post": true, "instruction": "niet bij de kanariezang"}, "life_domains": []any{"LIFE_DOMAIN_WMO"},
	}}
	first := w.call(t, harness.GRPC, harness.Nobody, "SubmitApplication", n.request)
	n.application, n.receipt = made(t, first, "application"), made(t, first, "receipt_code")
	n.resident = w.make(t, as, "GetApplication", "resident", object{"application": n.application})
	n.merged = w.make(t, harness.Nobody, "SubmitApplication", "application", object{"resident": object{"name": noorsName, "phone": noorsPhone}})
	n.twin = w.make(t, as, "GetApplication", "resident", object{"application": n.merged})
	w.make(t, as, "MergeApplications", "id", object{"application": n.merged, "into": n.application})
	n.referral = w.make(t, as, "SubmitApplication", "application", object{
		"resident": object{"name": noorsName, "phone": noorsPhone}, "resident_agrees": true,
		"applicant": object{"kind": "APPLICANT_KIND_REFERRER", "name": "Ria Verwijzer", "organisation": "Huisarts Zuid"},
	})
	w.make(t, as, "EndApplication", "id", object{"application": n.referral, "reason": "END_REASON_MOVED"})
	w.make(t, as, "UpdateResident", "id", object{
		"resident":    object{"id": n.resident, "trusted_person_name": "Zus Kanariezang", "trusted_person_phone": "06-11930995"},
		"update_mask": "trustedPersonName,trustedPersonPhone",
	})
	n.representative = w.make(t, as, "CreateRepresentative", "id", object{"resident": n.resident, "representative": object{
		"kind": "REPRESENTATION_KIND_MENTOR", "name": "Mies Kanariezang", "phone": "06-11930996", "email": "mies@kanariezang.example", "extent": "de kanariezang",
	}})
	w.make(t, as, "CreateConsent", "id", object{"resident": n.resident, "consent": object{"kind": "CONSENT_KIND_SUPPORT", "given": true, "manner": "bij de kanariezang"}})
	n.household = w.make(t, as, "CreateHousehold", "id", object{"household": object{"residents": []any{n.resident, w.neighbour}}})
	w.make(t, as, "CreateTriageDecision", "id", object{"application": n.application, "route": "ROUTE_ACCESS_TEAM"})
	handover := w.make(t, as, "CreateHandover", "id", object{"handover": object{
		"application": n.application, "recipient_kind": "HANDOVER_RECIPIENT_KIND_PERSON", "recipient_name": "Tante Kanariezang", "reason": "HANDOVER_REASON_MOVED",
		"fields":  []any{"HANDOVER_FIELD_NAME", "HANDOVER_FIELD_REACH", "HANDOVER_FIELD_NEED"},
		"consent": object{"given_by": "HANDOVER_CONSENT_GIVER_RESIDENT", "given_date": "2026-01-05", "purpose": "bij de kanariezang"},
	}})
	w.make(t, as, "RefuseHandover", "id", object{"handover": handover, "refusal": "geen kanariezang", "receiver_name": "Tante Kanariezang"})
	w.make(t, as, "CreateTriageDecision", "id", object{"application": n.application, "route": "ROUTE_FORMAL", "grounds": "kanariezang"})
	w.make(t, as, "UpdateApplication", "id", object{
		"application": object{"id": n.application, "concerned_organisation": "Kanariezang Zorg"}, "update_mask": "concernedOrganisation",
	})
	tied := w.make(t, as, "CreateTie", "id", object{"tie": object{
		"application": n.application, "supporter": w.supporter, "kind": "TIE_KIND_ACQUAINTED", "note": "van de kanariezang",
	}})
	w.make(t, as, "EndTie", "id", object{"tie": tied})
	n.offer = w.make(t, as, "CreateOffer", "id", object{"application": n.application, "supporter": w.supporter, "note": "zij zingt als een kanariezang"})
	w.make(t, harness.Supporter, "AcceptOffer", "id", object{"offer": n.offer})
	n.supportCase = w.make(t, as, "RecordResidentAnswer", "case", object{"offer": n.offer, "answer": "RESIDENT_ANSWER_YES"})
	w.writes(t, n.supportCase)
	w.make(t, as, "CreateAppointment", "id", object{"appointment": object{
		"case": n.supportCase, "start_time": "2099-01-05T09:30:00Z", "end_time": "2099-01-05T10:30:00Z", "kind": "APPOINTMENT_KIND_HOME",
		"place": "kanariezang", "note": "kanariezang",
	}})
	w.goesWrong(t, &n)
	w.make(t, as, "CloseCase", "id", object{
		"case": n.supportCase, "need": "kanariezang", "outcome": "answered_question", "fit": "FIT_YES",
		"referrals": []any{object{"organisation": "kanariezang", "reason": "CASE_REFERRAL_REASON_OTHER"}},
	})
	n.importedIn, n.imported = w.importOf(t, noorsName)
	w.followed(t)
	return n
}

// importOf takes a list with one row in, and returns the import and what the row became.
func (w *erasingTown) importOf(t *testing.T, name string) (id, application string) {
	t.Helper()
	list := "Nr;Datum;Naam inwoner;Telefoon\n471147114711;03-02-2024;" + name + ";" + noorsPhone + "\n"
	id = w.make(t, harness.Coordinator, "CreateImport", "id", object{
		"kind": "IMPORT_KIND_APPLICATIONS", "file_name": "kanariezang.csv", "request_id": pg.NewID(), "file": base64.StdEncoding.EncodeToString([]byte(list)),
	})
	w.call(t, harness.GRPC, harness.Coordinator, "WatchImport", object{"import": id})
	rows, _ := harness.JSON(w.call(t, harness.GRPC, harness.Coordinator, "ListImportRows", object{"import": id}).Messages[0])["import_rows"].([]any)
	if len(rows) != 1 {
		t.Fatalf("the import has the rows %v", rows)
	}
	for _, value := range rows[0].(object) {
		if text, ok := value.(string); ok && len(text) == len(pg.NewID()) {
			application = text
		}
	}
	return id, application
}

// writes is what is written within a case: a contact, a draft of one, a goal, a question of the access team and a transfer.
func (w *erasingTown) writes(t *testing.T, id string) {
	t.Helper()
	today := calendar.Day(time.Now())
	w.make(t, harness.Coordinator, "CreateContactMoment", "id", object{"contact_moment": object{
		"case": id, "kind": "CONTACT_KIND_HOME_VISIT", "contact_date": today, "minutes": 30, "note": "kanariezang bij de koffie",
	}})
	w.make(t, harness.Coordinator, "SaveContactDraft", "id", object{"contact_draft": object{"id": pg.NewID(), "case": id, "note": "kanariezang, half"}})
	w.make(t, harness.Coordinator, "CreateCaseGoal", "id", object{"case_goal": object{"case": id, "text": "kanariezang op zondag"}})
	question := w.make(t, harness.Coordinator, "AskAccessQuestion", "id", object{"access_question": object{
		"case": id, "reason": "ACCESS_QUESTION_REASON_STRUCTURAL", "note": "kanariezang",
	}})
	w.make(t, harness.Coordinator, "AnswerAccessQuestion", "id", object{"access_question": question, "answer": "kanariezang"})
	w.make(t, harness.Coordinator, "AskTransfer", "id", object{"transfer": object{
		"case": id, "kind": "SUPPORT_KIND_FORMAL", "reason": "TRANSFER_REASON_TIME", "note": "kanariezang liever bellen",
	}})
}
