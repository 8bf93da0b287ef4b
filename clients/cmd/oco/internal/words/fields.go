package words

import "strings"

// titles are the names of fields that people know by another word, by name or by path.
var titles = map[string]string{"etag": "version", "decided_by_name": "decided by", "urgency.reason": "urgency", "urgency.latest_date": "urgent until", "promise_clocks": "promises"}

// Field is the name of a field for people: "application date", or in Dutch "datum aanmelding". The
// path of one inside another is told from the outside in. People read amounts in euros and
// distances in kilometres, so no name says cents or tenths.
func Field(path, language string) string {
	if language != Dutch {
		if title := titles[path]; title != "" {
			return title
		}
		return strings.NewReplacer("_", " ", ".", " ").Replace(strings.TrimSuffix(strings.TrimSuffix(path, "_cents"), "_tenths"))
	}
	if word := dutchFields[path]; word != "" {
		return word
	}
	above, last, inside := strings.Cut(path, ".")
	if !inside {
		return Field(path, "en") // newer than this command
	}
	return Field(above, language) + ": " + Field(last, language)
}

// dutchFields are the Dutch words for the fields of what the server answers, and for the kinds of
// events, by name or by path.
var dutchFields = Merge(
	commonFields, adminFields, complaintFields, eventsFields, expenseFields, intakeFields,
	matchingFields, meetingFields, messageFields, privacyFields, signalFields, supportFields,
	surveyFields, volunteerFields,
)
