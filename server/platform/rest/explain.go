package rest

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"oco.example/oco/server/platform/door"
)

// explain names every reason for which a body cannot be read as the contract's message. It runs
// only after the reading failed, which stops at the first mistake.
func explain(body []byte, r *route) []violation {
	message := r.bodyMessage()
	if message == nil {
		return []violation{{in: "body", rule: "json.unreadable"}}
	}
	if !json.Valid(body) {
		return []violation{syntax(body)}
	}
	e := explanation{}
	e.message("", body, message)
	if len(e.violations) == 0 {
		return []violation{{in: "body", rule: "json.unreadable"}}
	}
	return e.violations
}

// syntax tells where a text stops being JSON.
func syntax(body []byte) violation {
	var whole json.RawMessage
	decoder := json.NewDecoder(bytes.NewReader(body))
	err := decoder.Decode(&whole)
	if err == nil {
		err = decoder.Decode(&whole)
	}
	read := decoder.InputOffset()
	if broken := (*json.SyntaxError)(nil); errors.As(err, &broken) {
		read = broken.Offset
	}
	read = max(0, min(read, int64(len(body))))
	line := 1 + bytes.Count(body[:read], []byte("\n"))
	return violation{in: "body", rule: "json.syntax", args: map[string]string{"line": strconv.Itoa(line)}}
}

// mostLooked is how many values of a body are looked at: no form has as many, and a large body of
// small ones must not cost many times what reading it does.
const mostLooked = 10_000

// explanation gathers what is wrong in a body, until it is enough.
type explanation struct {
	violations []violation
	looked     int
}

// enough says that nobody is helped by more.
func (e *explanation) enough() bool {
	return len(e.violations) >= door.MostViolations || e.looked >= mostLooked
}

func (e *explanation) add(pointer, rule string, field protoreflect.FieldDescriptor) {
	v := violation{in: "body", rule: rule}
	if pointer != "" {
		v.location = &Location{Pointer: pointer}
	}
	if field != nil {
		v.field = string(field.Name())
	}
	e.violations = append(e.violations, v)
}

// message looks at an object: every member must be a field, come once, and fit it.
func (e *explanation) message(pointer string, value json.RawMessage, message protoreflect.MessageDescriptor) {
	members, isObject := membersOf(value)
	if !isObject {
		e.add(pointer, "type.object", nil)
		return
	}
	seen := map[protoreflect.FieldNumber]bool{}
	for _, m := range members {
		if e.enough() {
			return
		}
		at, field := pointer+pointerTo(m.name), fieldNamed(message, m.name)
		switch {
		case field == nil:
			e.add(at, "json.unknown", nil)
			continue
		case seen[field.Number()]:
			e.add(at, "json.duplicate", field)
		case string(m.value) == "null":
		case field.IsMap():
			e.mapping(at, m.value, field)
		case field.IsList():
			e.list(at, m.value, field)
		default:
			e.value(at, m.value, field)
		}
		seen[field.Number()] = true
	}
}

// member is one member of an object.
type member struct {
	name  string
	value json.RawMessage
}

// membersOf lists the members of an object by name, each as often as it stands there.
func membersOf(value json.RawMessage) (members []member, isObject bool) {
	decoder := json.NewDecoder(bytes.NewReader(value))
	if begin, err := decoder.Token(); err != nil || begin != json.Delim('{') {
		return nil, false
	}
	for decoder.More() {
		var m member
		name, err := decoder.Token()
		if err == nil {
			err = decoder.Decode(&m.value)
		}
		if err != nil {
			return nil, false
		}
		m.name, _ = name.(string) // the name of a member is a text
		members = append(members, m)
	}
	slices.SortStableFunc(members, func(a, b member) int { return strings.Compare(a.name, b.name) })
	return members, true
}

func (e *explanation) mapping(pointer string, value json.RawMessage, field protoreflect.FieldDescriptor) {
	var members map[string]json.RawMessage
	if json.Unmarshal(value, &members) != nil {
		e.add(pointer, "type.object", field)
		return
	}
	for _, key := range slices.Sorted(maps.Keys(members)) {
		if e.enough() {
			return
		}
		e.value(pointer+pointerTo(key), members[key], field.MapValue())
	}
}

func (e *explanation) list(pointer string, value json.RawMessage, field protoreflect.FieldDescriptor) {
	var elements []json.RawMessage
	if json.Unmarshal(value, &elements) != nil {
		e.add(pointer, "type.list", field)
		return
	}
	for i, element := range elements {
		if e.enough() {
			return
		}
		e.value(pointer+pointerTo(strconv.Itoa(i)), element, field)
	}
}

// value looks at one value: an object of our own contracts by its members, anything else by
// asking the proto JSON mapping whether it takes it.
func (e *explanation) value(pointer string, value json.RawMessage, field protoreflect.FieldDescriptor) {
	e.looked++
	message := field.Message()
	if message != nil && !strings.HasPrefix(string(message.FullName()), "google.protobuf.") {
		e.message(pointer, value, message)
		return
	}
	if !fits(value, field) {
		e.add(pointer, typeRule(field), field)
	}
}

// fits reports whether a value can stand in a field, or in a list of it.
func fits(value json.RawMessage, field protoreflect.FieldDescriptor) bool {
	if string(value) == "null" {
		return false // in a list or a map; elsewhere it means "not set" and does not come here
	}
	if field.IsList() {
		value = slices.Concat([]byte("["), value, []byte("]"))
	}
	probe := dynamicpb.NewMessage(field.ContainingMessage())
	if field.ContainingMessage().IsMapEntry() {
		return fitsEntry(value, field)
	}
	object := slices.Concat([]byte("{"), quoted(field.JSONName()), []byte(":"), value, []byte("}"))
	return protojson.Unmarshal(object, probe) == nil
}

// fitsEntry is fits for the value of a map, whose entry has no JSON of its own.
func fitsEntry(value json.RawMessage, field protoreflect.FieldDescriptor) bool {
	switch field.Kind() {
	case protoreflect.StringKind:
		return len(value) > 0 && value[0] == '"'
	case protoreflect.BoolKind:
		return string(value) == "true" || string(value) == "false"
	default:
		_, err := strconv.ParseFloat(strings.Trim(string(value), `"`), 64)
		return err == nil
	}
}

func quoted(name string) []byte { return strconv.AppendQuote(nil, name) }

// typeRule is the rule that a value breaks when it does not fit a field.
func typeRule(field protoreflect.FieldDescriptor) string {
	switch field.Kind() {
	case protoreflect.StringKind:
		return "type.text"
	case protoreflect.BoolKind:
		return "type.boolean"
	case protoreflect.BytesKind:
		return "type.base64"
	case protoreflect.EnumKind:
		return "type.enum"
	case protoreflect.FloatKind, protoreflect.DoubleKind:
		return "type.number"
	case protoreflect.MessageKind, protoreflect.GroupKind:
		if field.Message().FullName() == "google.protobuf.Timestamp" {
			return "type.time"
		}
		return "type.object"
	default:
		return "type.integer"
	}
}
