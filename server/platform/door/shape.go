package door

import (
	"math"
	"strconv"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// shape is what the door looks at in a message: its texts, its enums, and the messages in it that
// have some. It is read once, so that a call visits no field for nothing.
type shape struct {
	texts    []text
	enums    []protoreflect.FieldDescriptor
	lists    []bounded
	messages []nested
}

// bounded is a list with a rule for how long it may be.
type bounded struct {
	field protoreflect.FieldDescriptor
	most  int
}

type nested struct {
	field protoreflect.FieldDescriptor
	shape *shape
}

// shapes are the shapes of all messages that were read.
type shapes map[protoreflect.FullName]*shape

func (s shapes) of(message protoreflect.MessageDescriptor) *shape {
	if known, ok := s[message.FullName()]; ok {
		return known
	}
	read := &shape{}
	s[message.FullName()] = read // before its fields: a message may hold itself
	fields := message.Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		if most, isBounded := mostItems(field); isBounded {
			read.lists = append(read.lists, bounded{field: field, most: most})
		}
		switch {
		case field.IsMap():
			// The contract has no maps; a test holds that.
		case behaves(field, annotations.FieldBehavior_OUTPUT_ONLY):
			// Only the server writes it; what a request holds there is not read.
		case field.Kind() == protoreflect.StringKind:
			if t := textOf(field); t.kind != formed {
				read.texts = append(read.texts, t)
			}
		case field.Kind() == protoreflect.EnumKind:
			read.enums = append(read.enums, field)
		case field.Message() != nil && isOurs(field.Message()):
			if inner := s.of(field.Message()); inner == read || !inner.isEmpty() {
				read.messages = append(read.messages, nested{field: field, shape: inner})
			}
		}
	}
	return read
}

func (s *shape) isEmpty() bool { return len(s.texts)+len(s.enums)+len(s.lists)+len(s.messages) == 0 }

// mostItems is how long the contract lets a list be.
func mostItems(field protoreflect.FieldDescriptor) (int, bool) {
	rules, _ := proto.GetExtension(field.Options(), validate.E_Field).(*validate.FieldRules)
	if repeated := rules.GetRepeated(); field.IsList() && repeated.HasMaxItems() {
		return int(min(repeated.GetMaxItems(), math.MaxInt32)), true
	}
	return 0, false
}

// shorten cuts lists off behind the element that is one too many: the rule is broken all the same,
// and a million elements behind it cost nothing to look at.
func (s *shape) shorten(message protoreflect.Message) {
	for _, list := range s.lists {
		if message.Has(list.field) && message.Get(list.field).List().Len() > list.most+1 {
			message.Mutable(list.field).List().Truncate(list.most + 1)
		}
	}
	for _, inner := range s.messages {
		each(message, inner.field, nil, func(_ *trail, value protoreflect.Value) { inner.shape.shorten(value.Message()) })
	}
}

// isOurs: the moments and masks of other packages hold nothing that anybody writes.
func isOurs(message protoreflect.MessageDescriptor) bool {
	return strings.HasPrefix(string(message.FullName()), ours)
}

// trail is the way from the request to a field; it becomes a path only when somebody asks.
type trail struct {
	before *trail
	name   protoreflect.Name
	index  int // -1 when the field is no list
}

func (t *trail) String() string {
	if t == nil {
		return ""
	}
	text := string(t.name)
	if t.index >= 0 {
		text += "[" + strconv.Itoa(t.index) + "]"
	}
	if t.before != nil {
		return t.before.String() + "." + text
	}
	return text
}

// visit calls read for every text that is set and enum for every enum value that is set. What read
// returns takes the place of the text.
func (s *shape) visit(message protoreflect.Message, at *trail, read func(*trail, text, string) string, enum func(*trail, protoreflect.FieldDescriptor, protoreflect.EnumNumber)) {
	for _, t := range s.texts {
		replace(message, t.field, at, func(here *trail, old string) string { return read(here, t, old) })
	}
	for _, field := range s.enums {
		each(message, field, at, func(here *trail, value protoreflect.Value) { enum(here, field, value.Enum()) })
	}
	for _, inner := range s.messages {
		each(message, inner.field, at, func(here *trail, value protoreflect.Value) {
			inner.shape.visit(value.Message(), here, read, enum)
		})
	}
}

// each calls do for the value of a field that is set, or for every value of a list.
func each(message protoreflect.Message, field protoreflect.FieldDescriptor, at *trail, do func(*trail, protoreflect.Value)) {
	if !message.Has(field) {
		return
	}
	if !field.IsList() {
		do(&trail{before: at, name: field.Name(), index: -1}, message.Get(field))
		return
	}
	list := message.Get(field).List()
	for i := range list.Len() {
		do(&trail{before: at, name: field.Name(), index: i}, list.Get(i))
	}
}

// replace puts what read returns in the place of every text of a field.
func replace(message protoreflect.Message, field protoreflect.FieldDescriptor, at *trail, read func(*trail, string) string) {
	each(message, field, at, func(here *trail, value protoreflect.Value) {
		old := value.String()
		fresh := read(here, old)
		switch {
		case fresh == old:
		case here.index >= 0:
			message.Mutable(field).List().Set(here.index, protoreflect.ValueOfString(fresh))
		default:
			message.Set(field, protoreflect.ValueOfString(fresh))
		}
	})
}
