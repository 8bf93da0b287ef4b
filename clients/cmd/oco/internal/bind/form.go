// Package bind turns the request of an RPC into flags and arguments of a command, and what was
// typed there back into the request. It reads the contract's descriptors, so a field that is added
// there has a flag here; what people need beyond that (shorter names, what goes without a flag)
// stands in two tables, names.go and usage.go.
package bind

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Shape is how a command departs from what the contract alone would give.
type Shape struct {
	// Arguments are the fields that are typed without a flag, in their order, by their path:
	// "application", "supporter.id". The last may end in "...": it takes what is left.
	Arguments []string
	// Omit are fields that the command does not offer, by their path.
	Omit []string
	// Require are the flags that must be given; one of several is "file|until".
	Require []string
	// More is what help adds of a flag, by its name.
	More map[string]string
}

// Form is the flags and arguments of one RPC.
type Form struct {
	rpc       protoreflect.MethodDescriptor
	flags     []*Field
	arguments []*Field
	variadic  bool
	require   []string
	omit      []string
	more      map[string]string
	// body is the field that REST's body fills: a resource; nil when the body is the request.
	body    protoreflect.FieldDescriptor
	hasBody bool
}

// Field is one field of a request that can be typed.
type Field struct {
	// Name is the flag's name, or the word that stands for an argument in a usage line.
	Name string
	path []protoreflect.FieldDescriptor
	text text
}

// leaf is the field itself, the last of its path.
func (f *Field) leaf() protoreflect.FieldDescriptor { return f.path[len(f.path)-1] }

// Path is the field's path in the request as a refusal names it, "resident.phone".
func (f *Field) Path() string {
	names := make([]string, len(f.path))
	for i, field := range f.path {
		names[i] = string(field.Name())
	}
	return strings.Join(names, ".")
}

// elsewhere are fields of a request that no flag of the command itself fills.
var elsewhere = []protoreflect.Name{"municipality", "page_size", "page_token", "update_mask", "notices"}

// New makes the form of an RPC.
func New(rpc protoreflect.MethodDescriptor, shape Shape) *Form {
	f := &Form{rpc: rpc, require: shape.Require, omit: shape.Omit, more: shape.More}
	f.body, f.hasBody = body(rpc)
	var all []*Field
	f.walk(rpc.Input(), nil, func(field *Field) { all = append(all, field) })
	for _, path := range shape.Arguments {
		name := strings.TrimSuffix(path, "...")
		f.variadic = name != path
		i := slices.IndexFunc(all, func(field *Field) bool { return field.Path() == name })
		if i < 0 {
			panic(fmt.Sprintf("%s has no field %s", rpc.FullName(), name)) // the tables of commands are wrong
		}
		all[i].Name = argumentName(all[i])
		f.arguments = append(f.arguments, all[i])
	}
	for _, field := range all {
		path := field.Path()
		switch {
		case slices.Contains(f.arguments, field), slices.Contains(shape.Omit, path):
		case len(field.path) == 1 && slices.Contains(elsewhere, field.leaf().Name()):
		case len(field.path) == 2 && field.leaf().Name() == "id": // the id of a resource is an argument or the server's
		default:
			f.flags = append(f.flags, field)
		}
	}
	return f
}

// walk visits every field below a message that can be typed.
func (f *Form) walk(message protoreflect.MessageDescriptor, above []protoreflect.FieldDescriptor, visit func(*Field)) {
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		path := append(slices.Clone(above), field)
		switch {
		case behaves(field, annotations.FieldBehavior_OUTPUT_ONLY), field.Kind() == protoreflect.BytesKind:
		case field.Message() != nil && !field.IsList() && structured[field.Message().FullName()] == nil:
			if field.Name() != "update_mask" {
				f.walk(field.Message(), path, visit)
			}
		case field.Message() != nil && structured[field.Message().FullName()] == nil: // only by --from
		default:
			typed := &Field{path: path}
			typed.Name = f.flagName(typed)
			typed.text.many = field.IsList()
			typed.text.yesNo = field.Kind() == protoreflect.BoolKind
			visit(typed)
		}
	}
}

func behaves(field protoreflect.FieldDescriptor, behaviour annotations.FieldBehavior) bool {
	all, _ := proto.GetExtension(field.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
	return slices.Contains(all, behaviour)
}

// body is what REST's body holds: a field of the request, or all of it.
func body(rpc protoreflect.MethodDescriptor) (protoreflect.FieldDescriptor, bool) {
	rule, _ := proto.GetExtension(rpc.Options(), annotations.E_Http).(*annotations.HttpRule)
	name := rule.GetBody()
	return rpc.Input().Fields().ByName(protoreflect.Name(name)), name != ""
}

// Arguments is the usage line of the arguments, "APPLICATION INTO".
func (f *Form) Arguments() string {
	words := make([]string, len(f.arguments))
	for i, field := range f.arguments {
		words[i] = field.Name
	}
	if f.isAboutMunicipality() {
		words[0] = "[" + words[0] + "]"
	}
	if f.variadic {
		words[len(words)-1] += "..."
	}
	return strings.Join(words, " ")
}

// isAboutMunicipality reports whether the one argument is a municipality that is there: --municipality
// says as well which.
func (f *Form) isAboutMunicipality() bool {
	return len(f.arguments) == 1 && f.arguments[0].leaf().Name() == "municipality" && !strings.HasPrefix(string(f.rpc.Name()), "Create")
}

// Typed are the arguments with what --municipality says instead of one.
func (f *Form) Typed(arguments []string, municipality string) []string {
	if len(arguments) == 0 && municipality != "" && f.isAboutMunicipality() {
		return []string{municipality}
	}
	return arguments
}

// Missing are the names of the arguments that were not typed.
func (f *Form) Missing(arguments []string) []string {
	var missing []string
	for _, field := range f.arguments[min(len(arguments), len(f.arguments)):] {
		missing = append(missing, field.Name)
	}
	return missing
}

// NeedsMunicipality reports whether the request names a municipality that no argument gives.
func (f *Form) NeedsMunicipality() bool {
	field := f.rpc.Input().Fields().ByName("municipality")
	return field != nil && field.Kind() == protoreflect.StringKind &&
		!slices.ContainsFunc(f.arguments, func(a *Field) bool { return a.Path() == "municipality" })
}

// NameOf is how people gave the field of a refusal: "--phone", "APPLICATION"; empty when they had
// no way to.
func (f *Form) NameOf(path string) string {
	path = withoutIndexes(path)
	for _, argument := range f.arguments {
		if argument.Path() == path {
			return argument.Name
		}
	}
	for _, flag := range f.flags {
		if p := flag.Path(); p == path || structured[messageName(flag)] != nil && strings.HasPrefix(path, p+".") {
			return "--" + flag.Name
		}
	}
	switch path {
	case "municipality":
		return "--municipality"
	case "page_size":
		return "--limit"
	}
	return ""
}

func messageName(f *Field) protoreflect.FullName {
	if f.leaf().Message() == nil {
		return ""
	}
	return f.leaf().Message().FullName()
}

// withoutIndexes is "life_domains" of "life_domains[0]".
func withoutIndexes(path string) string {
	var b strings.Builder
	inside := false
	for _, r := range path {
		switch {
		case r == '[':
			inside = true
		case r == ']':
			inside = false
		case !inside:
			b.WriteRune(r)
		}
	}
	return b.String()
}
