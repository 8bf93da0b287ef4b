package matrix_test

import (
	"maps"

	"google.golang.org/grpc/codes"

	"oco.example/oco/server/itest/harness"
)

func init() { maps.Copy(requests, consultationRequests) }

// consultationRequests are questions to colleagues. What is "own" is what the supporter asked.
var consultationRequests = map[string]func(w *world, p harness.Persona) object{
	"AskColleagues":     func(*world, harness.Persona) object { return question() },
	"GetConsultation":   func(w *world, _ harness.Persona) object { return object{"consultation": w.consulted()} },
	"ListConsultations": func(w *world, _ harness.Persona) object { w.consulted(); return object{} },
	"AnswerConsultation": func(w *world, _ harness.Persona) object {
		return object{"consultation": w.consulted(), "text": "Vraag een keukentafelgesprek aan."}
	},
	"MarkConsultationAnswer": func(w *world, _ harness.Persona) object {
		id := w.consulted()
		answered := w.coordinator("AnswerConsultation", object{"consultation": id, "text": "Bel de Toegang."})
		answers, _ := answered["answers"].([]any)
		first, _ := answers[0].(object)
		return object{"consultation": id, "answer": text(first, "id"), "helped": true}
	},
	"CloseConsultation": func(w *world, _ harness.Persona) object { return object{"consultation": w.consulted()} },
}

func question() object {
	return object{"question": "Wie weet hoe een herindicatie gaat?", "life_domain": "LIFE_DOMAIN_WMO"}
}

// consulted is a question that the supporter asked.
func (w *world) consulted() string {
	w.t.Helper()
	a := w.call(w.home.Token(w.t, harness.Supporter), "AskColleagues", question())
	if a.Code != codes.OK {
		w.t.Fatalf("asking colleagues: %s %v", a.Raw, a.Fields)
	}
	return text(harness.JSON(a.Messages[0]), "id")
}
