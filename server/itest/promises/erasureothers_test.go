package promises_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"oco.example/oco/server/app"
	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/calendar"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// TestNothingIsLeftOfASupporter: who was asked and who helped stays with the residents, as somebody
// whom nobody can find; what still runs has to end first.
func TestNothingIsLeftOfASupporter(t *testing.T) {
	database := pgtest.New(t)
	w := newErasingTown(t, database, newPlaces(t))
	w.make(t, harness.Coordinator, "UpdateSupporter", "id", object{"supporter": object{"id": w.supporter, "account": ""}, "update_mask": "account"})
	before := look(t, database)
	vera := w.make(t, harness.Coordinator, "CreateSupporter", "id", object{"supporter": object{
		"kind": "SUPPORT_KIND_FORMAL", "name": "Vera Kanariezang", "phone": "06-11930301", "email": "vera@kanariezang.example",
		"organisation": harness.Agency, "life_domains": []any{"LIFE_DOMAIN_WMO"}, "target_groups": []any{"elderly"}, "languages": []any{"nl"},
		"max_cases": 9, "account": w.supporterAccount, "lived_experience": true, "lived_experience_note": "kanariezang",
		"lived_experience_consent_date": "2026-01-05", "gender": "GENDER_WOMAN", "postcode": "5141AB", "house_number": "9",
		"weekly_rhythm": []any{object{"weekday": 1, "day_part": "DAY_PART_EVENING"}},
	}})
	w.make(t, harness.Coordinator, "RecordRequirement", "supporter", object{
		"supporter": vera, "requirement": "conduct_certificate", "until_date": calendar.Day(time.Now().AddDate(0, 0, 3)),
	})
	w.make(t, harness.Coordinator, "CreateMeetingGroup", "id", object{"meeting_group": object{"title": "Dinsdag", "supporters": []any{vera}}})
	w.make(t, harness.Administrator, "CreateExpensePolicy", "id", object{"expense_policy": object{
		"start_date": "2020-01-01", "hour_cents": 500, "debtor_name": "Stichting", "debtor_iban": "NL20INGB0001234567",
	}})
	w.make(t, harness.Coordinator, "RecordBankDetails", "supporter", object{"supporter": vera, "bank_details": object{
		"iban": "NL91ABNA0417164300", "account_holder": "V. Kanariezang",
	}})
	claim := func() string {
		id := w.make(t, harness.Coordinator, "CreateExpenseClaim", "id", object{"expense_claim": object{"supporter": vera, "lines": []any{object{
			"kind": "EXPENSE_KIND_HOURS", "date": "2026-03-02", "quantity": 60, "description": "kanariezang",
		}}}})
		return w.make(t, harness.Coordinator, "SubmitExpenseClaim", "id", object{"expense_claim": id})
	}
	paid, waits := claim(), claim()
	work := w.make(t, harness.Coordinator, "CreateWorkEntry", "id", object{"work_entry": object{
		"supporter": vera, "date": "2026-03-02", "minutes": 60, "description": "kanariezang",
	}})
	w.make(t, harness.Coordinator, "CreateExpenseClaim", "id", object{"expense_claim": object{"supporter": vera, "work_entries": []any{work}}})
	w.make(t, harness.Coordinator.Other(), "ApproveExpenseClaim", "id", object{"expense_claim": paid})
	payment := w.make(t, harness.Coordinator, "CreatePaymentExport", "id", object{})
	marks := sealedOf(before, look(t, database))
	pupil := w.make(t, harness.Coordinator, "CreateSupporter", "id", object{"supporter": object{
		"kind": "SUPPORT_KIND_INFORMAL", "name": "Lea Leerling", "buddy": vera,
	}})
	w.make(t, harness.Coordinator, "CreatePause", "id", object{"pause": object{"supporter": vera, "kind": "PAUSE_KIND_BREAK", "max_cases": 8}})
	w.make(t, harness.Coordinator, "CreateOtherRole", "id", object{"other_role": object{"supporter": vera, "role": "advocate", "organisation": "Kanariezang"}})
	w.make(t, harness.Coordinator, "CreateTie", "id", object{"tie": object{
		"application": w.make(t, harness.Nobody, "SubmitApplication", "application", object{"resident": object{"name": "Ada Ander", "phone": "06-11937110"}}),
		"supporter":   vera, "kind": "TIE_KIND_FAMILY", "note": "haar tante",
	}})
	waiting := func() string {
		id := w.make(t, harness.Coordinator, "SubmitApplication", "application", object{
			"resident": object{"name": "Otto Ander", "phone": "06-11930302"}, "life_domains": []any{"LIFE_DOMAIN_WMO"}, "resident_agrees": true,
		})
		w.make(t, harness.Coordinator, "CreateTriageDecision", "id", object{"application": id, "route": "ROUTE_FORMAL"})
		return id
	}
	offered := w.make(t, harness.Coordinator, "CreateOffer", "id", object{"application": waiting(), "supporter": vera})
	accepted := w.make(t, harness.Coordinator, "CreateOffer", "id", object{"application": waiting(), "supporter": vera})
	w.make(t, harness.Coordinator, "RecordAnswer", "id", object{"offer": accepted, "accepted": true})
	m := w.make(t, harness.Coordinator, "CreateMeeting", "id", object{"meeting": object{
		"kind": "MEETING_KIND_INTERVISION", "title": "Intervisie", "start_time": "2090-03-12T18:00:00Z", "end_time": "2090-03-12T20:00:00Z",
	}})
	w.make(t, harness.Coordinator, "InviteToMeeting", "id", object{"meeting": m, "supporters": []any{vera, pupil}})
	eraser, whom := w.eraser(t), app.Erasing{Municipality: w.place.Code, Supporter: vera, Reason: "request"}
	refused := func(wanted ...string) {
		t.Helper()
		_, err := eraser.Erase(t.Context(), whom)
		for _, text := range wanted {
			if err == nil || !strings.Contains(err.Error(), text) {
				t.Errorf("got %v, want a refusal that says %s", err, text)
			}
		}
	}
	refused("claim "+waits+" is SUBMITTED", "oco claims refuse")
	w.make(t, harness.Coordinator, "WithdrawExpenseClaim", "id", object{"expense_claim": waits})
	refused("offer "+offered+" is OPEN", "offer "+accepted+" is ACCEPTED", "oco offers withdraw")
	w.make(t, harness.Coordinator, "WithdrawOffer", "id", object{"offer": offered})
	running := w.make(t, harness.Coordinator, "RecordResidentAnswer", "case", object{"offer": accepted, "answer": "RESIDENT_ANSWER_YES"})
	refused("case "+running+" is OPEN", "oco cases close")
	w.helps(t, running, vera)
	w.helpsAnother(t, w.make(t, harness.Coordinator, "CreateOffer", "id", object{"application": waiting(), "supporter": w.supporter}), vera)
	w.make(t, harness.Coordinator, "CloseCase", "id", object{"case": running, "need": "overzicht", "outcome": "answered_question", "fit": "FIT_YES"})
	w.followed(t)
	exact, told := w.monitor(t), look(t, database)
	for _, column := range ofSupporters(told) {
		if !told[column][vera] && notReached[column] == "" {
			t.Errorf("the story writes nothing in %s", column)
		}
	}

	erased, err := eraser.Erase(t.Context(), whom)
	if err != nil || erased.Gone["supporters"] != 1 || erased.Gone["keys"] != 1 || erased.Gone["search keys"] == 0 || erased.Gone["invitations"] != 1 || erased.Gone["work entries"] != 1 {
		t.Fatalf("got %+v, %v", erased, err)
	}
	found := look(t, database)
	if left := leftOf(found, marks, nil, []string{"kanariezang"}); len(left) > 0 || len(marks) < 8 {
		t.Errorf("of %d marks are left:\n  %s", len(marks), strings.Join(left, "\n  "))
	}
	for column, values := range found {
		stays := []string{
			"matching.offer.supporter", "support.support_case.supporter", "support.support_case.second_supporter",
			"support.contact_moment.supporter", "support.transfer.from_supporter", "support.transfer.successor",
			"platform.request.resource_id", "expense.claim.supporter", "expense.payment.supporter",
		}
		if values[vera] && !slices.Contains(stays, column) {
			t.Errorf("%s still points at the supporter", column)
		}
	}
	for _, door := range harness.Doors() {
		ask := func(id string) harness.Answer {
			return w.call(t, door, harness.Coordinator, "GetSupporter", object{"supporter": id})
		}
		same(t, "an erased supporter over "+string(door), "NOT_FOUND", ask(vera), ask(pg.NewID()))
		for _, rpc := range []string{"GetExpenseClaim", "WithdrawExpenseClaim"} {
			if a := w.call(t, door, harness.Coordinator, rpc, object{"expense_claim": paid}); a.Reason != "NOT_FOUND" {
				t.Errorf("%s of who was erased over %s: %q", rpc, door, a.Reason)
			}
		}
		if a := w.call(t, door, harness.Coordinator, "GetWorkEntry", object{"work_entry": work}); a.Reason != "NOT_FOUND" {
			t.Errorf("work of who was erased over %s: %q", door, a.Reason)
		}
		a := w.call(t, door, harness.Coordinator, "GetPaymentFile", object{"payment_export": payment, "format": "PAYMENT_FORMAT_PAIN001"})
		if a.Reason != "INVALID" {
			t.Errorf("a file without one of its payments over %s: %q", door, a.Reason)
		}
		w.make(t, harness.Coordinator, "GetPaymentExport", "id", object{"payment_export": payment})
		w.make(t, harness.Coordinator, "GetSupporter", "id", object{"supporter": pupil})
		w.make(t, harness.Coordinator, "GetCase", "id", object{"case": running})
		w.make(t, harness.Coordinator, "GetOffer", "id", object{"offer": accepted})
		for _, rpc := range []string{"ListSupporters", "ListOffers", "ListCases", "ListApplications"} {
			if a := w.call(t, door, harness.Coordinator, rpc, object{}); a.Reason != "" || strings.Contains(a.Raw+fmt.Sprint(a.Messages), "anariezang") {
				t.Errorf("%s over %s: %s %s", rpc, door, a.Reason, a.Raw)
			}
		}
		if a := w.call(t, door, harness.Coordinator, "CreateOffer", object{"application": waiting(), "supporter": vera, "request_id": pg.NewID()}); a.Reason != "NOT_FOUND" {
			t.Errorf("an erased supporter is asked over %s: %q", door, a.Reason)
		}
	}
	if now := w.monitor(t); now["matched"] == nil || text(t, now["matched"]) != text(t, exact["matched"]) {
		t.Errorf("matched: %v, before %v", now["matched"], exact["matched"])
	}
}

// notReached are the columns that lead to a supporter and that the story does not write her in, and why.
var notReached = map[string]string{
	"reporting.application_fact.match_supporter": "a pseudonym",
	"volunteer.requirement_told.supporter":       "told within the hour, by nobody's call",
	"volunteer.buddy_pair.buddy":                 "a buddy is a volunteer, and she a professional: the test of the slice has a pair",
}

// ofSupporters are the columns that lead to a supporter, by their names.
func ofSupporters(seen cells) (columns []string) {
	for column := range seen {
		name := column[strings.LastIndex(column, ".")+1:]
		if strings.HasSuffix(name, "supporter") || name == "successor" || name == "buddy" {
			columns = append(columns, column)
		}
	}
	slices.Sort(columns)
	return columns
}

// helps is what a supporter does in a case, and what is said of her: a contact, an appointment, a transfer that is taken back, a
// question to colleagues and an answer, a signal, an incident, a complaint.
func (w *erasingTown) helps(t *testing.T, supportCase, supporter string) {
	t.Helper()
	as := harness.Supporter
	w.make(t, as, "CreateContactMoment", "id", object{"contact_moment": object{
		"case": supportCase, "kind": "CONTACT_KIND_HOME_VISIT", "contact_date": calendar.Day(time.Now()), "minutes": 30, "note": "bij de koffie",
	}})
	w.make(t, as, "SaveContactDraft", "id", object{"contact_draft": object{"id": pg.NewID(), "case": supportCase, "note": "half"}})
	w.make(t, as, "CreateAppointment", "id", object{"appointment": object{
		"case": supportCase, "start_time": "2099-01-01T09:30:00Z", "end_time": "2099-01-01T10:30:00Z", "kind": "APPOINTMENT_KIND_HOME",
	}})
	transfer := w.make(t, as, "AskTransfer", "id", object{"transfer": object{"case": supportCase, "kind": "SUPPORT_KIND_FORMAL", "reason": "TRANSFER_REASON_TIME"}})
	w.make(t, as, "WithdrawTransfer", "id", object{"transfer": transfer})
	consultation := w.make(t, as, "AskColleagues", "id", object{"question": "Wie weet hoe een herindicatie gaat?", "life_domain": "LIFE_DOMAIN_WMO"})
	w.make(t, harness.Coordinator, "AnswerConsultation", "id", object{"consultation": consultation, "text": "Bel de Toegang."})
	w.make(t, as, "AnswerConsultation", "id", object{"consultation": consultation, "text": "Dat ga ik doen."})
	w.make(t, as, "CreateSignal", "id", object{"signal": object{
		"theme": "waiting_list", "organisation": "Stichting Zorgbuur", "from_date": "2026-01-05", "description": "Er komt geen antwoord.", "cases": []any{supportCase},
	}})
	incident := w.make(t, as, "ReportIncident", "id", object{"incident": object{
		"kind": "INCIDENT_KIND_OTHER", "incident_date": "2026-03-02", "text": "geschreeuw", "affected": []any{"INCIDENT_AFFECTED_RESIDENT"},
	}})
	w.make(t, harness.Coordinator, "CloseIncident", "id", object{"incident": incident, "note": "besproken"})
	complaint := w.make(t, harness.Coordinator, "SubmitComplaint", "complaint", object{
		"about": "COMPLAINT_ABOUT_SUPPORTER", "text": "te laat", "complainant_name": "Otto Ander", "complainant_phone": "06-11930302",
	})
	w.make(t, harness.ComplaintsOfficer, "UpdateComplaint", "id", object{
		"complaint": object{"id": complaint, "concerned_supporter": supporter}, "update_mask": "concernedSupporter",
	})
}

// helpsAnother is what she does beside whom a case is of, as their second and as who could go on with it.
func (w *erasingTown) helpsAnother(t *testing.T, offer, supporter string) {
	t.Helper()
	w.make(t, harness.Coordinator, "RecordAnswer", "id", object{"offer": offer, "accepted": true})
	supportCase := w.make(t, harness.Coordinator, "RecordResidentAnswer", "case", object{"offer": offer, "answer": "RESIDENT_ANSWER_YES"})
	w.make(t, harness.Coordinator, "AddSecondSupporter", "id", object{"case": supportCase, "supporter": supporter})
	transfer := w.make(t, harness.Coordinator, "AskTransfer", "id", object{"transfer": object{
		"case": supportCase, "kind": "SUPPORT_KIND_FORMAL", "reason": "TRANSFER_REASON_TIME", "successor": supporter,
	}})
	w.make(t, harness.Supporter, "RefuseTransfer", "id", object{"transfer": transfer})
	w.make(t, harness.Coordinator, "CloseCase", "id", object{"case": supportCase, "need": "overzicht", "outcome": "answered_question", "fit": "FIT_YES"})
	today := calendar.Day(time.Now())
	w.make(t, harness.Coordinator, "CreateSurveyRound", "id", object{"survey_round": object{
		"from_date": today, "until_date": today, "last_date": calendar.Day(time.Now().AddDate(0, 0, 30)), "audiences": []any{"SURVEY_AUDIENCE_SUPPORTER"},
	}})
}

// TestNothingIsLeftOfAReferrer: what was referred stays with the residents, without by whom; the
// same person can come back as somebody new.
func TestNothingIsLeftOfAReferrer(t *testing.T) {
	database := pgtest.New(t)
	w := newErasingTown(t, database, newPlaces(t))
	before := look(t, database)
	submit := func() string {
		return w.make(t, harness.Coordinator, "SubmitApplication", "application", object{
			"resident": object{"name": "Otto Ander", "phone": "06-11930302"}, "resident_agrees": true, "life_domains": []any{"LIFE_DOMAIN_WMO"},
			"applicant": object{"kind": "APPLICANT_KIND_REFERRER", "name": "Karel Kanariezang", "phone": "06-11930401", "email": "karel@kanariezang.example", "organisation": "Huisarts Zuid"},
		})
	}
	application := submit()
	marks := map[string]string{}
	for mark, column := range sealedOf(before, look(t, database)) {
		if strings.HasPrefix(column, "intake.referrer.") || strings.HasPrefix(column, "intake.application.applicant_") {
			marks[mark] = column
		}
	}
	referrer := ""
	referrers, _ := harness.JSON(w.call(t, harness.GRPC, harness.Coordinator, "ListReferrers", object{}).Messages[0])["referrers"].([]any)
	for _, one := range referrers {
		if r := one.(object); r["name"] == "Karel Kanariezang" {
			referrer, _ = r["id"].(string)
		}
	}
	exact := w.monitor(t)
	erased, err := w.eraser(t).Erase(t.Context(), app.Erasing{Municipality: w.place.Code, Referrer: referrer, Reason: "mistake"})
	if err != nil || erased.Gone["referrers"] != 1 || erased.Gone["names on referrals"] != 1 || erased.Gone["keys"] != 1 {
		t.Fatalf("got %+v, %v", erased, err)
	}
	if left := leftOf(look(t, database), marks, []string{referrer}, []string{"kanariezang"}); len(left) > 0 || len(marks) < 5 {
		t.Errorf("of %d marks are left:\n  %s", len(marks), strings.Join(left, "\n  "))
	}
	for _, door := range harness.Doors() {
		ask := func(id string) harness.Answer {
			return w.call(t, door, harness.Coordinator, "GetReferrer", object{"referrer": id})
		}
		same(t, "an erased referrer over "+string(door), "NOT_FOUND", ask(referrer), ask(pg.NewID()))
		if a := w.call(t, door, harness.Coordinator, "ListReferrals", object{}); a.Reason != "" {
			t.Errorf("referrals over %s: %s", door, a.Reason)
		}
		a := w.call(t, door, harness.Coordinator, "UpdateApplication", object{
			"application": object{"id": application, "call_back": "na vier uur over " + string(door)}, "update_mask": "callBack", "request_id": pg.NewID(),
		})
		if a.Reason != "" {
			t.Errorf("what was referred cannot be changed over %s: %s %v", door, a.Reason, a.Fields)
		}
	}
	if exact["different_referrers"] == nil || text(t, w.monitor(t)["different_referrers"]) != text(t, exact["different_referrers"]) {
		t.Error("the number of referrers changed")
	}
	submit()
}
