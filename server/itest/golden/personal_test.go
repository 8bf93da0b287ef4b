package golden_test

import (
	"encoding/json"
	"maps"
	"regexp"
	"slices"
	"testing"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"

	"oco.example/oco/server/itest/harness"
)

// checkEverythingPersonalIsLookedFor counts the canaries a second time, in another way than they
// were collected: each request is read as a message, whatever its personal fields hold must be a
// canary, and each personal field of the contract that a request can have must have held one.
func (c *canaries) checkEverythingPersonalIsLookedFor(t *testing.T) {
	t.Helper()
	sent := map[protoreflect.FullName]bool{}
	for _, request := range c.requests {
		message := dynamicpb.NewMessage(request.message)
		if err := protojson.Unmarshal(request.json, message); err != nil {
			continue // only REST can say it, and is refused
		}
		eachText(message, func(field protoreflect.FieldDescriptor, text string) {
			if len(text) >= shortest && !c.texts[text] {
				t.Errorf("%s was sent with %q, and nobody looks for it", field.FullName(), text)
			}
			sent[field.FullName()] = sent[field.FullName()] || len(text) >= shortest
		})
	}
	wanted := map[protoreflect.FullName]bool{}
	for _, rpc := range harness.Methods() {
		personalFields(rpc.Input(), wanted, map[protoreflect.FullName]bool{})
	}
	for field := range wanted {
		if !sent[field] {
			t.Errorf("no story sends %s", field)
		}
	}
	if len(sent) == 0 {
		t.Error("nothing personal was sent")
	}
	t.Logf("%d personal fields were sent: %v", len(sent), slices.Sorted(maps.Keys(sent)))
}

// request is what a story sent.
type request struct {
	message protoreflect.MessageDescriptor
	json    []byte
}

// remember keeps a request for the second count.
func (c *canaries) remember(t *testing.T, message protoreflect.MessageDescriptor, values map[string]any) {
	t.Helper()
	text, err := json.Marshal(values)
	if err != nil {
		t.Fatal(err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.requests = append(c.requests, request{message: message, json: text})
}

// isPersonal reports whether the contract marks a field that holds text or a file as one about a person.
func isPersonal(field protoreflect.FieldDescriptor) bool {
	options, _ := field.Options().(*descriptorpb.FieldOptions)
	holdsText := field.Kind() == protoreflect.StringKind || field.Kind() == protoreflect.BytesKind
	return holdsText && options.GetDebugRedact() && !identifiers[field.FullName()]
}

// people are the cells of a file that are about people; dates, headings and words of lists may well
// be found elsewhere.
var people = regexp.MustCompile(`(?i)[^;\n]*kanarie[^;\n]*|06-?\d{8}`)

// eachText runs a function on each text in a personal field of a message, however deep.
func eachText(message protoreflect.Message, do func(field protoreflect.FieldDescriptor, text string)) {
	message.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		one := func(v protoreflect.Value) {
			switch {
			case field.Message() != nil:
				eachText(v.Message(), do)
			case isPersonal(field) && field.Kind() == protoreflect.StringKind:
				do(field, v.String())
			case isPersonal(field):
				for _, cell := range people.FindAllString(string(v.Bytes()), -1) {
					do(field, cell)
				}
			}
		}
		if !field.IsList() {
			one(value)
			return true
		}
		for i := range value.List().Len() {
			one(value.List().Get(i))
		}
		return true
	})
}

// personalFields adds the personal fields of a message and of those within it, but what only the
// platform fills in.
func personalFields(message protoreflect.MessageDescriptor, to, seen map[protoreflect.FullName]bool) {
	if seen[message.FullName()] {
		return
	}
	seen[message.FullName()] = true
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		behaviours, _ := proto.GetExtension(field.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
		if slices.Contains(behaviours, annotations.FieldBehavior_OUTPUT_ONLY) {
			continue
		}
		if isPersonal(field) {
			to[field.FullName()] = true
		}
		if field.Message() != nil {
			personalFields(field.Message(), to, seen)
		}
	}
}
