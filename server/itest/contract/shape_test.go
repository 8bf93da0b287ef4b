package contract_test

import (
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
)

// TestInputIsBounded: every text, list and enum that a caller sends has a rule that bounds it.
func TestInputIsBounded(t *testing.T) {
	seen := map[protoreflect.FullName]bool{}
	eachRPC(t, func(t *testing.T, rpc protoreflect.MethodDescriptor) { bounded(t, rpc.Input(), seen) })
}

func bounded(t *testing.T, message protoreflect.MessageDescriptor, seen map[protoreflect.FullName]bool) {
	t.Helper()
	if seen[message.FullName()] || !strings.HasPrefix(string(message.FullName()), "oco.") {
		return
	}
	seen[message.FullName()] = true
	fields := message.Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		if isOutput(field) || isStamp(field) {
			continue
		}
		rules := rulesOf(field)
		if field.IsList() {
			if rules.GetRepeated().GetMaxItems() == 0 {
				t.Errorf("%s has no bound", field.FullName())
			}
			rules = rules.GetRepeated().GetItems()
		}
		switch {
		case field.Message() != nil:
			bounded(t, field.Message(), seen)
		case field.Kind() == protoreflect.StringKind:
			s := rules.GetString()
			if s.GetMaxLen() == 0 && !s.GetUuid() && s.GetPattern() == "" && len(s.GetIn()) == 0 {
				t.Errorf("%s can be as long as it likes", field.FullName())
			}
		case field.Kind() == protoreflect.EnumKind:
			if !rules.GetEnum().GetDefinedOnly() {
				t.Errorf("%s takes values that nobody knows", field.FullName())
			}
		case field.Kind() == protoreflect.BytesKind:
			if rules.GetBytes().GetMaxLen() == 0 {
				t.Errorf("%s can be as large as it likes", field.FullName())
			}
		}
	}
}

// isStamp: identifiers of resources that a server makes are not read on creation.
func isStamp(field protoreflect.FieldDescriptor) bool {
	return field.Name() == "id" || strings.HasSuffix(string(field.Name()), "_time")
}

// TestMomentsAndDays: what is called …_time is a moment, what is called …_date a day as text.
func TestMomentsAndDays(t *testing.T) {
	eachField(func(field protoreflect.FieldDescriptor) {
		name := string(field.Name())
		isMoment := field.Message() != nil && field.Message().FullName() == "google.protobuf.Timestamp"
		if isMoment != strings.HasSuffix(name, "_time") {
			t.Errorf("%s: a moment is called …_time, and nothing else is", field.FullName())
		}
		if strings.HasSuffix(name, "_date") && field.Kind() != protoreflect.StringKind {
			t.Errorf("%s: a day is a text", field.FullName())
		}
	})
}

// TestEveryEventNamesItsAudience: an event without one would be seen by nobody, or by all.
func TestEveryEventNamesItsAudience(t *testing.T) {
	count := 0
	for _, file := range ours() {
		event := file.Messages().ByName("Event")
		if event == nil {
			continue
		}
		payloads := event.Oneofs().Get(0).Fields()
		for i := range payloads.Len() {
			payload := payloads.Get(i).Message()
			audience, _ := proto.GetExtension(payload.Options(), commonv1.E_Audience).(*commonv1.Audience)
			if len(audience.GetRoles()) == 0 {
				t.Errorf("%s names no role", payload.FullName())
			}
			if own := audience.GetOwnField(); own != "" && payload.Fields().ByName(protoreflect.Name(own)) == nil {
				t.Errorf("%s has no field %s", payload.FullName(), own)
			}
			count++
		}
	}
	if count == 0 {
		t.Error("no event was looked at")
	}
}
