package matrix_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/server/itest/harness"
)

func init() { maps.Copy(requests, signalRequests) }

// signalRequests are about signals and patterns. What is "own" is a signal that the persona told; what left is for all
// three who have an account.
var signalRequests = map[string]func(w *world, p harness.Persona) object{
	"CreateSignal": func(w *world, p harness.Persona) object { return object{"signal": w.tells(p)} },
	"GetSignal":    func(w *world, p harness.Persona) object { return object{"signal": w.told(p)} },
	"ListSignals":  func(w *world, p harness.Persona) object { w.told(p); return object{} },
	"UpdateSignal": func(w *world, p harness.Persona) object {
		return object{"signal": object{"id": w.told(p), "description": "Er komt nooit antwoord."}, "update_mask": "description"}
	},
	"SetSignalAside": func(w *world, p harness.Persona) object {
		return object{"signal": w.told(p), "reason": "Dit is al opgelost."}
	},
	"ListSimilarSignals": func(w *world, p harness.Persona) object { w.told(p); return object{"signal": w.told(p)} },
	"CreatePattern": func(w *world, p harness.Persona) object {
		return object{"pattern": worded(), "signals": []any{w.told(p)}}
	},
	"GetPattern":   func(w *world, p harness.Persona) object { return object{"pattern": w.pattern(p)} },
	"ListPatterns": func(w *world, p harness.Persona) object { w.pattern(p); return object{} },
	"UpdatePattern": func(w *world, p harness.Persona) object {
		return object{"pattern": object{"id": w.pattern(p), "title": "Wachten"}, "update_mask": "title"}
	},
	"GatherSignals": func(w *world, p harness.Persona) object {
		return object{"pattern": w.pattern(p), "add": []any{w.told(p)}}
	},
	"ReleasePattern": func(w *world, p harness.Persona) object {
		return object{"pattern": w.pattern(p), "reason": "Het is dringend."}
	},
	"ClosePattern":         func(w *world, p harness.Persona) object { return object{"pattern": w.left(p).pattern} },
	"WithdrawPattern":      func(w *world, p harness.Persona) object { return object{"pattern": w.left(p).pattern} },
	"GetReleasedPattern":   func(w *world, p harness.Persona) object { return object{"released_pattern": w.left(p).copied} },
	"ListReleasedPatterns": func(w *world, p harness.Persona) object { w.left(p); return object{} },
	"AnswerPattern": func(w *world, p harness.Persona) object {
		answer := object{"released_pattern": w.left(p).copied, "text": "Wij gaan in gesprek.", "measure": "Een extra medewerker", "by_date": "2090-01-01"}
		if p == harness.Coordinator {
			answer["addressee"] = "PATTERN_ADDRESSEE_POLICY_ADVISER"
		}
		return answer
	},
}

func signalled() object {
	return object{"theme": "waiting_list", "organisation": "Stichting Zorgbuur", "from_date": "2026-01-05", "description": "Er komt geen antwoord."}
}

// tells is a signal that a persona can tell: the supporter's was seen in a case of theirs.
func (w *world) tells(p harness.Persona) object {
	w.t.Helper()
	told := signalled()
	if p == harness.Supporter {
		told["cases"] = []any{w.supportCase()}
	}
	return told
}

func worded() object {
	return object{
		"title": "Lang wachten", "theme": "waiting_list", "organisation": "Zorgbuur", "from_date": "2026-01-05", "text": "Mensen weten niet waar zij aan toe zijn.",
		"addressees": []any{"PATTERN_ADDRESSEE_POLICY_ADVISER", "PATTERN_ADDRESSEE_ACCESS_TEAM", "PATTERN_ADDRESSEE_FOUNDATION"},
	}
}

// told is a signal of whoever tells signals, the coordinator's for everybody else; the supporter's was seen in a case.
func (w *world) told(p harness.Persona) string {
	w.t.Helper()
	if p != harness.Supporter && p != harness.Desk {
		p = harness.Coordinator
	}
	return text(w.must(p, "CreateSignal", object{"signal": w.tells(p)}), "id")
}

func (w *world) pattern(p harness.Persona) string {
	w.t.Helper()
	return text(w.coordinator("CreatePattern", object{"pattern": worded(), "signals": []any{w.told(p)}}), "id")
}

// left is a pattern that left, and the copy.
func (w *world) left(p harness.Persona) (made struct{ pattern, copied string }) {
	w.t.Helper()
	released := w.coordinator("ReleasePattern", object{"pattern": w.pattern(p), "reason": "Het is dringend."})
	copied, _ := released["released_pattern"].(object)
	made.pattern, made.copied = text(released, "id"), text(copied, "id")
	return made
}

// TestThePolicyAdviserReachesNothingBehindAPattern: there is a signal, seen in a case, in a pattern that left. With every
// id of it in hand, in every RPC of signals, the policy adviser reads the copy and nothing else; nor does what is read, or
// a page of it, hold one of these ids or what was told. The same holds for the board and the access team.
func TestThePolicyAdviserReachesNothingBehindAPattern(t *testing.T) {
	w := newWorld(t)
	supportCase := w.supportCase()
	told := signalled()
	told["cases"], told["description"] = []any{supportCase}, "Kanarie wacht op een antwoord van het loket in de stad."
	signal := text(w.must(harness.Supporter, "CreateSignal", object{"signal": told}), "id")
	pattern := text(w.coordinator("CreatePattern", object{"pattern": worded(), "signals": []any{signal}}), "id")
	released := w.coordinator("ReleasePattern", object{"pattern": pattern, "reason": "Kanarie in nood."})
	copied := text(released["released_pattern"].(object), "id")
	resident := text(w.coordinator("GetApplication", object{"application": text(w.coordinator("GetCase", object{"case": supportCase}), "application")}), "resident")
	secrets := []string{signal, pattern, supportCase, resident, w.supporter, "Kanarie"}
	for _, account := range w.accounts {
		secrets = append(secrets, account)
	}
	may := []string{"GetReleasedPattern", "ListReleasedPatterns", "AnswerPattern"}
	for _, who := range []harness.Persona{harness.PolicyAdviser, harness.Board, harness.AccessTeam} {
		token := w.home.Token(t, who)
		for rpc := range signalRequests {
			request := object{"signal": signal, "pattern": pattern, "released_pattern": copied, "text": "Wij kijken ernaar.", "reason": "x"}
			for _, secret := range []string{signal, pattern, supportCase, resident, w.supporter} {
				if slices.Contains(may, rpc) && rpc != "ListReleasedPatterns" {
					request["released_pattern"] = secret
					if a := w.call(token, rpc, only(t, rpc, request)); a.Code != codes.NotFound {
						t.Errorf("%s of another id as %s: %s %v", rpc, who, a.Raw, a.Fields)
					}
				}
			}
			request["released_pattern"] = copied
			a := w.call(token, rpc, only(t, rpc, request))
			if !slices.Contains(may, rpc) {
				if a.Code != codes.PermissionDenied {
					t.Errorf("%s as %s: %s", rpc, who, a.Raw)
				}
				continue
			}
			if a.Code != codes.OK {
				t.Fatalf("%s as %s: %s %v", rpc, who, a.Raw, a.Fields)
			}
			for _, leaf := range leaves(harness.JSON(a.Messages[0])) {
				for _, secret := range secrets {
					if strings.Contains(leaf, secret) {
						t.Errorf("%s as %s tells %q", rpc, who, leaf)
					}
				}
			}
		}
	}
}

// only are the fields of a request that an RPC has room for, as it takes them.
func only(t *testing.T, rpc string, request object) object {
	t.Helper()
	method := methodOf(t, rpc)
	kept := object{}
	for name, value := range request {
		field := method.Input().Fields().ByName(protoreflect.Name(name))
		switch {
		case field == nil:
		case field.Message() != nil:
			kept[name] = object{"id": value}
		default:
			kept[name] = value
		}
	}
	if method.Input().Fields().ByName("update_mask") != nil {
		kept["update_mask"] = "title"
	}
	return kept
}
