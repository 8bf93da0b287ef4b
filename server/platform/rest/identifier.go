package rest

import (
	"net/url"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// identifiers are the fields that name what was made, the first that an answer has: a resource's
// own id, the application or complaint that a receipt is for, a request about one's own data, the code of a municipality.
var identifiers = []protoreflect.Name{"id", "application", "complaint", "rights_request", "municipality"}

// identifier is the last segment of the path of what was made, empty when the answer has none.
func identifier(made protoreflect.Message) string {
	for _, name := range identifiers {
		field := made.Descriptor().Fields().ByName(name)
		if field != nil && field.Kind() == protoreflect.StringKind && !field.IsList() {
			return url.PathEscape(made.Get(field).String())
		}
	}
	return ""
}
