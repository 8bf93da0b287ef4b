package main

import (
	"fmt"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// use is what a schema is for; it decides which members there are and which must be there.
type use int

const (
	// answered: the server sends it, with every member but absent messages.
	answered use = iota
	// shared: it stands in answers and inside requests.
	shared
	// created: the body of a create, without what only the server writes.
	created
	// updated: the body of an update, of which any part may be left out.
	updated
)

// builder makes the schemas of the document out of descriptors, with the comments that
// protoc-gen-openapiv3 gathered.
type builder struct {
	words words
	// comments are the raw schemas by full name.
	comments map[string]*Object
	schemas  *Object
	owners   map[string]protoreflect.FullName
	// inRequests are the messages that requests hold inside.
	inRequests map[protoreflect.FullName]bool
	err        error
}

// fields calls do for each field of a message in the order of the contract.
func fields(message protoreflect.MessageDescriptor, do func(protoreflect.FieldDescriptor)) {
	for i := range message.Fields().Len() {
		do(message.Fields().Get(i))
	}
}

// isOurs reports whether a message is of our contracts, not one of protobuf's own.
func isOurs(d protoreflect.Descriptor) bool { return strings.HasPrefix(string(d.FullName()), "oco.") }

// markRequested notes every message inside a request.
func (b *builder) markRequested(message protoreflect.MessageDescriptor) {
	fields(message, func(field protoreflect.FieldDescriptor) {
		inner := field.Message()
		if inner == nil || !isOurs(inner) || is(field, annotations.FieldBehavior_OUTPUT_ONLY) || b.inRequests[inner.FullName()] {
			return
		}
		b.inRequests[inner.FullName()] = true
		b.markRequested(inner)
	})
}

// reference names the schema of a message or an enum and makes it when it is new.
func (b *builder) reference(d protoreflect.Descriptor) *Object {
	name := string(d.Name())
	if owner, made := b.owners[name]; made {
		if owner != d.FullName() {
			b.err = fmt.Errorf("%s and %s would share the schema %s", owner, d.FullName(), name)
		}
		return pointTo(name)
	}
	b.owners[name] = d.FullName()
	b.schemas.Set(name, nil)
	switch d := d.(type) {
	case protoreflect.MessageDescriptor:
		purpose := answered
		if b.inRequests[d.FullName()] {
			purpose = shared
		}
		b.schemas.Set(name, b.message(d, purpose))
	case protoreflect.EnumDescriptor:
		b.schemas.Set(name, b.enum(d))
	}
	return pointTo(name)
}

func pointTo(name string) *Object { return object("$ref", "#/components/schemas/"+name) }

// enum lists the values; the zero value means "not set" and is no choice.
func (b *builder) enum(d protoreflect.EnumDescriptor) *Object {
	var values []any
	for i := 1; i < d.Values().Len(); i++ {
		values = append(values, string(d.Values().Get(i).Name()))
	}
	return object("type", "string", "description", b.words.plain(b.comments[string(d.FullName())].Text("description")), "enum", values)
}

// body names the schema of a resource as the body of a create or an update.
func (b *builder) body(message protoreflect.MessageDescriptor, purpose use) *Object {
	name := string(message.Name()) + map[use]string{created: "Input", updated: "Update"}[purpose]
	if _, made := b.owners[name]; !made {
		b.owners[name] = protoreflect.FullName(name)
		b.schemas.Set(name, nil)
		b.schemas.Set(name, b.message(message, purpose))
	}
	return pointTo(name)
}

// message is the schema of a message.
func (b *builder) message(d protoreflect.MessageDescriptor, purpose use) *Object {
	comments := b.comments[string(d.FullName())]
	return b.members(d, purpose, comments.Text("description"), comments.Object("properties"), nil)
}

// members is the schema of the fields of a message, but for those left out.
func (b *builder) members(d protoreflect.MessageDescriptor, purpose use, comment string, comments *Object, left func(protoreflect.FieldDescriptor) bool) *Object {
	properties := &Object{}
	required := []any{}
	fields(d, func(field protoreflect.FieldDescriptor) {
		if left != nil && left(field) || purpose > shared && !isWritten(field, purpose) {
			return
		}
		property := b.property(field, purpose)
		if text := b.words.plain(comments.Object(field.JSONName()).Text("description")); text != "" {
			property.Set("description", text)
		}
		if purpose <= shared && is(field, annotations.FieldBehavior_OUTPUT_ONLY) {
			property.Set("readOnly", true)
		}
		properties.Set(field.JSONName(), property)
		if isPresent(field, purpose) {
			required = append(required, field.JSONName())
		}
	})
	schema := object("type", "object").SetIf("description", b.described(d, comment))
	schema.Set("properties", properties)
	if len(required) > 0 {
		schema.Set("required", required)
	}
	if purpose > shared {
		schema.Set("additionalProperties", false)
	}
	return schema
}

// described adds the rules between fields to a comment, in the contract's words.
func (b *builder) described(d protoreflect.MessageDescriptor, comment string) string {
	text := b.words.plain(comment)
	rules, _ := proto.GetExtension(d.Options(), validate.E_Message).(*validate.MessageRules)
	for _, rule := range rules.GetCel() {
		text += " Rule: " + rule.GetMessage() + "."
	}
	return strings.TrimSpace(text)
}

// fixed are fields that are said when something is made, and refused in every update after that.
var fixed = map[protoreflect.FullName]bool{
	"oco.admin.v1.Account.kind": true, "oco.admin.v1.Account.municipal": true,
	"oco.admin.v1.Code.list": true, "oco.admin.v1.Code.code": true,
	"oco.admin.v1.Municipality.active": true,
}

// isWritten reports whether a caller may send a field in the body of a create or an update.
func isWritten(field protoreflect.FieldDescriptor, purpose use) bool {
	if is(field, annotations.FieldBehavior_OUTPUT_ONLY, annotations.FieldBehavior_IDENTIFIER) {
		return false
	}
	if purpose == updated && fixed[field.FullName()] {
		return false
	}
	return field.Name() != "etag" || purpose == updated
}

// isPresent reports whether a member must be there: in an answer all that the JSON mapping always
// writes, in what requests hold all that a rule asks for.
func isPresent(field protoreflect.FieldDescriptor, purpose use) bool {
	switch purpose {
	case answered:
		return !field.HasPresence() && !leftOut[string(field.Name())]
	case updated:
		return false
	default:
		return isRequired(field)
	}
}

// property is the schema of a field.
func (b *builder) property(field protoreflect.FieldDescriptor, purpose use) *Object {
	rules, _ := proto.GetExtension(field.Options(), validate.E_Field).(*validate.FieldRules)
	switch {
	case field.IsMap():
		return object("type", "object", "additionalProperties", b.value(field.MapValue(), nil, created))
	case field.IsList():
		list := object("type", "array", "items", b.value(field, rules.GetRepeated().GetItems(), created))
		constrainList(list, rules.GetRepeated())
		return list
	default:
		return b.value(field, rules, purpose)
	}
}

// value is the schema of one value.
func (b *builder) value(field protoreflect.FieldDescriptor, rules *validate.FieldRules, purpose use) *Object {
	switch field.Kind() {
	case protoreflect.EnumKind:
		choice := b.reference(field.Enum())
		if purpose <= shared && !isRequired(field) {
			return object("anyOf", []any{choice, object("const", string(field.Enum().Values().Get(0).Name()))})
		}
		return choice
	case protoreflect.MessageKind, protoreflect.GroupKind:
		if isOurs(field.Message()) {
			return b.reference(field.Message())
		}
		return wellKnown(field.Message())
	default:
		schema := scalar(field)
		constrain(schema, field, rules)
		return schema
	}
}
