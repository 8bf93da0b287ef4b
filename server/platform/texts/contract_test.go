package texts_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
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
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/texts"
)

// broken is a field of a request and a rule that it can break, with the numbers of the rule.
type broken struct {
	field, rule string
	args        map[string]string
}

// contract lists every pair of field and rule that any request can break by its descriptors.
func contract(t *testing.T) []broken {
	t.Helper()
	var all []broken
	requests(func(request protoreflect.MessageDescriptor) {
		for _, b := range rulesOf(request, "", nil) {
			if !slices.ContainsFunc(all, func(o broken) bool {
				return o.field == b.field && o.rule == b.rule && fmt.Sprint(o.args) == fmt.Sprint(b.args)
			}) {
				all = append(all, b)
			}
		}
	})
	if len(all) < 200 {
		t.Fatalf("only %d pairs of field and rule were found", len(all))
	}
	return all
}

func requests(do func(protoreflect.MessageDescriptor)) {
	files(func(file protoreflect.FileDescriptor) {
		for s := range file.Services().Len() {
			methods := file.Services().Get(s).Methods()
			for m := range methods.Len() {
				do(methods.Get(m).Input())
			}
		}
	})
}

func files(do func(protoreflect.FileDescriptor)) {
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if strings.HasPrefix(string(file.Package()), "oco.") {
			do(file)
		}
		return true
	})
}

func rulesOf(message protoreflect.MessageDescriptor, at string, seen []protoreflect.FullName) []broken {
	if slices.Contains(seen, message.FullName()) || !strings.HasPrefix(string(message.FullName()), "oco.") {
		return nil
	}
	seen = append(slices.Clone(seen), message.FullName())
	var found []broken
	rules, _ := proto.GetExtension(message.Options(), validate.E_Message).(*validate.MessageRules)
	for _, cel := range rules.GetCel() {
		found = append(found, broken{field: strings.TrimSuffix(at, "."), rule: cel.GetId()})
	}
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		path := at + string(field.Name())
		fieldRules, _ := proto.GetExtension(field.Options(), validate.E_Field).(*validate.FieldRules)
		found = append(found, rulesOfField(fieldRules, path)...)
		item := path
		if field.IsList() {
			item += "[0]"
			found = append(found, rulesOfField(fieldRules.GetRepeated().GetItems(), item)...)
		}
		switch {
		case isOutput(field):
			// Only the server writes it; what a request holds there is not read.
		case field.Kind() == protoreflect.StringKind:
			found = append(found, broken{field: item, rule: "string.control"}, broken{field: item, rule: "string.one_line"})
		case field.Kind() == protoreflect.EnumKind:
			found = append(found, broken{field: item, rule: "enum.defined_only"})
		case field.Message() != nil:
			found = append(found, rulesOf(field.Message(), item+".", seen)...)
		}
	}
	return found
}

func isOutput(field protoreflect.FieldDescriptor) bool {
	behaviours, _ := proto.GetExtension(field.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
	return slices.Contains(behaviours, annotations.FieldBehavior_OUTPUT_ONLY)
}

// rulesOfField names the rules as the library reports them: bounds on both sides are one rule.
func rulesOfField(rules *validate.FieldRules, path string) []broken {
	if rules == nil {
		return nil
	}
	var found []broken
	if rules.GetRequired() {
		found = append(found, broken{field: path, rule: "required"})
	}
	for _, cel := range rules.GetCel() {
		found = append(found, broken{field: path, rule: cel.GetId()})
	}
	reflected := rules.ProtoReflect()
	kind := reflected.WhichOneof(reflected.Descriptor().Oneofs().ByName("type"))
	if kind == nil {
		return found
	}
	names, args := []string{}, map[string]string{}
	reflected.Get(kind).Message().Range(func(rule protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		if rule.Name() != "items" {
			names = append(names, string(rule.Name()))
			args[string(rule.Name())] = value.String()
		}
		return true
	})
	slices.Sort(names)
	if slices.Contains(names, "gte") && slices.Contains(names, "lte") {
		names = append(slices.DeleteFunc(names, func(n string) bool { return n == "gte" || n == "lte" }), "gte_lte")
	}
	for _, name := range names {
		found = append(found, broken{field: path, rule: string(kind.Name()) + "." + name, args: args})
	}
	return found
}

// snake is a name of the contract that nobody should read: two words with an underscore, or a
// place that was not filled.
var snake = regexp.MustCompile(`[A-Za-z]+_[A-Za-z]+|[{}…]|UNSPECIFIED`)

func TestEveryRuleOfTheContractHasATextForItsField(t *testing.T) {
	for _, b := range contract(t) {
		if !texts.Has(b.field, b.rule) {
			t.Errorf("%s breaks %s: no text, or no label for the field", b.field, b.rule)
			continue
		}
		for _, lang := range texts.Languages {
			readable(t, lang, texts.Violation(lang, errs.Violation{Field: b.field, Rule: b.rule, Args: b.args}))
		}
	}
}

func readable(t *testing.T, lang, text string) {
	t.Helper()
	if text == "" || snake.MatchString(text) || strings.Contains(text, "  ") {
		t.Errorf("%s: %q is nothing that people can read", lang, text)
	}
}
