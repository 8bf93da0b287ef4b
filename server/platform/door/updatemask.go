package door

import (
	"regexp"
	"slices"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	"oco.example/oco/server/platform/errs"
)

// update is how an RPC with an update_mask names what it changes.
type update struct {
	// mask is the field update_mask of the request, resource the field with the new values.
	mask, resource protoreflect.FieldDescriptor
	// keys say which resource and which version is meant; they are never changed by an update.
	keys map[protoreflect.Name]bool
	// outputs are fields of the resource that only the server writes.
	outputs map[protoreflect.Name]bool
	// id is the field that says which resource is meant.
	id protoreflect.FieldDescriptor
}

// readUpdate finds out whether a request is an update: it has a field mask, and one resource.
func readUpdate(request protoreflect.MessageDescriptor) *update {
	u := &update{mask: request.Fields().ByName("update_mask")}
	if u.mask == nil || u.mask.Message() == nil {
		return nil
	}
	fields := request.Fields()
	for i := range fields.Len() {
		if field := fields.Get(i); field.Message() != nil && field != u.mask {
			u.resource = field
		}
	}
	if u.resource == nil {
		return nil
	}
	u.keys = map[protoreflect.Name]bool{"etag": true}
	u.outputs = map[protoreflect.Name]bool{}
	inside := u.resource.Message().Fields()
	for i := range inside.Len() {
		field := inside.Get(i)
		if behaves(field, annotations.FieldBehavior_IDENTIFIER) {
			u.id = field
		}
		switch {
		case field == u.id, field.Name() == "municipality":
			u.keys[field.Name()] = true
		case behaves(field, annotations.FieldBehavior_OUTPUT_ONLY), behaves(field, annotations.FieldBehavior_IMMUTABLE):
			u.outputs[field.Name()] = true
		}
	}
	return u
}

func behaves(field protoreflect.FieldDescriptor, behaviour annotations.FieldBehavior) bool {
	all, _ := proto.GetExtension(field.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
	return slices.Contains(all, behaviour)
}

// masked reads the mask of a request: the names of the resource's fields that it changes, and what
// is wrong with it, each field apart. A field is changed as a whole, so a mask names no field inside another. The
// resource's keys are left out of the mask: a caller that names all it has means no harm.
func (u *update) masked(request protoreflect.Message) (map[protoreflect.Name]bool, []errs.Violation) {
	mask, ok := request.Get(u.mask).Message().Interface().(*fieldmaskpb.FieldMask)
	if !ok || !request.Has(u.mask) {
		return nil, nil // the rule "required" says it
	}
	names := map[protoreflect.Name]bool{}
	paths := mask.GetPaths()[:0:0]
	var broken []errs.Violation
	var unknown []string
	for _, path := range mask.GetPaths() {
		switch name := protoreflect.Name(path); {
		case u.keys[name]:
		case u.outputs[name]:
			broken = append(broken, errs.Violation{Field: u.inside(path), Rule: "update_mask.output_only"})
		case u.resource.Message().Fields().ByName(name) != nil:
			names[name] = true
			paths = append(paths, path)
		case (&fieldmaskpb.FieldMask{Paths: []string{path}}).IsValid(request.Get(u.resource).Message().Interface()):
			broken = append(broken, errs.Violation{Field: u.inside(path), Rule: "update_mask.unknown"})
		default:
			unknown = append(unknown, path)
		}
	}
	switch {
	case len(unknown) > 0:
		broken = append(broken, errs.Violation{
			Field: string(u.mask.Name()), Rule: "update_mask.unknown", Args: map[string]string{"named": Named(unknown...)},
		})
	case len(broken) == 0 && len(paths) == 0:
		broken = append(broken, errs.Violation{Field: string(u.mask.Name()), Rule: "update_mask.empty"})
	case len(broken) == 0:
		mask.Paths = paths
	}
	return names, broken
}

// inside is the path of a field of the resource, from the request.
func (u *update) inside(path string) string { return string(u.resource.Name()) + "." + path }

// nameLike is what the name of a field looks like; a caller who writes something else into a mask
// does not get it back.
var nameLike = regexp.MustCompile(`^[A-Za-z0-9_.*]{1,60}$`)

// Named repeats names that no field has, as the caller wrote them in a mask, for the text that
// refuses them.
func Named(paths ...string) string {
	var quoted []string
	for _, path := range paths[:min(len(paths), MostViolations)] {
		if !nameLike.MatchString(path) {
			path = "…"
		}
		if named := "'" + path + "'"; !slices.Contains(quoted, named) {
			quoted = append(quoted, named)
		}
	}
	return strings.Join(quoted, ", ")
}

// unnamed is what is wrong with an update that does not say what it changes: a resource may come
// without its id when it is made, and never when it is changed.
func (u *update) unnamed(request protoreflect.Message) []errs.Violation {
	if u.id == nil || !request.Has(u.resource) || request.Get(u.resource).Message().Has(u.id) {
		return nil
	}
	return []errs.Violation{{Field: string(u.resource.Name()) + "." + string(u.id.Name()), Rule: "required"}}
}
