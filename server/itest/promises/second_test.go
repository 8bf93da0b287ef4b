package promises_test

import (
	"testing"

	"oco.example/oco/server/itest/harness"
)

// pairTown is a town with two supporters who sign in: pim, and fay as the other of them.
type pairTown struct {
	town
	pim, fay string
}

const (
	asPim = harness.Supporter
	asFay = harness.OtherPrefix + harness.Supporter
)

func newPairTown(t *testing.T) *pairTown {
	t.Helper()
	w := &pairTown{town: newTown(t, harness.Start(t), harness.Coordinator, asPim, asFay)}
	caller, err := harness.Method("GetCaller")
	if err != nil {
		t.Fatal(err)
	}
	supporter := func(as harness.Persona, name string) string {
		account := made(t, w.system.Make(t, harness.GRPC, harness.Call{RPC: caller, Token: w.place.Token(t, as), Request: object{}}), "account")
		return w.make(t, harness.Coordinator, "CreateSupporter", "id", object{"supporter": object{
			"kind": "SUPPORT_KIND_FORMAL", "name": name, "organisation": harness.Agency, "life_domains": []any{"LIFE_DOMAIN_WMO"}, "max_cases": 9, "account": account,
		}})
	}
	w.pim, w.fay = supporter(asPim, "Pim Professional"), supporter(asFay, "Fay Formeel")
	return w
}

// make makes a call over gRPC that has to succeed, and returns a field of the answer.
func (w *pairTown) make(t testing.TB, as harness.Persona, rpc, field string, request object) string {
	t.Helper()
	return made(t, w.call(t, harness.GRPC, as, rpc, request), field)
}

// supports brings an application of somebody with a phone number to a supporter, and returns it with its case.
func (w *pairTown) supports(t *testing.T, name, phone, supporter string) (application, supportCase string) {
	t.Helper()
	application = w.applies(t, harness.Coordinator, name, phone)
	w.make(t, harness.Coordinator, "CreateTriageDecision", "id", object{"application": application, "route": "ROUTE_FORMAL"})
	offer := w.make(t, harness.Coordinator, "CreateOffer", "id", object{"application": application, "supporter": supporter})
	w.make(t, harness.Coordinator, "RecordAnswer", "id", object{"offer": offer, "accepted": true})
	return application, w.make(t, harness.Coordinator, "RecordResidentAnswer", "case", object{"offer": offer, "answer": "RESIDENT_ANSWER_YES"})
}

// applies is an application that somebody enters, of who may be known by a phone number already.
func (w *pairTown) applies(t *testing.T, as harness.Persona, name, phone string) (application string) {
	t.Helper()
	return w.make(t, as, "SubmitApplication", "application", object{"resident": object{"name": name, "phone": phone}, "life_domains": []any{"LIFE_DOMAIN_WMO"}})
}

// risks are the ids of the warnings that stand for an application, as somebody lists them.
func (w *pairTown) risks(t *testing.T, as harness.Persona, application string) (ids []string) {
	t.Helper()
	listed := w.call(t, harness.GRPC, as, "ListHomeVisitRisks", object{"application": application})
	if listed.Reason != "" {
		t.Fatalf("refused: %s %s", listed.Reason, listed.Says)
	}
	list, _ := harness.JSON(listed.Messages[0])["home_visit_risks"].([]any)
	for _, risk := range list {
		id, _ := risk.(map[string]any)["id"].(string)
		ids = append(ids, id)
	}
	return ids
}

// signalOf is a request to tell what was seen in a case.
func signalOf(supportCase string) object {
	return object{"signal": object{
		"theme": "waiting_list", "organisation": "Stichting Zorgbuur", "from_date": "2026-01-05", "description": "Er komt geen antwoord.", "cases": []any{supportCase},
	}}
}

// TestTheSecondCountsOnACaseLikeTheFirst: who is on a case beside its supporter tells what goes wrong there and reads what to
// mind on a visit, while they are; for how many cases they can take, it does not count.
func TestTheSecondCountsOnACaseLikeTheFirst(t *testing.T) {
	w := newPairTown(t)
	application, supportCase := w.supports(t, "Nora Kant", "06-11930501", w.pim)
	raise := object{"application": application, "signals": "Er wordt geschreeuwd."}
	report := object{"incident": object{
		"kind": "INCIDENT_KIND_OTHER", "incident_date": "2026-03-02", "text": "geschreeuw", "affected": []any{"INCIDENT_AFFECTED_RESIDENT"}, "application": application,
	}}
	warn := func(text string) object {
		return object{"home_visit_risk": object{"application": application, "warning": text}}
	}
	risk := w.make(t, asPim, "RecordHomeVisitRisk", "id", warn("Grote hond"))
	tells := map[string]object{"RaiseSafetyConcern": raise, "ReportIncident": report, "RecordHomeVisitRisk": warn("Losse trap"), "CreateSignal": signalOf(supportCase)}
	refused := func(when string) {
		t.Helper()
		for rpc, request := range tells {
			if got := w.call(t, harness.GRPC, asFay, rpc, request); got.Reason != "NOT_FOUND" {
				t.Errorf("%s, %s is answered with %q", when, rpc, got.Reason)
			}
		}
		if got := w.risks(t, asFay, application); len(got) > 0 {
			t.Errorf("%s she reads the warnings %v", when, got)
		}
	}
	refused("before she joined")
	w.make(t, harness.Coordinator, "AddSecondSupporter", "id", object{"case": supportCase, "supporter": w.fay})
	if got := w.risks(t, asFay, application); len(got) != 1 || got[0] != risk {
		t.Errorf("the second reads the warnings %v, want %s", got, risk)
	}
	for rpc, request := range tells {
		if got := w.call(t, harness.GRPC, asFay, rpc, request); got.Reason != "" {
			t.Errorf("to the second, %s is refused: %s %s", rpc, got.Reason, got.Says)
		}
	}
	for supporter, load := range map[string]float64{w.pim: 1, w.fay: 0} {
		got := w.call(t, harness.GRPC, harness.Coordinator, "GetSupporter", object{"supporter": supporter})
		if cases, _ := harness.JSON(got.Messages[0])["open_cases"].(float64); cases != load {
			t.Errorf("%v cases count, want %v", cases, load)
		}
	}
	w.make(t, harness.Coordinator, "RemoveSecondSupporter", "id", object{"case": supportCase})
	refused("after she left")
}

// TestWhoHandedACaseOverTellsWhatTheySawThere: a signal is of who was on a case as well.
func TestWhoHandedACaseOverTellsWhatTheySawThere(t *testing.T) {
	w := newPairTown(t)
	_, supportCase := w.supports(t, "Nora Kant", "06-11930501", w.pim)
	transfer := w.make(t, asPim, "AskTransfer", "id", object{"transfer": object{
		"case": supportCase, "kind": "SUPPORT_KIND_FORMAL", "reason": "TRANSFER_REASON_TIME", "successor": w.fay,
	}})
	if got := w.call(t, harness.GRPC, asFay, "CreateSignal", signalOf(supportCase)); got.Reason != "NOT_FOUND" {
		t.Errorf("who was only asked is answered with %q", got.Reason)
	}
	w.make(t, asFay, "AcceptTransfer", "id", object{"transfer": transfer})
	for _, as := range []harness.Persona{asPim, asFay} {
		if got := w.call(t, harness.GRPC, as, "CreateSignal", signalOf(supportCase)); got.Reason != "" {
			t.Errorf("to %s it is refused: %s %s", as, got.Reason, got.Says)
		}
	}
}
