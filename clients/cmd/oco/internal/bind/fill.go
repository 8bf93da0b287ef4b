package bind

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	"oco.example/oco/clients/cmd/oco/internal/texts"
)

// municipality is the form of a CBS code.
var municipality = regexp.MustCompile(`^gm\d{4}$`)

// Error is something typed that cannot be followed. It repeats no value.
type Error struct {
	// Name is the flag or argument, "--route" or "APPLICATION".
	Name string
	// Problem says what is wrong and what to type instead.
	Problem error
}

// Error is one line, in English.
func (e *Error) Error() string { return e.In("en") }

// In is one line in a language.
func (e *Error) In(language string) string {
	problem := texts.Tell(e.Problem, language)
	if e.Name == "" {
		return problem
	}
	return e.Name + ": " + problem
}

// Input is what was typed, and where it was typed.
type Input struct {
	Arguments    []string
	Municipality string
	// Document is the content of --from, nil without.
	Document []byte
	// Today is the day that "today" means.
	Today time.Time
}

// Fill puts what was typed into a request: the document first, then arguments and flags. Of an
// update the mask names what was given. Before that, current is asked for the resource as it stands
// when only a part of one of its messages was given, because an update replaces a message whole.
func (f *Form) Fill(request proto.Message, in Input, current func() (proto.Message, error)) error {
	if err := f.count(in.Arguments); err != nil {
		return err
	}
	m := request.ProtoReflect()
	named, err := f.document(m, in.Document)
	if err != nil {
		return err
	}
	if f.NeedsMunicipality() {
		if in.Municipality == "" {
			return &Error{"--municipality", texts.Wrong("line.municipality_needed")}
		}
		if !municipality.MatchString(in.Municipality) {
			return &Error{"--municipality", texts.Wrong("line.municipality_code")}
		}
		m.Set(m.Descriptor().Fields().ByName("municipality"), protoreflect.ValueOfString(in.Municipality))
	}
	if err := f.takeArguments(m, in); err != nil {
		return err
	}
	given := f.given()
	if f.updates() {
		if err := f.complete(m, given, current); err != nil {
			return err
		}
	}
	for _, field := range given {
		if err := field.put(m, field.text.typed, in.Today); err != nil {
			return &Error{"--" + field.Name, err}
		}
		f.notUrgent(m, field)
	}
	if f.updates() {
		return f.mask(m, named, given)
	}
	return nil
}

// count checks the number of arguments.
func (f *Form) count(arguments []string) error {
	want := len(f.arguments)
	switch {
	case len(arguments) < want:
		return &Error{strings.Join(f.Missing(arguments), ", "), texts.Wrong("line.missing")}
	case len(arguments) > want && !f.variadic && isAnswer(arguments[len(arguments)-1]):
		return &Error{"", texts.Wrong("line.too_many_answers")}
	case len(arguments) > want && !f.variadic:
		return &Error{"", texts.Wrong("line.too_many_arguments", "given", strconv.Itoa(len(arguments)), "taken", strconv.Itoa(want))}
	}
	return nil
}

func isAnswer(typed string) bool {
	_, err := YesNo(typed)
	return err == nil
}

func (f *Form) takeArguments(m protoreflect.Message, in Input) error {
	for i, field := range f.arguments {
		typed := in.Arguments[i : i+1]
		if f.variadic && i == len(f.arguments)-1 {
			typed = in.Arguments[i:]
		}
		if err := field.put(m, typed, in.Today); err != nil {
			return &Error{field.Name, err}
		}
	}
	return nil
}

// given are the flags that were typed.
func (f *Form) given() []*Field {
	var given []*Field
	for _, field := range f.flags {
		if field.text.given {
			given = append(given, field)
		}
	}
	return given
}

// updates reports whether the RPC changes the fields that a mask names.
func (f *Form) updates() bool {
	return f.body != nil && f.rpc.Input().Fields().ByName("update_mask") != nil
}

// complete takes over the messages of the resource of which only a part was given, and the version
// that they are of.
func (f *Form) complete(m protoreflect.Message, given []*Field, current func() (proto.Message, error)) error {
	var parts []protoreflect.FieldDescriptor
	for _, field := range given {
		if len(field.path) > 2 && !slices.Contains(parts, field.path[1]) {
			parts = append(parts, field.path[1])
		}
	}
	resource := m.Mutable(f.body).Message()
	parts = slices.DeleteFunc(parts, func(part protoreflect.FieldDescriptor) bool { return resource.Has(part) })
	if len(parts) == 0 || current == nil {
		return nil
	}
	answer, err := current()
	if err != nil {
		return err
	}
	stands := answer.ProtoReflect()
	for _, part := range append(parts, f.body.Message().Fields().ByName("etag")) {
		if part != nil && stands.Has(part) {
			resource.Set(part, stands.Get(part))
		}
	}
	return nil
}

// notUrgent takes the whole message away when its reason was cleared.
func (f *Form) notUrgent(m protoreflect.Message, field *Field) {
	if field.Name != "urgency" || len(field.path) < 2 {
		return
	}
	above := m
	for _, step := range field.path[:len(field.path)-2] {
		above = above.Mutable(step).Message()
	}
	message := field.path[len(field.path)-2]
	if above.Has(message) && !above.Get(message).Message().Has(field.leaf()) {
		above.Clear(message)
	}
}

// mask names what an update changes: the fields of the document and those of the flags.
func (f *Form) mask(m protoreflect.Message, named []string, given []*Field) error {
	paths := named
	for _, field := range given {
		if len(field.path) > 1 && field.path[0] == f.body && field.leaf().Name() != "etag" {
			paths = append(paths, string(field.path[1].Name()))
		}
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)
	if len(paths) == 0 {
		return &Error{"", texts.Wrong("line.nothing_to_change")}
	}
	m.Set(m.Descriptor().Fields().ByName("update_mask"), protoreflect.ValueOfMessage((&fieldmaskpb.FieldMask{Paths: paths}).ProtoReflect()))
	return nil
}

// put sets the field from what was typed.
func (f *Field) put(m protoreflect.Message, typed []string, today time.Time) error {
	for _, step := range f.path[:len(f.path)-1] {
		m = m.Mutable(step).Message()
	}
	leaf := f.leaf()
	if !leaf.IsList() {
		value, err := f.read(typed[0], today)
		if err == nil {
			m.Set(leaf, value)
		}
		return err
	}
	m.Clear(leaf)
	list := m.Mutable(leaf).List()
	for _, word := range separate(leaf, typed) {
		value, err := f.read(word, today)
		if err != nil {
			return err
		}
		list.Append(value)
	}
	return nil
}
