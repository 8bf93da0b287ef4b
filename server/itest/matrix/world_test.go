package matrix_test

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg"
)

// object is a request or an answer.
type object = map[string]any

// world is a municipality in which there is something of everything.
type world struct {
	t               *testing.T
	system          *harness.System
	home, neighbour *harness.Place

	accounts map[harness.Persona]string
	// supporter is the supporter record of the persona, with another of the same organisation and
	// one that belongs to the partner; referrer is the record of the referrer.
	supporter, referrer, organisation string
	// year asks for a year that is counted; nil until somebody does.
	year object
	// helped is an application that the supporter supports; empty until somebody asks.
	helped string
	// runs is a case of the supporter that goes on; empty until somebody asks for it.
	runs string
	// surveyed is when a case began of somebody whom every yearly round asks; empty until there is one.
	surveyed string
	// sender is another municipality of the region, which hands over to this one; nil until somebody asks.
	sender *harness.Place
	// towns is how many municipalities were asked for.
	towns int
	// forgotten is how many residents there were to be destroyed.
	forgotten int
}

func newWorld(t *testing.T) *world {
	t.Helper()
	return worldOn(t, harness.Start(t))
}

// worldOn is one more on the same system.
func worldOn(t *testing.T, system *harness.System) *world {
	t.Helper()
	w := &world{t: t, system: system, accounts: map[harness.Persona]string{}}
	people := []harness.Persona{harness.Platform, harness.NoRole}
	for _, role := range harness.Roles() {
		people = append(people, role, role.Other())
	}
	w.home = w.system.NewPlace(t, harness.Region, people...)
	w.neighbour = w.system.NewPlace(t, "elders", harness.Roles()...)
	for _, p := range people {
		w.accounts[p] = text(w.must(p, "GetCaller", object{}), "account")
	}
	w.supporter = w.newSupporter(w.accounts[harness.Supporter], harness.Agency, "SUPPORT_KIND_FORMAL")
	w.newSupporter(w.accounts[harness.Supporter.Other()], "", "SUPPORT_KIND_INFORMAL")
	w.newSupporter("", harness.Partner, "SUPPORT_KIND_INFORMAL")
	w.organisation = text(w.coordinator("CreateReferrerOrganisation", object{"referrer_organisation": object{"name": "Huisarts Zuid"}}), "id")
	w.referrer = text(w.coordinator("CreateReferrer", object{"referrer": object{
		"referrer_organisation": w.organisation, "name": "Verwijzer", "account": w.accounts[harness.Referrer],
	}}), "id")
	w.must(harness.Referrer, "SubmitApplication", application())
	w.must(harness.Desk, "SubmitApplication", application())
	w.must(harness.Desk, "RecordDirectAnswer", directAnswer())
	return w
}

// call makes a call over gRPC; municipality is filled in.
func (w *world) call(token, rpc string, request object) harness.Answer {
	w.t.Helper()
	return w.system.Make(w.t, harness.GRPC, w.prepared(token, rpc, request))
}

func (w *world) prepared(token, rpc string, request object) harness.Call {
	w.t.Helper()
	method, err := harness.Method(rpc)
	if err != nil {
		w.t.Fatal(err)
	}
	filled := object{}
	if field := method.Input().Fields().ByName("municipality"); field != nil && field.Message() == nil {
		filled["municipality"] = w.home.Code
	}
	for name, value := range request {
		filled[name] = value
	}
	return harness.Call{RPC: method, Token: token, Request: filled}
}

// must makes a call that has to succeed.
func (w *world) must(p harness.Persona, rpc string, request object) object {
	w.t.Helper()
	a := w.call(w.home.Token(w.t, p), rpc, request)
	if a.Code != codes.OK {
		w.t.Fatalf("%s as %s: %s %v", rpc, p, a.Raw, a.Fields)
	}
	return harness.JSON(a.Messages[0])
}

func (w *world) coordinator(rpc string, request object) object {
	w.t.Helper()
	return w.must(harness.Coordinator, rpc, request)
}

func (w *world) administrator(rpc string, request object) object {
	w.t.Helper()
	return w.must(harness.Administrator, rpc, request)
}

func text(o object, name string) string { s, _ := o[name].(string); return s }

func application() object {
	return object{"resident": object{"name": "Noor Voorbeeld", "phone": "06-11930999"}, "life_domains": []any{"LIFE_DOMAIN_WMO"}}
}

func directAnswer() object { return object{"life_domain": "LIFE_DOMAIN_WMO", "minutes": 5} }

func (w *world) newSupporter(account, organisation, kind string) string {
	w.t.Helper()
	return text(w.coordinator("CreateSupporter", object{"supporter": object{
		"kind": kind, "name": "Pim Professional", "organisation": organisation, "life_domains": []any{"LIFE_DOMAIN_WMO"},
		"max_cases": 100, "account": account, "lived_experience_consent_date": "2026-01-05",
	}}), "id")
}

// application enters a new one, as a persona that may.
func (w *world) application(as harness.Persona) string {
	w.t.Helper()
	return text(w.must(as, "SubmitApplication", application()), "application")
}

func (w *world) receipt() string {
	w.t.Helper()
	return text(w.coordinator("SubmitApplication", application()), "receipt_code")
}

func (w *world) resident() string {
	w.t.Helper()
	id := text(w.must(harness.Nobody, "SubmitApplication", application()), "application")
	return text(w.coordinator("GetApplication", object{"application": id}), "resident")
}

func (w *world) waiting() string {
	w.t.Helper()
	id := w.application(harness.Coordinator)
	w.coordinator("CreateTriageDecision", object{"application": id, "route": "ROUTE_FORMAL"})
	return id
}

func (w *world) offer() string {
	w.t.Helper()
	return text(w.coordinator("CreateOffer", object{"application": w.waiting(), "supporter": w.supporter}), "id")
}

func (w *world) accepted() string {
	w.t.Helper()
	id := w.offer()
	w.must(harness.Supporter, "AcceptOffer", object{"offer": id})
	return id
}

func (w *world) supportCase() string {
	w.t.Helper()
	return text(w.coordinator("RecordResidentAnswer", object{"offer": w.accepted(), "answer": "RESIDENT_ANSWER_YES"}), "case")
}

func (w *world) household() string {
	w.t.Helper()
	return text(w.coordinator("CreateHousehold", object{"household": object{"residents": []any{w.resident(), w.resident()}}}), "id")
}

func representative() object { return object{"kind": "REPRESENTATION_KIND_GUARDIAN", "name": "Voogd"} }

// imported is a register that was handed in.
func (w *world) imported() string {
	w.t.Helper()
	return w.imports(register())
}

// imports hands a register in and waits for its end.
func (w *world) imports(file object) string {
	w.t.Helper()
	id := text(w.coordinator("CreateImport", file), "id")
	a := w.call(w.home.Token(w.t, harness.Coordinator), "WatchImport", object{"import": id})
	if a.Code != codes.OK {
		w.t.Fatal(a.Raw)
	}
	return id
}

func register() object {
	return object{"kind": "IMPORT_KIND_APPLICATIONS", "file_name": "lijst.csv", "request_id": pg.NewID(),
		"file": "TnI7RGF0dW07TmFhbSBpbndvbmVyO1RlbGVmb29uCjE7MDMtMDItMjAyNDtOb29yOzA2LTExOTMwOTk4Cg=="}
}

// closedYear asks for a year that is over, so that everybody may, and of which there is more than has
// to be hidden. It is counted: the facts have followed its events.
func (w *world) closedYear() object {
	w.t.Helper()
	if w.year == nil {
		var list strings.Builder
		list.WriteString("Nr;Datum;Naam inwoner;Telefoon;Via\n")
		for i := range 24 {
			fmt.Fprintf(&list, "%d;03-%02d-2023;Noor Jaar;06-119309%02d;tel\n", i+1, 1+i%12, i)
		}
		file := register()
		file["file"] = base64.StdEncoding.EncodeToString([]byte(list.String()))
		w.imports(file)
		w.year = object{"from_date": "2023-01-01", "until_date": "2024-01-01"}
		last := w.home.Position(w.t)
		for begun := time.Now(); ; {
			counted, err := strconv.ParseInt(text(w.coordinator("GetMonitor", w.year), "position"), 10, 64)
			if err == nil && counted >= last {
				break
			}
			if time.Since(begun) > time.Minute {
				w.t.Fatalf("the facts do not come to event %d", last)
			}
		}
	}
	return w.year
}

func (w *world) code() string {
	w.t.Helper()
	return text(w.administrator("CreateCode", object{"code": code()}), "id")
}

func code() object {
	return object{"list": "CODE_LIST_OUTCOME", "code": "c" + strings.ReplaceAll(pg.NewID(), "-", ""), "label_nl": "Nieuw", "active": true}
}

func (w *world) account() string {
	w.t.Helper()
	return text(w.administrator("CreateAccount", object{"account": account()}), "id")
}

func account() object {
	return object{"kind": "ACCOUNT_KIND_SYSTEM", "name": "Koppeling", "issuer": "https://login.example", "subject": pg.NewID(), "active": true}
}

// grant waits for a second administrator, whom the persona can be.
func (w *world) grant() string {
	w.t.Helper()
	return text(w.must(harness.Administrator.Other(), "CreateGrant", object{"grant": object{"account": w.account(), "role": "ROLE_SYSTEM"}}), "id")
}

func (w *world) certificate(account string) string {
	w.t.Helper()
	return text(w.administrator("CreateCertificate", object{"account": account, "certificate": certificate()}), "id")
}

func certificate() object {
	fingerprint := strings.ReplaceAll(pg.NewID()+pg.NewID(), "-", "")
	return object{"fingerprint": fingerprint, "until_date": "2090-01-01"}
}
