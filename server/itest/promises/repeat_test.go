// Package promises tests what the platform promises of every call: a write can be repeated, and a
// refusal gives nothing away.
package promises_test

import (
	"flag"
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg"
)

// object is a request or an answer.
type object = map[string]any

// town is a municipality with a coordinator.
type town struct {
	system *harness.System
	place  *harness.Place
}

func newTown(t *testing.T, system *harness.System, people ...harness.Persona) town {
	t.Helper()
	return town{system: system, place: system.NewPlace(t, harness.Region, people...)}
}

func (w town) call(t testing.TB, door harness.Door, as harness.Persona, rpc string, request object) harness.Answer {
	t.Helper()
	method, err := harness.Method(rpc)
	if err != nil {
		t.Fatal(err)
	}
	if request["municipality"] == nil {
		request["municipality"] = w.place.Code
	}
	return w.system.Make(t, door, harness.Call{RPC: method, Token: w.place.Token(t, as), Language: "nl", Request: request})
}

// made is the value of a field of the answer.
func made(t testing.TB, a harness.Answer, field string) string {
	t.Helper()
	if a.Reason != "" || len(a.Messages) == 0 {
		t.Fatalf("refused: %s %s %v", a.Reason, a.Says, a.Fields)
	}
	text, _ := harness.JSON(a.Messages[0])[field].(string)
	return text
}

// write is an RPC that makes something, and how many of it a list then shows.
type write struct {
	rpc string
	// request makes a request, the same for the same seed.
	request func(seed int) object
	// id is the field of the answer that names what was made.
	id    string
	count func(t testing.TB, w town) int
}

func counting(rpc, list string) func(testing.TB, town) int {
	return func(t testing.TB, w town) int {
		t.Helper()
		count, token := 0, ""
		for {
			request := object{"page_size": 200}
			if token != "" {
				request["page_token"] = token
			}
			answer := harness.JSON(w.call(t, harness.GRPC, harness.Coordinator, rpc, request).Messages[0])
			entries, _ := answer[list].([]any)
			count += len(entries)
			if token, _ = answer["next_page_token"].(string); token == "" {
				return count
			}
		}
	}
}

func writes() []write {
	return []write{
		{
			rpc: "SubmitApplication", id: "application", count: counting("ListApplications", "applications"),
			request: func(seed int) object {
				return object{"resident": object{"name": fmt.Sprintf("Noor %d", seed), "phone": fmt.Sprintf("06-1193%04d", seed)}, "question": "Wie helpt mij?"}
			},
		},
		{
			rpc: "RecordDirectAnswer", id: "id", count: counting("ListDirectAnswers", "direct_answers"),
			request: func(seed int) object { return object{"life_domain": "LIFE_DOMAIN_WMO", "minutes": seed % 480} },
		},
		{
			rpc: "CreateSupporter", id: "id", count: counting("ListSupporters", "supporters"),
			request: func(seed int) object {
				return object{"supporter": object{"kind": "SUPPORT_KIND_INFORMAL", "name": fmt.Sprintf("Vera %d", seed)}}
			},
		},
	}
}

// TestARepeatedRequestIsOneWrite: however often the same request comes, through whichever door,
// one after the other or at the same time, it is done once and answered the same; another body
// under its number is refused, and the same number of another caller is another request.
func TestARepeatedRequestIsOneWrite(t *testing.T) {
	// Each check makes a dozen calls; a few of every kind say enough.
	if err := flag.Set("rapid.checks", "15"); err != nil {
		t.Fatal(err)
	}
	w := newTown(t, harness.Start(t), harness.Coordinator, harness.Coordinator.Other())
	for _, write := range writes() {
		t.Run(write.rpc, func(t *testing.T) {
			seed := 0
			rapid.Check(t, func(r *rapid.T) {
				seed++
				doors := rapid.SliceOfN(rapid.SampledFrom(harness.Doors()), 2, 6).Draw(r, "doors")
				together := rapid.Bool().Draw(r, "together")
				before, id := write.count(t, w), pg.NewID()
				send := func(door harness.Door, as harness.Persona, seed int) harness.Answer {
					request := write.request(seed)
					request["request_id"] = id
					return w.call(t, door, as, write.rpc, request)
				}
				answers := repeat(doors, together, func(door harness.Door) harness.Answer { return send(door, harness.Coordinator, seed) })
				first := made(t, answers[0], write.id)
				for i, a := range answers {
					if got := made(t, a, write.id); got != first {
						r.Fatalf("answer %d over %s is about %s, the first about %s", i+1, doors[i], got, first)
					}
				}
				if got := write.count(t, w) - before; got != 1 {
					r.Fatalf("%d were made", got)
				}
				if a := send(doors[0], harness.Coordinator, seed+100); a.Reason != "REQUEST_ID_REUSED" {
					r.Fatalf("another body: got %q %s", a.Reason, a.Raw)
				}
				if got := made(t, send(doors[1], harness.Coordinator.Other(), seed), write.id); got == first {
					r.Fatal("another caller's request was taken for this one")
				}
				if got := write.count(t, w) - before; got != 2 {
					r.Fatalf("%d were made for two callers", got)
				}
			})
		})
	}
}

// repeat sends through each door, together or one after the other.
func repeat(doors []harness.Door, together bool, send func(harness.Door) harness.Answer) []harness.Answer {
	answers := make([]harness.Answer, len(doors))
	if !together {
		for i, door := range doors {
			answers[i] = send(door)
		}
		return answers
	}
	var all sync.WaitGroup
	for i, door := range doors {
		all.Go(func() { answers[i] = send(door) })
	}
	all.Wait()
	return answers
}

// TestARequestIsOfItsMethodAndItsMunicipality: the same number counts once more for another RPC
// and in another municipality.
func TestARequestIsOfItsMethodAndItsMunicipality(t *testing.T) {
	system := harness.Start(t)
	w, other := newTown(t, system, harness.Coordinator), newTown(t, system, harness.Coordinator)
	id := pg.NewID()
	for _, write := range writes() {
		for _, where := range []town{w, other} {
			request := write.request(1)
			request["request_id"] = id
			made(t, where.call(t, harness.REST, harness.Coordinator, write.rpc, request), write.id)
			if got := write.count(t, where); got != 1 {
				t.Errorf("%s: %d in %s", write.rpc, got, where.place.Code)
			}
		}
	}
}

// TestARefusedRequestIsNotRemembered: what was refused may be sent again under the same number, put right.
func TestARefusedRequestIsNotRemembered(t *testing.T) {
	w := newTown(t, harness.Start(t), harness.Coordinator)
	for _, door := range harness.Doors() {
		id := pg.NewID()
		wrong := object{"resident": object{"name": "Noor"}, "neighbourhood": "nergens", "request_id": id}
		if a := w.call(t, door, harness.Coordinator, "SubmitApplication", wrong); a.Reason != "INVALID" {
			t.Fatalf("%s: got %q", door, a.Reason)
		}
		right := object{"resident": object{"name": "Noor"}, "request_id": id}
		made(t, w.call(t, door, harness.Coordinator, "SubmitApplication", right), "application")
	}
}
