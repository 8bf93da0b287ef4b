package door

import (
	"golang.org/x/text/language"

	"oco.example/oco/server/platform/texts"
)

// matcher chooses among the languages that there are texts in; the first is the default.
var matcher = func() language.Matcher {
	tags := make([]language.Tag, len(texts.Languages))
	for i, name := range texts.Languages {
		tags[i] = language.Make(name)
	}
	return language.NewMatcher(tags)
}()

// longestHeader is the longest Accept-Language that is read, in bytes.
const longestHeader = 200

// Language chooses the language of an answer by the header Accept-Language.
func Language(header string) string {
	if header == "" || len(header) > longestHeader {
		return texts.Languages[0]
	}
	wanted, _, err := language.ParseAcceptLanguage(header)
	if err != nil || len(wanted) == 0 {
		return texts.Languages[0]
	}
	_, i, _ := matcher.Match(wanted...)
	return texts.Languages[i]
}
