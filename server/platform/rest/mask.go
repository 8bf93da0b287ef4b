package rest

import (
	"encoding/json"
	"slices"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	"oco.example/oco/server/platform/door"
)

const (
	fieldUpdateMask = "update_mask"
	nameFieldMask   = "google.protobuf.FieldMask"
)

// completeMask makes the list of fields that an update changes. The caller names them in the
// query (updateMask=question,lifeDomains); else they are the members of the body that can be
// changed, each as a whole.
func (r *request) completeMask(message protoreflect.Message, mask protoreflect.FieldDescriptor) []violation {
	resource := r.route.bodyMessage()
	var paths []string
	var violations []violation
	if r.maskGiven {
		given, _ := message.Get(mask).Message().Interface().(*fieldmaskpb.FieldMask)
		for _, path := range given.GetPaths() {
			contract, known := contractPath(resource, path)
			if !known {
				violations = append(violations, violation{
					in: "query", location: &Location{Name: mask.JSONName()}, rule: "mask.unknown", field: fieldUpdateMask,
					args: map[string]string{"named": door.Named(path)},
				})
				continue
			}
			paths = append(paths, contract)
		}
	} else {
		paths = r.bodyPaths(resource)
	}
	message.Set(mask, protoreflect.ValueOfMessage((&fieldmaskpb.FieldMask{Paths: paths}).ProtoReflect()))
	return violations
}

// contractPath turns a path of JSON names into one of the contract's names.
func contractPath(message protoreflect.MessageDescriptor, path string) (string, bool) {
	var names []string
	for _, name := range strings.Split(strings.TrimSpace(path), ".") {
		if message == nil {
			return "", false
		}
		field := fieldNamed(message, name)
		if field == nil {
			return "", false
		}
		names = append(names, string(field.Name()))
		message = nil
		if field.Cardinality() != protoreflect.Repeated {
			message = field.Message()
		}
	}
	return strings.Join(names, "."), true
}

// bodyPaths are the members of the body that an update can change.
func (r *request) bodyPaths(resource protoreflect.MessageDescriptor) []string {
	var members map[string]json.RawMessage
	if json.Unmarshal(r.body, &members) != nil {
		return nil
	}
	var paths []string
	for name := range members {
		if field := fieldNamed(resource, name); field != nil && changes(field) && !r.route.inPath(r.route.body+"."+string(field.Name())) {
			paths = append(paths, string(field.Name()))
		}
	}
	slices.Sort(paths)
	return paths
}

// changes reports whether an update can change a field: identifiers, the version and what only
// the server writes are sent back unchanged by a caller who edits what it got.
func changes(field protoreflect.FieldDescriptor) bool {
	if field.Name() == fieldEtag {
		return false
	}
	behaviours, _ := proto.GetExtension(field.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
	return !slices.ContainsFunc(behaviours, func(b annotations.FieldBehavior) bool {
		return b == annotations.FieldBehavior_OUTPUT_ONLY || b == annotations.FieldBehavior_IDENTIFIER ||
			b == annotations.FieldBehavior_IMMUTABLE
	})
}

// fieldNamed finds a field by its JSON name or by its name in the contract, as the proto JSON
// mapping allows.
func fieldNamed(message protoreflect.MessageDescriptor, name string) protoreflect.FieldDescriptor {
	if field := message.Fields().ByJSONName(name); field != nil {
		return field
	}
	return message.Fields().ByTextName(name)
}
