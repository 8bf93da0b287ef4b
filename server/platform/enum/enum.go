// Package enum turns the enums of the contract into the words that rules and tables use, and
// back: ROUTE_OWN_NETWORK is "OWN_NETWORK", and what is not set is "".
package enum

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// Name is the word of an enum value: its name without the prefix that all values share. The
// first value (…_UNSPECIFIED) and numbers that the contract does not know are "".
func Name[E protoreflect.Enum](e E) string {
	value := e.Descriptor().Values().ByNumber(e.Number())
	if value == nil || e.Number() == 0 {
		return ""
	}
	return strings.TrimPrefix(string(value.Name()), prefix(e.Descriptor()))
}

// Names is Name for a list.
func Names[E protoreflect.Enum](list []E) []string {
	names := make([]string, 0, len(list))
	for _, e := range list {
		names = append(names, Name(e))
	}
	return names
}

// Number is the enum value of a word, the first value (…_UNSPECIFIED) for "" and for words that
// the contract does not know.
func Number[E interface {
	~int32
	protoreflect.Enum
}](name string) E {
	var zero E
	if name == "" {
		return zero
	}
	descriptor := zero.Descriptor()
	value := descriptor.Values().ByName(protoreflect.Name(prefix(descriptor) + name))
	if value == nil {
		return zero
	}
	return E(value.Number())
}

// Numbers is Number for a list.
func Numbers[E interface {
	~int32
	protoreflect.Enum
}](names []string) []E {
	list := make([]E, 0, len(names))
	for _, name := range names {
		list = append(list, Number[E](name))
	}
	return list
}

// prefix is what the first value has before UNSPECIFIED (the linter of the contract demands it).
func prefix(descriptor protoreflect.EnumDescriptor) string {
	return strings.TrimSuffix(string(descriptor.Values().Get(0).Name()), "UNSPECIFIED")
}
