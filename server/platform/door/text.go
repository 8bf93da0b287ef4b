package door

import (
	"strings"
	"unicode"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/platform/citizennumber"
	"oco.example/oco/server/platform/person"
)

// kind says how the door reads a text that a caller sends. What the contract says nothing special
// of is a line that somebody types: a new field is looked at without anybody thinking of it.
type kind int

const (
	// line is one line that somebody types: a name, a house number, an organisation.
	line kind = iota
	// free is a text of several lines, marked free_text in the contract.
	free
	// phone is a phone number as people write it.
	phone
	// exact is made by a system or has a form of its own; a number in it is part of it.
	exact
	// formed is a text whose rule leaves room for nothing else: a UUID, or one of a list.
	formed
)

// text is a field with text, and how the door reads it.
type text struct {
	field protoreflect.FieldDescriptor
	kind  kind
}

// exactly are the names of texts that are compared or used as they are, though no rule gives them
// a form: masking a number in one would change what it means.
var exactly = map[protoreflect.Name]bool{
	"etag":         true, // a version that the server gave out
	"page_token":   true, // a pointer that the server gave out
	"receipt_code": true, // looked up by its hash, and never stored as it came
	"survey_code":  true, // as a receipt code
	"card_code":    true, // printed by us, looked up, and never stored as it came
	"email":        true, // an address is used as it is; digits in it are part of it
	"issuer":       true, // an address that tokens name
}

// accountSubject is the name that the issuer's tokens have for somebody; it is used as it is. The subject of a mail is not.
const accountSubject protoreflect.FullName = "oco.admin.v1.Account.subject"

// textOf finds out how to read a text from what the contract says of it.
func textOf(field protoreflect.FieldDescriptor) text {
	rules, _ := proto.GetExtension(field.Options(), validate.E_Field).(*validate.FieldRules)
	if field.IsList() {
		rules = rules.GetRepeated().GetItems()
	}
	isFree, _ := proto.GetExtension(field.Options(), commonv1.E_FreeText).(bool)
	t := text{field: field}
	switch s := rules.GetString(); {
	case isFree:
		t.kind = free
	case s.GetUuid(), len(s.GetIn()) > 0:
		t.kind = formed
	case s.GetPattern() != "", s.GetEmail(), exactly[field.Name()], field.FullName() == accountSubject, behaves(field, annotations.FieldBehavior_IDENTIFIER):
		t.kind = exact
	case field.Name() == "phone":
		t.kind = phone
	}
	return t
}

// isWritten reports whether somebody types the text: then it is no text when nobody can see it,
// and no place for a citizen service number.
func (t text) isWritten() bool { return t.kind == line || t.kind == free || t.kind == phone }

// mask takes citizen service numbers out of a text. In a phone number, nine digits may be somebody's
// number without its zero: what is dialled like that stays, as person.IsDialled tells.
func (t text) mask(written string) (masked string, count int) {
	if t.kind == phone {
		return citizennumber.MaskBut(written, person.IsDialled)
	}
	return citizennumber.Mask(written)
}

// broken is the rule that the characters of a text break, empty when they break none. Control
// characters are never meant: Postgres keeps no NUL, and terminals and spreadsheets obey others.
// Free text may have lines and tabs.
func (t text) broken(written string) string {
	rule := ""
	for _, r := range written {
		switch {
		case !unicode.IsControl(r):
		case r != '\n' && r != '\t':
			return "string.control"
		case t.kind != free:
			rule = "string.one_line"
		}
	}
	return rule
}

// isBlank reports whether there is nothing to see in a text.
func isBlank(written string) bool {
	return strings.TrimFunc(written, func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) }) == ""
}
