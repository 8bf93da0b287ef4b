package main

import (
	"encoding/base64"
	"regexp"
	"slices"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// datePattern is how the contract writes a day; JSON Schema has a format for it.
const datePattern = `^\d{4}-\d{2}-\d{2}$`

// scalar is the JSON type of a field that is no message and no enum.
func scalar(field protoreflect.FieldDescriptor) *Object {
	switch field.Kind() {
	case protoreflect.BoolKind:
		return object("type", "boolean")
	case protoreflect.BytesKind:
		return object("type", "string", "contentEncoding", "base64")
	case protoreflect.FloatKind, protoreflect.DoubleKind:
		return object("type", "number")
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return object("type", "integer", "format", "int32")
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return object("type", "integer", "format", "int64", "minimum", 0)
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return object("type", "string", "format", "int64", "pattern", `^-?\d+$`)
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return object("type", "string", "format", "uint64", "pattern", `^\d+$`)
	default:
		text := object("type", "string")
		switch {
		case isDay(field):
			text.Set("format", "date")
		case field.Name() == "id" && !isNamed(field):
			text.Set("format", "uuid")
		}
		return text
	}
}

// wellKnown is the schema of a message that protobuf itself defines.
func wellKnown(message protoreflect.MessageDescriptor) *Object {
	switch message.FullName() {
	case "google.protobuf.Timestamp":
		return object("type", "string", "format", "date-time")
	case "google.protobuf.Duration":
		return object("type", "string", "pattern", `^-?\d+(\.\d+)?s$`)
	case "google.protobuf.FieldMask":
		return object("type", "string", "pattern", `^[A-Za-z][A-Za-z0-9]*(,[A-Za-z][A-Za-z0-9]*)*$`)
	default:
		return object("type", "object")
	}
}

// constrain writes the rules of a value into its schema.
func constrain(schema *Object, field protoreflect.FieldDescriptor, rules *validate.FieldRules) {
	switch field.Kind() {
	case protoreflect.StringKind:
		constrainText(schema, rules.GetString(), mayBeZero(rules))
	case protoreflect.BytesKind:
		if most := rules.GetBytes().GetMaxLen(); most > 0 {
			schema.Set("maxLength", base64.StdEncoding.EncodedLen(int(most)))
		}
		if rules.GetBytes().GetMinLen() > 0 && !mayBeZero(rules) {
			schema.Set("minLength", 1)
		}
	case protoreflect.Int32Kind:
		bounds := rules.GetInt32()
		if bounds.HasGte() {
			schema.Set("minimum", bounds.GetGte())
		}
		if bounds.HasGt() {
			schema.Set("exclusiveMinimum", bounds.GetGt())
		}
		if bounds.HasLte() {
			schema.Set("maximum", bounds.GetLte())
		}
		if bounds.HasLt() {
			schema.Set("exclusiveMaximum", bounds.GetLt())
		}
	default:
	}
}

func constrainText(schema *Object, rules *validate.StringRules, mayBeEmpty bool) {
	if least := rules.GetMinLen(); least > 0 && !mayBeEmpty {
		schema.Set("minLength", least)
	}
	if most := rules.GetMaxLen(); most > 0 {
		schema.Set("maxLength", most)
	}
	switch {
	case rules.GetUuid():
		schema.Set("format", "uuid")
	case rules.GetEmail():
		schema.Set("format", "email")
	case rules.GetUri():
		schema.Set("format", "uri")
	}
	if pattern := rules.GetPattern(); pattern != "" && pattern != datePattern {
		if mayBeEmpty {
			pattern = "^(?:" + strings.TrimSuffix(strings.TrimPrefix(pattern, "^"), "$") + ")?$"
		}
		schema.Set("pattern", pattern)
	}
	if len(rules.GetIn()) > 0 {
		var values []any
		for _, value := range rules.GetIn() {
			if value != "" { // the same as leaving it out
				values = append(values, value)
			}
		}
		schema.Set("enum", values)
	}
}

func constrainList(schema *Object, rules *validate.RepeatedRules) {
	if rules.GetMinItems() > 0 {
		schema.Set("minItems", rules.GetMinItems())
	}
	if rules.GetMaxItems() > 0 {
		schema.Set("maxItems", rules.GetMaxItems())
	}
	if rules.GetUnique() {
		schema.Set("uniqueItems", true)
	}
}

func mayBeZero(rules *validate.FieldRules) bool {
	return rules.GetIgnore() == validate.Ignore_IGNORE_IF_ZERO_VALUE
}

// isNamed reports whether a field holds names of another form than ids have: receipt.mail.nl.
func isNamed(field protoreflect.FieldDescriptor) bool {
	rules, _ := proto.GetExtension(field.Options(), validate.E_Field).(*validate.FieldRules)
	return rules.GetString().GetPattern() != ""
}

// isRequired reports whether the rules of a field refuse its zero value, so that it must be sent.
func isRequired(field protoreflect.FieldDescriptor) bool {
	rules, _ := proto.GetExtension(field.Options(), validate.E_Field).(*validate.FieldRules)
	switch {
	case rules.GetRequired():
		return true
	case mayBeZero(rules):
		return false
	case field.IsList():
		return rules.GetRepeated().GetMinItems() > 0
	}
	switch field.Kind() {
	case protoreflect.EnumKind:
		return slices.Contains(rules.GetEnum().GetNotIn(), 0)
	case protoreflect.BytesKind:
		return rules.GetBytes().GetMinLen() > 0
	case protoreflect.Int32Kind:
		return rules.GetInt32().GetGte() > 0 || rules.GetInt32().HasGt() && rules.GetInt32().GetGt() >= 0
	case protoreflect.StringKind:
		text := rules.GetString()
		return text.GetMinLen() > 0 || text.GetUuid() || text.GetEmail() || text.GetUri() ||
			text.GetPattern() != "" && !regexp.MustCompile(text.GetPattern()).MatchString("") ||
			len(text.GetIn()) > 0 && !slices.Contains(text.GetIn(), "")
	default:
		return false
	}
}

// isDay reports whether a field is a day.
func isDay(field protoreflect.FieldDescriptor) bool {
	return field.Name() == "date" || strings.HasSuffix(string(field.Name()), "_date")
}
