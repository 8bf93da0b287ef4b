package door

import (
	"slices"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	_ "oco.example/oco/gen/go/oco/admin/v1"
	_ "oco.example/oco/gen/go/oco/complaint/v1"
	_ "oco.example/oco/gen/go/oco/events/v1"
	_ "oco.example/oco/gen/go/oco/expense/v1"
	_ "oco.example/oco/gen/go/oco/intake/v1"
	_ "oco.example/oco/gen/go/oco/matching/v1"
	_ "oco.example/oco/gen/go/oco/meeting/v1"
	_ "oco.example/oco/gen/go/oco/message/v1"
	_ "oco.example/oco/gen/go/oco/privacy/v1"
	_ "oco.example/oco/gen/go/oco/reporting/v1"
	_ "oco.example/oco/gen/go/oco/signal/v1"
	_ "oco.example/oco/gen/go/oco/support/v1"
	_ "oco.example/oco/gen/go/oco/survey/v1"
	_ "oco.example/oco/gen/go/oco/volunteer/v1"
)

// unmasked are, by hand, the texts in which no citizen service number is looked for though their
// rule leaves room for one, and why.
var unmasked = map[string][]protoreflect.Name{
	// What is not read when something is made, and a UUID when it is changed.
	"id": {"id"},
	// A code is chosen from a list, or made by an administrator for one: small letters and digits.
	"code": {
		"code", "event_types", "field", "kind", "message_template", "municipality", "neighbourhood", "neighbourhood_point", "outcome", "recipient_municipality", "region",
		"renews", "requirement", "role", "sub_themes", "target_group", "target_groups", "theme",
	},
	// A day, a time of the day, a postcode and a language have a form in which nine digits do not fit.
	"form": {
		"answer_date", "by_date", "closes", "conduct_certificate_until_date", "contact_date", "date", "end_date", "first_appointment_date",
		"from_date", "given_date", "held_date", "incident_date", "intended_until_date", "interpreter_language", "languages", "last_date", "latest_date",
		"lived_experience_consent_date", "made_date", "next_contact_date", "opens", "postcode", "receive_date", "seen_date", "since_date", "start_date",
		"supporter_told_date", "until_date", "wished_language",
	},
	// What a system made is sent back as it is.
	"made by a system": {"etag", "card_code", "fingerprint", "incoming_handover", "issuer", "leave_out", "page_token", "receipt_code", "survey_code", protoreflect.Name(accountSubject)},
	// A bank account has a check of its own, and is sealed; digits in it are part of it.
	"account": {"debtor_iban", "iban"},
	// Digits in an address are part of it.
	"address": {"email", "online_link"},
}

// TestNoTextIsForgotten: in every text that a request can hold a citizen service number is masked,
// but in those of the list above. A new field is masked, or somebody says why not.
func TestNoTextIsForgotten(t *testing.T) {
	found := map[protoreflect.Name]bool{}
	inputs(func(_ protoreflect.MethodDescriptor, path string, field protoreflect.FieldDescriptor) {
		exempt := false
		for _, names := range unmasked {
			exempt = exempt || slices.Contains(names, field.Name()) || slices.Contains(names, protoreflect.Name(field.FullName()))
		}
		read := textOf(field)
		switch {
		case read.kind == formed && field.Name() != "id": // a UUID, or one of a list: its rule leaves room for no number
		case exempt && !read.isWritten():
			found[field.Name()], found[protoreflect.Name(field.FullName())] = true, true
		case exempt && field.Name() != "postcode": // one that is looked for may be anything
			t.Errorf("%s is in the list, and would be masked", path)
		case !exempt && !read.isWritten():
			t.Errorf("%s would not be masked, and nobody says why", path)
		}
	})
	for why, names := range unmasked {
		for _, name := range names {
			if !found[name] {
				t.Errorf("%s: no text is called %s any more", why, name)
			}
		}
	}
}

// TestMaskingCanBeTold: whoever changes something with a text that people write gets an answer that
// has a place for the notice.
func TestMaskingCanBeTold(t *testing.T) {
	inputs(func(rpc protoreflect.MethodDescriptor, path string, field protoreflect.FieldDescriptor) {
		keeps := rpc.Input().Fields().ByName("request_id") != nil
		if keeps && textOf(field).isWritten() && noticesField(rpc.Output()) == nil {
			t.Errorf("%s is masked, and %s has no notices", path, rpc.Output().Name())
		}
	})
}

// inputs calls do for every text that a request of ours can hold.
func inputs(do func(rpc protoreflect.MethodDescriptor, path string, field protoreflect.FieldDescriptor)) {
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for s := range file.Services().Len() {
			methods := file.Services().Get(s).Methods()
			for m := range methods.Len() {
				if rpc := methods.Get(m); strings.HasPrefix(string(rpc.FullName()), ours) {
					inside(rpc, string(rpc.Name()), rpc.Input(), do)
				}
			}
		}
		return true
	})
}

func inside(rpc protoreflect.MethodDescriptor, at string, message protoreflect.MessageDescriptor, do func(protoreflect.MethodDescriptor, string, protoreflect.FieldDescriptor)) {
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		path := at + "." + string(field.Name())
		switch {
		case behaves(field, annotations.FieldBehavior_OUTPUT_ONLY):
		case field.Kind() == protoreflect.StringKind:
			do(rpc, path, field)
		case field.Message() != nil && isOurs(field.Message()):
			inside(rpc, path, field.Message(), do)
		}
	}
}
