package rest

import (
	"strconv"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/texts"
)

// violation is one part of the request that breaks a rule. It says where either as the contract
// does (field) or as HTTP does (in, location).
type violation struct {
	field    string // proto path from the request message, "application.life_domains[0]"
	in       string // "body", "query", "path", "header"
	location *Location
	rule     string
	args     map[string]string // fill the text of the rule
	detail   string            // the text, when the door put it into the caller's language already
}

// fieldError places the violation in the HTTP request and fills in its words.
func (v violation) fieldError(req *request) FieldError {
	e := FieldError{In: v.in, Location: v.location, Code: v.rule, Detail: v.detail}
	switch {
	case e.In != "":
	case req.maskGiven && strings.HasPrefix(v.rule, fieldUpdateMask+"."):
		e.In, e.Location = req.locate(fieldUpdateMask) // the caller named it there, and maybe nowhere else
	default:
		e.In, e.Location = req.locate(v.field)
	}
	if e.Detail == "" {
		e.Detail = texts.Violation(req.language, errs.Violation{Field: v.field, Rule: v.rule, Args: v.args})
	}
	return e
}

// locate turns a path of the contract into a place in the HTTP request.
func (r *request) locate(path string) (in string, location *Location) {
	steps := parsePath(path)
	if len(steps) == 0 {
		return "body", nil
	}
	for _, v := range r.route.variables {
		if v == steps.names() {
			return "path", &Location{Name: publicName(v)}
		}
	}
	switch steps[len(steps)-1].name {
	case fieldRequestID:
		if len(steps) == 1 && (r.requestID != "" || r.route.body != wholeBody) {
			return "header", &Location{Name: headerKey}
		}
	case fieldEtag:
		if r.etag != "" {
			return "header", &Location{Name: headerMatch}
		}
	}
	for name, field := range r.route.query {
		if string(field.Name()) == steps[0].name {
			return "query", &Location{Name: name, Index: steps[0].index()}
		}
	}
	if r.route.rpc == nil {
		return "body", nil
	}
	if r.route.body != "" && r.route.body != wholeBody && steps[0].name == r.route.body {
		return "body", &Location{Pointer: steps[1:].pointer(r.route.bodyMessage())}
	}
	return "body", &Location{Pointer: steps.pointer(r.route.rpc.Input())}
}

// publicName is how a variable of a path is called outside: "application.id" is the
// {application} of the published document.
func publicName(variable string) string {
	name, _, _ := strings.Cut(variable, ".")
	return camel(name)
}

// step is one name in a path of the contract, with the subscripts that follow it.
type step struct {
	name       string
	subscripts []string
}

type steps []step

// parsePath reads a path as protovalidate writes it: names parted by dots, list indices and map
// keys in brackets, text keys quoted.
func parsePath(path string) steps {
	var parsed steps
	for path != "" {
		end := strings.IndexAny(path, ".[")
		if end < 0 {
			end = len(path)
		}
		s := step{name: path[:end]}
		path = path[end:]
		for strings.HasPrefix(path, "[") {
			var subscript string
			subscript, path = cutSubscript(path)
			s.subscripts = append(s.subscripts, subscript)
		}
		path = strings.TrimPrefix(path, ".")
		parsed = append(parsed, s)
	}
	return parsed
}

// cutSubscript takes "[…]" from the front; a quoted key may hold brackets of its own.
func cutSubscript(path string) (subscript, rest string) {
	if quoted, err := strconv.QuotedPrefix(path[1:]); err == nil {
		if text, err := strconv.Unquote(quoted); err == nil {
			return text, strings.TrimPrefix(path[1+len(quoted):], "]")
		}
	}
	subscript, rest, _ = strings.Cut(path[1:], "]")
	return subscript, rest
}

// names joins the names without subscripts.
func (s steps) names() string {
	var names []string
	for _, step := range s {
		names = append(names, step.name)
	}
	return strings.Join(names, ".")
}

// index is the first subscript when it is a number.
func (s step) index() *int {
	if len(s.subscripts) == 0 {
		return nil
	}
	if n, err := strconv.Atoi(s.subscripts[0]); err == nil {
		return &n
	}
	return nil
}

// pointer is the JSON pointer (RFC 6901) of the path in the JSON of a message.
func (s steps) pointer(message protoreflect.MessageDescriptor) string {
	var b strings.Builder
	for _, step := range s {
		name := camel(step.name)
		if message != nil {
			field := message.Fields().ByName(protoreflect.Name(step.name))
			message = nil
			if field != nil {
				name = field.JSONName()
				message = field.Message()
				if field.IsMap() {
					message = field.MapValue().Message()
				}
			}
		}
		b.WriteString(pointerTo(name))
		for _, subscript := range step.subscripts {
			b.WriteString(pointerTo(subscript))
		}
	}
	return b.String()
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

// pointerTo is one reference token of a JSON pointer.
func pointerTo(name string) string { return "/" + pointerEscapes.Replace(name) }

// camel is the JSON name that protobuf gives to a field name.
func camel(name string) string {
	parts := strings.Split(name, "_")
	for i, part := range parts[1:] {
		if part != "" {
			parts[i+1] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "")
}
