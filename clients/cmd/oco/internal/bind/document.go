package bind

import (
	"encoding/json"
	"regexp"
	"slices"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/clients/cmd/oco/internal/texts"
)

// documentFlag is the flag that names a document.
const documentFlag = "--from"

// document takes the fields of a request from JSON, as REST's body has them. It returns the names
// of the resource's fields that the document has, for the mask of an update.
func (f *Form) document(m protoreflect.Message, content []byte) ([]string, error) {
	if content == nil {
		return nil, nil
	}
	target := m
	if f.body != nil {
		target = m.Mutable(f.body).Message()
	}
	if err := protojson.Unmarshal(content, target.Interface()); err != nil {
		return nil, &Error{documentFlag, misfit(err)}
	}
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(content, &keys); err != nil {
		return nil, &Error{documentFlag, texts.Wrong("document.no_object")}
	}
	var names []string
	for key := range keys {
		if field := fieldOf(target.Descriptor(), key); field != nil && f.changeable(field) {
			names = append(names, string(field.Name()))
		}
	}
	return names, nil
}

// changeable reports whether an update of the whole resource, as a get command shows it, means to
// change a field.
func (f *Form) changeable(field protoreflect.FieldDescriptor) bool {
	switch {
	case field.Name() == "etag", field.Name() == "municipality":
		return false
	case behaves(field, annotations.FieldBehavior_OUTPUT_ONLY), behaves(field, annotations.FieldBehavior_IDENTIFIER):
		return false
	case f.body == nil:
		return true
	}
	return !slices.Contains(f.omit, string(f.body.Name())+"."+string(field.Name()))
}

func fieldOf(message protoreflect.MessageDescriptor, key string) protoreflect.FieldDescriptor {
	if field := message.Fields().ByJSONName(key); field != nil {
		return field
	}
	return message.Fields().ByName(protoreflect.Name(key))
}

var (
	place   = regexp.MustCompile(`line (\d+):(\d+)`)
	unknown = regexp.MustCompile(`unknown field "([A-Za-z_]+)"`)
)

// misfit says where a document does not fit. The decoder's own text repeats the value.
func misfit(err error) error {
	at, field := place.FindStringSubmatch(err.Error()), unknown.FindStringSubmatch(err.Error())
	switch {
	case at != nil && field != nil:
		return texts.Wrong("document.no_field_at", "line", at[1], "column", at[2], "field", field[1])
	case field != nil:
		return texts.Wrong("document.no_field", "field", field[1])
	case at != nil:
		return texts.Wrong("document.unfit_at", "line", at[1], "column", at[2])
	}
	return texts.Wrong("document.unfit")
}
