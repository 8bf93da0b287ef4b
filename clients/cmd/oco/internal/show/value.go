// Package show prints messages of the contract for people (a table, a record) and for programs
// (JSON, CSV).
package show

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/timestamppb"

	"oco.example/oco/clients/cmd/oco/internal/words"
)

// style is how a value is written.
type style struct {
	// language is that of the words for values.
	language string
	// zone is where moments are told; nil writes them in UTC as RFC 3339 has it.
	zone *time.Location
	// separator stands between the values of a list.
	separator string
	// names are those of what ids stand for.
	names map[string]string
}

// find follows a path such as "applicant.kind" into a message. It returns nothing when the path
// does not lead to a field.
func find(m protoreflect.Message, path string) (protoreflect.FieldDescriptor, protoreflect.Value) {
	first, rest, deeper := strings.Cut(path, ".")
	field := m.Descriptor().Fields().ByName(protoreflect.Name(first))
	if field == nil {
		return nil, protoreflect.Value{}
	}
	if !deeper {
		return field, m.Get(field)
	}
	if field.Message() == nil || field.IsList() {
		return nil, protoreflect.Value{}
	}
	return find(m.Get(field).Message(), rest)
}

// cell writes what stands at a path of a message.
func (s style) cell(m protoreflect.Message, path string) string {
	field, value := find(m, path)
	if field == nil {
		return ""
	}
	return s.field(field, value)
}

func (s style) field(field protoreflect.FieldDescriptor, value protoreflect.Value) string {
	if !field.IsList() {
		return s.single(field, value)
	}
	list := value.List()
	parts := make([]string, list.Len())
	for i := range parts {
		parts[i] = s.single(field, list.Get(i))
	}
	if field.Message() == nil {
		return strings.Join(parts, s.separator)
	}
	return strings.Join(parts, " ") // sentences
}

func (s style) single(field protoreflect.FieldDescriptor, value protoreflect.Value) string {
	switch field.Kind() {
	case protoreflect.EnumKind:
		known := field.Enum().Values().ByNumber(value.Enum())
		if known == nil { // newer than this command
			return strconv.Itoa(int(value.Enum()))
		}
		return words.Of(known, s.language)
	case protoreflect.BoolKind:
		return s.answer(field, value.Bool())
	case protoreflect.MessageKind:
		return s.message(value.Message())
	default:
		if absent[field.FullName()] && value.String() == "0" {
			return ""
		}
		if text, ok := s.euros(field, value); ok {
			return text
		}
		if text, ok := s.distance(field, value); ok {
			return text
		}
		return s.text(field, value.String())
	}
}

// forPrograms reports whether values are written as they are, for whatever reads them.
func (s style) forPrograms() bool { return s.zone == nil && s.language == "" }

// text is a text as it stands, but for the name of an id and the word of a code.
func (s style) text(field protoreflect.FieldDescriptor, text string) string {
	if name := s.names[text]; name != "" {
		return name + " (" + text + ")"
	}
	if s.forPrograms() { // codes
		return text
	}
	return words.Code(field.FullName(), text, s.language)
}

// answer is a yes or a no. People read a no only where it says as much as a yes.
func (s style) answer(field protoreflect.FieldDescriptor, yes bool) string {
	switch {
	case yes && s.language == words.Dutch:
		return "ja"
	case yes:
		return "yes"
	case s.zone != nil && !answers[field.FullName()]:
		return ""
	case s.language == words.Dutch:
		return "nee"
	}
	return "no"
}

// message writes a message inside another in one line.
func (s style) message(m protoreflect.Message) string {
	if moment, ok := m.Interface().(*timestamppb.Timestamp); ok {
		return s.moment(moment)
	}
	if text, ok := s.special(m); ok {
		return text
	}
	var parts []string
	fields := m.Descriptor().Fields()
	for i := range fields.Len() {
		if field := fields.Get(i); m.Has(field) {
			parts = append(parts, words.Field(string(field.Name()), s.language)+" "+s.field(field, m.Get(field)))
		}
	}
	return strings.Join(parts, ", ")
}

func (s style) moment(moment *timestamppb.Timestamp) string {
	switch {
	case !moment.IsValid() || moment.AsTime().Unix() == 0 && moment.GetNanos() == 0:
		return ""
	case s.zone == nil:
		return moment.AsTime().Format(time.RFC3339)
	default:
		return moment.AsTime().In(s.zone).Format("2006-01-02 15:04")
	}
}

// harmless takes out what would steer a terminal: text came from people elsewhere.
func harmless(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == '\t':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r):
			return -1
		}
		return r
	}, text)
}

// Harmless is text of people elsewhere as it may be printed.
func Harmless(text string) string { return harmless(text) }

// Text is a message in one line.
func (p *Printer) Text(m proto.Message) string {
	return harmless(p.people().message(m.ProtoReflect()))
}
