package message

import (
	"encoding/json"
	"maps"

	"oco.example/oco/server/platform/sealed"
)

// Facts are what a text is filled with, as a message keeps them.
func Facts(words map[string]string) sealed.Text {
	content, err := json.Marshal(words)
	if err != nil {
		panic(err) // they are texts
	}
	return sealed.Of(string(content))
}

// Know is the message with some of its facts as they are now.
func (m Message) Know(words map[string]string) Message {
	var all map[string]string
	if json.Unmarshal([]byte(m.Words.Reveal()), &all) == nil {
		maps.Copy(all, words)
		m.Words = Facts(all)
	}
	return m
}

// Say fills a text with what the message has to say. One that is from before that was kept says what it said.
func (m Message) Say(t Template) Message {
	var words map[string]string
	if json.Unmarshal([]byte(m.Words.Reveal()), &words) != nil {
		return m
	}
	subject, body := t.Fill(words)
	m.Subject, m.Body = sealed.Of(subject), sealed.Of(body)
	return m
}

// Heed is a task with what is known now of whom it is for, and whether that differs. It stays a task by its way while that
// leads to the person and is safe; else it goes as is right now. What is not a task is decided when it is sent.
func (m Message) Heed(r Reach, sms bool) (Decision, bool) {
	if m.State != ToDo {
		return Decision{}, false
	}
	d := Way(m.Kind, r, sms)
	if r.Gone == "" && (m.Channel == d.Channel || m.Channel == Coordinator || r.may(m.Channel, sms)) {
		d = Decision{Channel: m.Channel, Mind: r.mind()}
	}
	return d, d.Nobody != "" || d.Channel != m.Channel || d.Mind != m.Mind
}
