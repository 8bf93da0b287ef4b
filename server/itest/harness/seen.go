package harness

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Seen is an answer as its caller sees it, byte for byte, but for the trace and the clock: two that
// must not be told apart are the same.
func (a Answer) Seen() string {
	text := a.Raw
	if a.Status == 0 {
		text = fmt.Sprint(a.Code, a.Reason, a.Metadata, a.Says, a.Fields)
	}
	headers := maps.Clone(a.Header)
	delete(headers, "Date")
	for _, name := range slices.Sorted(maps.Keys(headers)) {
		text += "\n" + name + ": " + headers[name]
	}
	return strings.ReplaceAll(text, a.Trace, "<trace>")
}
