package message_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/errs"
)

// Every text of the platform's own is whole, knows its words, and exists in both languages for every way that needs one.
func TestTheStandardTexts(t *testing.T) {
	channels := []message.Channel{message.Mail, message.SMS, message.Letter, message.Call}
	for _, kind := range []message.Kind{message.Receipt, message.Offer, message.RequirementLapsing, message.WeekCoordinator, message.WeekSupporter,
		message.AppointmentPlanned, message.AppointmentMoved, message.AppointmentCancelled, message.AppointmentReminder, message.Survey, message.SurveyReminder,
		message.Meeting, message.Correction, message.ReferralEnded,
	} {
		for _, channel := range channels {
			if kind.Digest() && channel != message.Mail {
				continue
			}
			if kind.Confirms() && (channel == message.Call || channel == message.Letter && kind == message.AppointmentReminder) {
				continue
			}
			for _, language := range []string{"nl", "en"} {
				text, err := message.Standard(message.Template{Kind: kind, Channel: channel, Language: language}.ResourceID())
				if err != nil {
					t.Errorf("%s %s %s: %v", kind, channel, language, err)
					continue
				}
				if err := text.Check("message_template."); err != nil || text.Body == "" || (text.Subject == "") != (channel == message.SMS) {
					t.Errorf("%s: %+v, %v", text.ResourceID(), text, err)
				}
			}
		}
	}
	if n := len(message.Standards("", 1000)); n != 7*4*2+3*2+3*3*2+2*2 {
		t.Errorf("%d texts", n)
	}
}

// An offer says nothing that leads to the resident, whatever the municipality writes.
func TestAnOfferHasNoWordForTheResident(t *testing.T) {
	want := []string{"naam", "gemeente", "contactpersoon", "telefoon", "leefgebied", "wijk", "spoed", "link"}
	if got := message.Words(message.Offer, message.Mail); !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestAWordThatIsNotKnownIsNamed(t *testing.T) {
	text := message.Template{Kind: message.Offer, Channel: message.Mail, Language: "nl", Subject: "Vraag {{ naam }}", Body: "Over {{bsn}}"}
	var refused *errs.Error
	if !errors.As(text.Check("message_template."), &refused) || len(refused.Violations) != 1 {
		t.Fatalf("got %v", text.Check("message_template."))
	}
	if v := refused.Violations[0]; v.Field != "message_template.body" || v.Rule != "template.word" || v.Args["word"] != "bsn" {
		t.Errorf("got %+v", v)
	}
	for _, half := range []message.Template{{Kind: message.Offer, Channel: message.Mail, Language: "nl", Subject: "x"}, {Kind: message.Offer, Channel: message.Mail, Language: "nl", Body: "x"}} {
		if err := half.Check(""); !errs.Is(err, errs.Invalid) {
			t.Errorf("half a text: %v", err)
		}
	}
}

func TestWhatPeopleTypedIsTextInHTML(t *testing.T) {
	text := message.Template{Subject: "Voor {{naam}}\r\nBcc: iedereen@post.example", Body: "Beste {{naam}},\n\nzie https://oco.example/status. <b>"}
	subject, body := text.Fill(map[string]string{"naam": "<script>alert(1)</script>{{code}}\nBcc: x", "code": "GEHEIM"})
	if strings.ContainsAny(subject, "\r\n") || strings.Contains(subject+body, "GEHEIM") {
		t.Errorf("subject %q, body %q", subject, body)
	}
	for name, html := range map[string]string{"mail": message.HTML("nl", subject, body), "letter": message.Sheet("nl", subject, body, message.Envelope{To: []string{"<i>"}})} {
		if strings.Contains(html, "<script") || strings.Contains(html, "<b>") || strings.Contains(html, "<i>") || !strings.Contains(html, "&lt;script&gt;") {
			t.Errorf("%s: %s", name, html)
		}
	}
	if html := message.HTML("nl", subject, body); !strings.Contains(html, `<a href="https://oco.example/status">`) || strings.Count(html, "<p ") != 2 {
		t.Errorf("got %s", html)
	}
}

// What somebody wrote about a resident goes over the open net by no text, also not by one that a municipality wrote before.
func TestWhatIsWrittenAboutAResidentStandsInNoMail(t *testing.T) {
	for _, channel := range message.Channels {
		text := message.Template{Kind: message.Correction, Channel: channel, Language: "nl", Subject: "Antwoord: {{antwoord}}", Body: "{{uitkomst}} {{ antwoord }}"}
		m := message.Message{Words: message.Facts(map[string]string{"uitkomst": "Gedaan.", "antwoord": "KANARIE"})}.Say(text)
		if says := strings.Contains(m.Subject.Reveal()+m.Body.Reveal(), "KANARIE"); says == channel.Sends() || !strings.Contains(m.Body.Reveal(), "Gedaan.") {
			t.Errorf("%s: %s / %s", channel, m.Subject.Reveal(), m.Body.Reveal())
		}
		if refused := text.Check("") != nil; refused != channel.Sends() {
			t.Errorf("%s: may be written: %t", channel, !refused)
		}
	}
}
