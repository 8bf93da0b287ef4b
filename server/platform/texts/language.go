package texts

import (
	xlanguage "golang.org/x/text/language"
)

// matcher chooses among the languages that there are texts in; the first is the default.
var matcher = func() xlanguage.Matcher {
	tags := make([]xlanguage.Tag, len(Languages))
	for i, name := range Languages {
		tags[i] = xlanguage.Make(name)
	}
	return xlanguage.NewMatcher(tags)
}()

// longestHeader is the longest Accept-Language that is read, in bytes.
const longestHeader = 200

// Match chooses the language of an answer by the header Accept-Language: the first of Languages
// when the caller asks for none that there are texts in.
func Match(header string) string {
	if header == "" || len(header) > longestHeader {
		return Languages[0]
	}
	wanted, _, err := xlanguage.ParseAcceptLanguage(header)
	if err != nil || len(wanted) == 0 {
		return Languages[0]
	}
	_, i, _ := matcher.Match(wanted...)
	return Languages[i]
}
