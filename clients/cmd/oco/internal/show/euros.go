package show

import (
	"strconv"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/clients/cmd/oco/internal/words"
)

// euros is an amount in cents as people read it: "€ 1.728,50", or "€ 1,728.50" in English. A limit of nothing is none.
// false for all that is no amount, and for programs, which read the cents.
func (s style) euros(field protoreflect.FieldDescriptor, value protoreflect.Value) (string, bool) {
	name := string(field.Name())
	if s.forPrograms() || !strings.HasSuffix(name, "_cents") {
		return "", false
	}
	cents := value.Int()
	if cents == 0 && strings.HasSuffix(name, "limit_cents") {
		return "", true
	}
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	thousands, decimal := ",", "."
	if s.language == words.Dutch {
		thousands, decimal = ".", ","
	}
	whole, part := strconv.FormatInt(cents/100, 10), strconv.FormatInt(100+cents%100, 10)[1:]
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + thousands + whole[i:]
	}
	return sign + "€ " + whole + decimal + part, true
}
