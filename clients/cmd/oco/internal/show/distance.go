package show

import (
	"strconv"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/clients/cmd/oco/internal/words"
)

// distance is a number of tenths of a kilometre as people read it: "12,5 km", or "12.5 km" in English; nothing for
// none. false for all that is no distance, and for programs, which read the tenths.
func (s style) distance(field protoreflect.FieldDescriptor, value protoreflect.Value) (string, bool) {
	if s.forPrograms() || !strings.HasSuffix(string(field.Name()), "_tenths") {
		return "", false
	}
	tenths := value.Int()
	if tenths == 0 {
		return "", true
	}
	decimal := "."
	if s.language == words.Dutch {
		decimal = ","
	}
	return strconv.FormatInt(tenths/10, 10) + decimal + strconv.FormatInt(tenths%10, 10) + " km", true
}
