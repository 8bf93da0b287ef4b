package matrix_test

import (
	"maps"
	"time"

	"oco.example/oco/server/itest/harness"
)

func init() { maps.Copy(requests, appointmentRequests) }

// appointmentRequests are about appointments and thank-you cards. What is "own" is an appointment of a case of the supporter's
// record.
var appointmentRequests = map[string]func(w *world, p harness.Persona) object{
	"CreateAppointment": func(w *world, _ harness.Persona) object { return w.agreed(time.Now()) },
	"GetAppointment":    func(w *world, _ harness.Persona) object { return object{"appointment": w.appointment()} },
	"ListAppointments":  func(w *world, _ harness.Persona) object { w.appointment(); return object{} },
	"RescheduleAppointment": func(w *world, _ harness.Persona) object {
		return object{"appointment": w.appointment(), "start_time": "2099-01-05T09:30:00Z", "end_time": "2099-01-05T10:30:00Z"}
	},
	"CancelAppointment": func(w *world, _ harness.Persona) object {
		return object{"appointment": w.appointment(), "cancel_reason": "APPOINTMENT_CANCEL_REASON_RESIDENT"}
	},
	"RecordAppointmentAttended": func(w *world, _ harness.Persona) object {
		return object{"appointment": w.appointment(), "state": "APPOINTMENT_STATE_HELD"}
	},
	"GetAppointmentInvitation": func(w *world, _ harness.Persona) object {
		return object{"appointment": w.appointment(), "audience": "APPOINTMENT_AUDIENCE_SUPPORTER"}
	},
	"CreateCardBatch": func(*world, harness.Persona) object { return cardBatch() },
	"GetCardBatch":    func(w *world, _ harness.Persona) object { return object{"card_batch": text(w.cards(), "id")} },
	"ListCardBatches": func(w *world, _ harness.Persona) object { w.cards(); return object{} },
	"GetCardSheet":    func(w *world, _ harness.Persona) object { return object{"card_batch": text(w.cards(), "id")} },
	"CountCardUse":    func(w *world, _ harness.Persona) object { return object{"card_code": text(w.cards(), "card_code")} },
}

func cardBatch() object { return object{"card_batch": object{"label": "Wijkpunt", "cards": 2}} }

// cards is a batch.
func (w *world) cards() object {
	w.t.Helper()
	return w.coordinator("CreateCardBatch", cardBatch())
}

// agreed is an hour of the case that goes on.
func (w *world) agreed(start time.Time) object {
	w.t.Helper()
	return object{"appointment": object{
		"case": w.running(), "start_time": start.Format(time.RFC3339), "end_time": start.Add(time.Hour).Format(time.RFC3339),
		"kind": "APPOINTMENT_KIND_HOME", "place": "Kade 1",
	}}
}

// appointment is one of that case, now.
func (w *world) appointment() string {
	w.t.Helper()
	return text(w.coordinator("CreateAppointment", w.agreed(time.Now())), "id")
}
