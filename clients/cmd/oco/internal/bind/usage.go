package bind

import (
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/clients/cmd/oco/internal/words"
)

// usages say in one line what a field is, by the name of the field, or by message and field where
// the name alone would not do.
var usages = words.Merge(
	commonUsages, adminUsages, complaintUsages, eventsUsages, expenseUsages, intakeUsages,
	matchingUsages, meetingUsages, messageUsages, privacyUsages, reportingUsages, signalUsages,
	supportUsages, surveyUsages, volunteerUsages,
)

// filters are the usages that differ in the request of a list, where a field narrows the list.
var filters = map[protoreflect.Name]string{
	"route": "only with this route", "life_domain": "only about this life domain", "supporter": "only of this supporter",
	"application": "only of this application", "resident": "only of this resident, closed ones too", "referrer_organisation": "only of this organisation", "list": "only this list",
}

// searches are the usages in the request of a search.
var searches = map[protoreflect.Name]string{
	"name": "one or more whole words of the name", "postcode": "postcode; needs --house-number", "house_number": "house number; needs --postcode",
}

// Usage is the line of a flag in help.
func (f *Form) Usage(field *Field) string {
	leaf := field.leaf()
	usage := f.meaning(leaf)
	switch {
	case leaf.Enum() != nil:
		usage += ": " + strings.Join(words.All(leaf.Enum()), ", ")
	case isOrder(leaf):
		usage += ": " + strings.Join(orderWords(leaf, "en"), ", ")
	}
	usage += f.more[field.Name]
	if slices.Contains(f.require, field.Name) {
		usage += " (required)"
	}
	return usage
}

func (f *Form) meaning(leaf protoreflect.FieldDescriptor) string {
	if leaf.Parent().FullName() == f.rpc.Input().FullName() {
		name := string(f.rpc.Name())
		if strings.HasPrefix(name, "List") && filters[leaf.Name()] != "" {
			return filters[leaf.Name()]
		}
		if strings.HasPrefix(name, "Search") && searches[leaf.Name()] != "" {
			return searches[leaf.Name()]
		}
	}
	if usage, ok := usages[string(leaf.Parent().Name())+"."+string(leaf.Name())]; ok {
		return usage
	}
	return usages[string(leaf.Name())]
}
