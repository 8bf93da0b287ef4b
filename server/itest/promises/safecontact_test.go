package promises_test

import (
	"fmt"
	"strings"
	"testing"

	"oco.example/oco/server/itest/harness"
)

// asked is one thing that a resident can ask of whoever contacts them, or all at once.
type asked struct {
	name string
	safe object
}

// instructions are all of them; the first asks nothing.
var instructions = []asked{
	{"nothing", object{}},
	{"no post", object{"no_post": true}},
	{"no mail", object{"no_email": true}},
	{"no phone", object{"no_phone": true}},
	{"no voicemail", object{"no_voicemail": true}},
	{"no calendar", object{"no_calendar": true}},
	{"words", object{"instruction": "alleen op school"}},
	{"all", object{"no_post": true, "no_email": true, "no_phone": true, "no_voicemail": true, "no_calendar": true, "instruction": "alleen op school"}},
}

// someone is who a message is for, and by which ways they can be reached.
type someone struct {
	name                string
	mail, mobile, house bool
	// near says that it is somebody near, who applied for a resident with a mail address: the resident's instruction binds both.
	near bool
	// closes says that the case closes; else there are appointments.
	closes bool
}

var people = []someone{
	{name: "reached by all", mail: true, mobile: true, house: true},
	{name: "by mobile phone and post", mobile: true, house: true},
	{name: "by post", house: true},
	{name: "reached by all, at the end", mail: true, mobile: true, house: true, closes: true},
	{name: "by post, at the end", house: true, closes: true},
	{name: "somebody near, by mail and phone", mail: true, mobile: true, near: true, closes: true},
	{name: "somebody near, by phone", mobile: true, near: true, closes: true},
}

// wayOf is the way that is safe, in the words of DOMAIN.md: mail, text message, call, letter, and else the coordinator finds one;
// "" when nothing is told.
func wayOf(kind string, p someone, a asked) string {
	forbids := func(what string) bool { return a.safe[what] == true }
	words := a.safe["instruction"] != nil
	written := ""
	switch {
	case p.mail && !forbids("no_email") && !words:
		written = "MAIL"
	case p.mobile && !forbids("no_phone") && !forbids("no_voicemail") && !words:
		written = "SMS"
	}
	switch {
	case written != "":
		return written
	case strings.HasPrefix(kind, "APPOINTMENT"): // they were told by mouth
		return ""
	case p.mobile && !forbids("no_phone"):
		return "CALL"
	case p.house && !forbids("no_post"):
		return "LETTER"
	default:
		return "COORDINATOR"
	}
}

// tellings are the messages that a story brings, with whom each is for.
func tellings(p someone) map[string]someone {
	if p.near {
		return map[string]someone{"RECEIPT": p, "SURVEY": {mail: true}}
	}
	if p.closes {
		return map[string]someone{"RECEIPT": p, "SURVEY": p}
	}
	return map[string]someone{"RECEIPT": p, "APPOINTMENT_PLANNED": p, "APPOINTMENT_MOVED": p, "APPOINTMENT_CANCELLED": p}
}

// Through the whole platform, from what somebody fills in to what a mail server is handed: every message goes the way that is safe
// for whom it is for, whether the instruction was there before the message or came while it waited.
func TestEveryMessageGoesTheWayThatIsSafe(t *testing.T) {
	for _, late := range []bool{false, true} {
		t.Run(map[bool]string{false: "asked before", true: "asked while it waited"}[late], func(t *testing.T) {
			w := newPostTown(t)
			w.shut(late)
			var stories []story
			for _, p := range people {
				for _, a := range instructions {
					safe := a.safe
					if late {
						safe = object{}
					}
					stories = append(stories, w.lives(t, len(stories), p, a, safe))
				}
			}
			w.settles(t)
			if late {
				for _, s := range stories {
					w.make(t, harness.Coordinator, "UpdateResident", "id", object{"resident": object{"id": s.resident, "safe_contact": s.asked.safe}, "update_mask": "safeContact"})
				}
				w.shut(false)
				w.due(t)
				w.settles(t)
			}
			for _, s := range stories {
				w.check(t, s)
			}
			if n := w.handed(); n < 50 {
				t.Errorf("only %d messages left the platform: the test says nothing", n)
			}
		})
	}
}

// check holds what became of the messages of a story against the table.
func (w *postTown) check(t *testing.T, s story) {
	t.Helper()
	name := fmt.Sprintf("%s, asking %s", s.someone.name, s.asked.name)
	told := w.told(t, s)
	for kind, to := range tellings(s.someone) {
		want := wayOf(kind, to, s.asked)
		m, there := told[kind]
		delete(told, kind)
		if want == "" {
			if there && m["state"] != "MESSAGE_STATE_CANCELLED" {
				t.Errorf("%s: %s goes by %v, %v", name, kind, m["channel"], m["state"])
			}
			continue
		}
		if m["channel"] != "MESSAGE_CHANNEL_"+want {
			t.Errorf("%s: %s goes by %v, %v, want %s", name, kind, m["channel"], m["state"], want)
			continue
		}
		id, _ := m["id"].(string)
		mail, text := w.mailOf(id), w.textOf(id)
		if (want == "MAIL") != (mail != "") || (want == "SMS") != (text != "") {
			t.Errorf("%s: %s goes by %s, a mail left: %t, a text message left: %t", name, kind, want, mail != "", text != "")
		}
		calendar := strings.HasPrefix(kind, "APPOINTMENT") && s.asked.safe["no_calendar"] == nil && want == "MAIL"
		if strings.Contains(mail, ".ics") != calendar {
			t.Errorf("%s: the mail of %s has a calendar file: %t", name, kind, !calendar)
		} else if calendar {
			readable(t, kind, mail)
		}
		if want == "MAIL" || want == "SMS" {
			continue
		}
		if m["state"] != "MESSAGE_STATE_TO_DO" || (m["phone"] != nil) != (want == "CALL") || m["instruction"] != s.asked.safe["instruction"] ||
			m["no_voicemail"] != s.asked.safe["no_voicemail"] || m["no_calendar"] != s.asked.safe["no_calendar"] {
			t.Errorf("%s: whoever brings %s is shown %v", name, kind, m)
		}
	}
	for kind, m := range told {
		t.Errorf("%s: also told: %s, %v", name, kind, m)
	}
}
