package main

import (
	"google.golang.org/protobuf/reflect/protoreflect"
)

// What examples are about. Everybody in them is invented.
const (
	exampleMunicipality = "gm0867"
	exampleID           = "0199a3c4-7b1e-7c55-9d0a-5f2b8e6d4c10"
	exampleKey          = "0199a3c4-8d22-7e0f-b1c4-1a2b3c4d5e6f"
	exampleTime         = "2026-03-02T09:15:00Z"
)

// exampleResident is the resident of the examples.
const exampleResident = "0199a3c4-0010-7a00-8000-00000000d010"

// listExamples are the items of lists that are codes.
var listExamples = map[string]any{
	"applications":         exampleID,
	"equal":                "phone",
	"languages":            "nl",
	"reasons":              "shares_life_domain",
	"residents":            exampleResident,
	"supporters":           "0199a3c4-000c-7a00-8000-00000000f00c",
	"accounts":             "0199a3c4-0010-7a00-8000-00000000d110",
	"guests":               "0199a3c4-0018-7a00-8000-00000000f118",
	"shared_target_groups": "lvb",
	"sub_themes":           "schulden",
	"target_groups":        "lvb",
	"to_complete":          "life_domain",
	"words":                "huurachterstand",
}

// leftOut are fields that no example shows: the published ruleset takes every member below paths
// whose name holds "post" or "put" for an operation, so they are not promised in answers either. A house
// number says nothing without its postcode.
var leftOut = map[string]bool{"postcode": true, "house_number": true, "deputy_of": true, "deputised": true}

// exampleField is an example of a field, nil when there is none.
func exampleField(field protoreflect.FieldDescriptor, purpose use) any {
	switch item, known := listExamples[string(field.Name())]; {
	case leftOut[string(field.Name())]:
		return nil
	case !field.IsList():
		return exampleValue(field, purpose)
	case field.Name() == "notices":
		return []any{}
	case known && field.Message() == nil:
		return []any{item}
	default:
		return []any{exampleValue(field, purpose)}
	}
}

// exampleValue is an example of one value.
func exampleValue(field protoreflect.FieldDescriptor, purpose use) any {
	if value := named(field); value != nil {
		return value
	}
	switch field.Kind() {
	case protoreflect.BoolKind:
		return false
	case protoreflect.EnumKind:
		if value := ownExamples[string(field.Enum().Name())]; value != nil {
			return value
		}
		return string(field.Enum().Values().Get(1).Name())
	case protoreflect.MessageKind, protoreflect.GroupKind:
		switch {
		case field.Message().FullName() == "google.protobuf.Timestamp":
			return exampleTime
		case isOurs(field.Message()):
			return exampleBody(field.Message(), min(purpose, created), nil)
		}
		return nil
	case protoreflect.StringKind:
		if isDay(field) {
			return "2026-03-02"
		}
		return "voorbeeld"
	case protoreflect.Int64Kind, protoreflect.Uint64Kind:
		return "1"
	default:
		return 1
	}
}

// named finds the example by message and field, else by field. A message is never meant by a
// field's name alone: {resident} is an id in one place and a person in another.
func named(field protoreflect.FieldDescriptor) any {
	if field.Message() != nil {
		return nil
	}
	if value := ownExamples[string(field.ContainingMessage().Name())+"."+string(field.Name())]; value != nil {
		return value
	}
	value := fieldExamples[string(field.Name())]
	if field.Kind() == protoreflect.EnumKind {
		if name, isText := value.(string); !isText || field.Enum().Values().ByName(protoreflect.Name(name)) == nil {
			return nil
		}
	}
	return value
}
