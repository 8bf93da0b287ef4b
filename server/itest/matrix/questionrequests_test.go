package matrix_test

import (
	"maps"

	"oco.example/oco/server/itest/harness"
)

func init() { maps.Copy(requests, questionRequests) }

// questionRequests are those on the question of the access team. The case is the supporter's.
var questionRequests = map[string]func(w *world, p harness.Persona) object{
	"AskAccessQuestion":   func(w *world, _ harness.Persona) object { return structural(w.unasked()) },
	"GetAccessQuestion":   func(w *world, _ harness.Persona) object { return object{"access_question": w.accessQuestion()} },
	"ListAccessQuestions": func(w *world, _ harness.Persona) object { w.accessQuestion(); return object{} },
	"AnswerAccessQuestion": func(w *world, _ harness.Persona) object {
		return object{"access_question": w.accessQuestion(), "answer": "Nog één gesprek."}
	},
}

func structural(id string) object {
	return object{"access_question": object{"case": id, "reason": "ACCESS_QUESTION_REASON_STRUCTURAL", "note": "Dit blijft."}}
}

// accessQuestion is one that the supporter asked.
func (w *world) accessQuestion() string {
	w.t.Helper()
	return text(w.must(harness.Supporter, "AskAccessQuestion", structural(w.unasked())), "id")
}

// unasked is the supporter's case, of which no question is open.
func (w *world) unasked() string {
	w.t.Helper()
	id := w.running()
	open, _ := w.coordinator("ListAccessQuestions", object{"case": id, "state": "ACCESS_QUESTION_STATE_OPEN"})["access_questions"].([]any)
	for _, one := range open {
		asked, _ := one.(object)
		w.coordinator("AnswerAccessQuestion", object{"access_question": text(asked, "id"), "answer": "Nog één gesprek."})
	}
	return id
}
