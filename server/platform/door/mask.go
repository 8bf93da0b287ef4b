package door

import (
	"strings"

	"oco.example/oco/server/platform/call"
)

// masked is the reason of the notice that tells of a masked number.
const masked = "CITIZEN_NUMBER_MASKED"

// read is a text as everybody behind the door sees it. Citizen service numbers are taken out of it
// before anybody does, so that they are stored and logged nowhere, and remarked once per field.
func (p *passage) read(at *trail, t text, written string) string {
	if !t.isWritten() {
		return written
	}
	if isBlank(written) {
		return ""
	}
	if t.kind == free {
		written = strings.ReplaceAll(written, "\r\n", "\n") // as some systems end a line
	}
	clean, count := t.mask(written)
	if count > 0 {
		p.call.Remark(call.Notice{Reason: masked, Field: at.String()})
	}
	return clean
}
