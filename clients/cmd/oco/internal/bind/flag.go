package bind

import (
	"strings"

	"github.com/spf13/pflag"
	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/clients/cmd/oco/internal/words"
)

// text is what was typed for a field, as it was typed. It is read when the request is filled, so
// that a wrong value is refused in our words and repeated nowhere.
type text struct {
	typed       []string
	given       bool
	many, yesNo bool
	kind        string
}

// String is what help shows as the default: nothing.
func (t *text) String() string { return "" }

// Set takes a value; of a flag that takes one value the last counts.
func (t *text) Set(value string) error {
	if !t.many {
		t.typed = nil
	}
	t.typed, t.given = append(t.typed, value), true
	return nil
}

// Type is the word for a value in help.
func (t *text) Type() string { return t.kind }

// IsBoolFlag lets a yes-or-no flag stand alone, for yes.
func (t *text) IsBoolFlag() bool { return t.yesNo }

// AddFlags adds the flags of a form.
func (f *Form) AddFlags(set *pflag.FlagSet) {
	for _, field := range f.flags {
		field.text.kind = kind(field.leaf())
		flag := set.VarPF(&field.text, field.Name, "", f.Usage(field))
		if field.text.yesNo && !question[field.Path()] {
			flag.NoOptDefVal, field.text.kind = "true", "bool" // help then shows the flag alone
		}
	}
	if f.hasBody {
		set.String("from", "", "take the fields from a JSON `file`, as REST's body has them (- for standard input); a flag wins over it")
	}
}

// question are the yes-or-no fields of which a no means as much as a yes: they are always typed.
var question = map[string]bool{"consent.given": true, "account.active": true, "code.active": true}

// kind is the word for a value in help.
func kind(field protoreflect.FieldDescriptor) string {
	switch {
	case field.Enum() != nil, isOrder(field), field.Kind() == protoreflect.StringKind && codes[field.Name()] != "":
		return "word"
	case field.Kind() == protoreflect.BoolKind:
		return "yes/no"
	case field.Kind() == protoreflect.Int32Kind, field.Kind() == protoreflect.Int64Kind:
		return "number"
	case field.Message() != nil && field.Message().FullName() == timestamp:
		return "time"
	case field.Message() != nil:
		return "text"
	case isDate(field):
		return "date"
	case field.Name() == "etag":
		return "version"
	case isID(field):
		return "id"
	}
	return "text"
}

// isDate reports whether a field holds a day: by contract its name says so.
func isDate(field protoreflect.FieldDescriptor) bool {
	return field.Kind() == protoreflect.StringKind && strings.HasSuffix("_"+string(field.Name()), "_date")
}

// codes are the fields whose words stand in a code list of the municipality, and that list.
var codes = map[protoreflect.Name]string{
	"sub_themes": "sub-theme", "target_groups": "target-group", "neighbourhood": "neighbourhood", "outcome": "outcome", "theme": "signal-theme",
}

// Choice is what can be typed for a flag or an argument, for completion.
type Choice struct {
	// Flag is the flag's name; empty for an argument, which Argument counts from 0.
	Flag     string
	Argument int
	// Words can be typed; or List names the municipality's code list that has them.
	Words []string
	List  string
}

// Choices are the flags and arguments of which the words are known.
func (f *Form) Choices() []Choice {
	var all []Choice
	add := func(field *Field, c Choice) {
		leaf := field.leaf()
		switch {
		case leaf.Enum() != nil:
			c.Words = words.All(leaf.Enum())
		case leaf.Kind() == protoreflect.BoolKind:
			c.Words = []string{"yes", "no"}
		case isOrder(leaf):
			c.Words = orderWords(leaf, "en")
		default:
			c.List = codes[leaf.Name()]
		}
		if c.Words != nil || c.List != "" {
			all = append(all, c)
		}
	}
	for _, field := range f.flags {
		add(field, Choice{Flag: field.Name})
	}
	for i, field := range f.arguments {
		add(field, Choice{Argument: i})
	}
	return all
}

// Given is the last value that was typed for a flag.
func (f *Form) Given(name string) string {
	for _, field := range f.flags {
		if field.Name == name && len(field.text.typed) > 0 {
			return field.text.typed[len(field.text.typed)-1]
		}
	}
	return ""
}
