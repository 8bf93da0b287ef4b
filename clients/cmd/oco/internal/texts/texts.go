// Package texts has every sentence and word that the command itself says in a result, a question
// or an error, in Dutch and English. A language is one file, nl.yaml or en.yaml. What the server
// says, it says in the language that the command asks for; help is in English.
package texts

import (
	"embed"
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"
)

//go:embed *.yaml
var files embed.FS

// Languages are the languages that there is a file for; the first is used for any other.
var Languages = []string{"en", "nl"}

// catalogue is filled once, from files that are part of the program: a mistake in them stops
// every test and every start.
var catalogue = load()

func load() map[string]map[string]string {
	loaded := make(map[string]map[string]string, len(Languages))
	for _, language := range Languages {
		content, err := files.ReadFile(language + ".yaml")
		if err != nil {
			panic(fmt.Sprintf("texts: %v", err))
		}
		texts := map[string]string{}
		if err := yaml.Unmarshal(content, &texts); err != nil {
			panic(fmt.Sprintf("texts: %s.yaml: %v", language, err))
		}
		loaded[language] = texts
	}
	return loaded
}

// Say is the text of a key in a language, with the pairs of names and values that fill its places.
func Say(language, key string, pairs ...string) string {
	texts, ok := catalogue[language]
	if !ok {
		texts = catalogue[Languages[0]]
	}
	places := make([]string, 0, len(pairs))
	for i := 0; i+1 < len(pairs); i += 2 {
		places = append(places, "{"+pairs[i]+"}", pairs[i+1])
	}
	return strings.NewReplacer(places...).Replace(texts[key])
}

// Error is what went wrong, to be told later by whoever knows the language.
type Error struct {
	key   string
	pairs []string
	words func(language string) []string
	cause error
}

// Wrong is an error with the text of a key.
func Wrong(key string, pairs ...string) Error { return Error{key: key, pairs: pairs} }

// OneOf is the error of a value that is none of a few words, which differ by language.
func OneOf(words func(language string) []string) Error {
	return Error{key: "line.one_of", words: words}
}

// Because adds what it came from; it is told after the text.
func (e Error) Because(cause error) Error {
	e.cause = cause
	return e
}

// Error is the text in English.
func (e Error) Error() string { return Tell(e, Languages[0]) }

// Unwrap is what it came from.
func (e Error) Unwrap() error { return e.cause }

// Tell is an error in a language, as far as it is one of the command's own.
func Tell(err error, language string) string {
	own := Error{}
	if !errors.As(err, &own) {
		return err.Error()
	}
	pairs := own.pairs
	if own.words != nil {
		pairs = []string{"words", strings.Join(own.words(language), ", ")}
	}
	said := Say(language, own.key, pairs...)
	if own.cause != nil {
		said += ": " + Tell(own.cause, language)
	}
	return said
}
