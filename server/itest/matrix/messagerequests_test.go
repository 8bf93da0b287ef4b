package matrix_test

import (
	"maps"

	"oco.example/oco/server/itest/harness"
)

func init() {
	maps.Copy(requests, messageRequests)
	maps.Copy(lists, map[string]string{"ListMessages": "messages", "ListMessageTemplates": "message_templates"})
}

// messageRequests are those on messages and their texts. Each message is the receipt of an application of its own.
var messageRequests = map[string]func(w *world, p harness.Persona) object{
	"ListMessages": func(w *world, _ harness.Persona) object { w.task(); return object{} },
	"GetMessage":   func(w *world, _ harness.Persona) object { return object{"message": w.task()} },
	"GetLetter":    func(w *world, _ harness.Persona) object { return object{"message": w.letter()} },
	"RecordCall": func(w *world, _ harness.Persona) object {
		return object{"message": w.task(), "outcome": "CALL_OUTCOME_REACHED"}
	},
	"MarkPrinted":   func(w *world, _ harness.Persona) object { return object{"message": w.letter()} },
	"CancelMessage": func(w *world, _ harness.Persona) object { return object{"message": w.task()} },
	"RetryMessage": func(w *world, _ harness.Persona) object {
		id := w.task()
		w.coordinator("CancelMessage", object{"message": id})
		return object{"message": id}
	},
	"GetMessageTemplate":   func(*world, harness.Persona) object { return object{"message_template": "offer.mail.nl"} },
	"ListMessageTemplates": empty,
	"UpdateMessageTemplate": func(*world, harness.Persona) object {
		text := template()
		text["subject"] = "Een vraag voor u"
		return object{"message_template": text, "update_mask": "subject"}
	},
	"PreviewMessageTemplate": func(*world, harness.Persona) object {
		return object{"message_template": "offer.mail.nl", "subject": "Een vraag voor u", "body": "Wilt u iemand helpen?"}
	},
}

func template() object {
	return object{"id": "offer.mail.nl"}
}

// task is a message that somebody has to tell by phone.
func (w *world) task() string {
	w.t.Helper()
	return w.messageOf(object{"name": "Noor Voorbeeld", "phone": "0416-123456"})
}

// letter is a message that somebody has to print.
func (w *world) letter() string {
	w.t.Helper()
	return w.messageOf(object{"name": "Noor Voorbeeld", "postcode": "5141 AB", "house_number": "7a"})
}

// messageOf is the receipt of a new application; it is written a moment later.
func (w *world) messageOf(resident object) string {
	w.t.Helper()
	id := text(w.must(harness.Nobody, "SubmitApplication", object{"resident": resident, "life_domains": []any{"LIFE_DOMAIN_WMO"}}), "application")
	for w.t.Context().Err() == nil {
		list, _ := w.coordinator("ListMessages", object{"application": id})["messages"].([]any)
		if len(list) > 0 {
			message, _ := list[0].(object)
			return text(message, "id")
		}
	}
	w.t.Fatal("no receipt was written")
	return ""
}
