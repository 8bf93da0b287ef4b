package main

import (
	"regexp"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// words turns the contract's comments into descriptions for readers of JSON.
type words struct{ fields map[string]bool }

// newWords learns the names of all fields.
func newWords() words {
	w := words{fields: map[string]bool{}}
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if strings.HasPrefix(string(file.Package()), "oco.") {
			w.learn(file.Messages())
		}
		return true
	})
	return w
}

func (w words) learn(messages protoreflect.MessageDescriptors) {
	for i := range messages.Len() {
		fields := messages.Get(i).Fields()
		for j := range fields.Len() {
			w.fields[string(fields.Get(j).Name())] = true
		}
		w.learn(messages.Get(i).Messages())
	}
}

var snake = regexp.MustCompile(`\b[a-z]+(_[a-z0-9]+)+\b`)

// plain joins the lines of a comment and writes names of fields as they are in JSON. What stands
// between quotes is a value and stays.
func (w words) plain(comment string) string {
	parts := strings.Split(strings.Join(strings.Fields(comment), " "), `"`)
	for i := 0; i < len(parts); i += 2 {
		parts[i] = snake.ReplaceAllStringFunc(parts[i], func(name string) string {
			if w.fields[name] {
				return camel(name)
			}
			return name
		})
	}
	return strings.Join(parts, `"`)
}

// summary is the first sentence about an RPC without its name, and with the Dutch term that stands
// behind the name at its end: "Takes an application in (aanmelden)".
func (w words) summary(name, comment string) string {
	text := strings.TrimPrefix(w.plain(comment), name+" ")
	term, rest, found := strings.Cut(text, ") ")
	if found && strings.HasPrefix(term, "(") {
		text, term = rest, " "+term+")"
	} else {
		term = ""
	}
	if end := strings.IndexAny(text, ".:;"); end > 0 {
		text = text[:end]
	}
	return strings.ToUpper(text[:1]) + text[1:] + term
}
