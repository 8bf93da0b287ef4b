// Package patch puts what an update changes onto the resource as it is stored. Every RPC with an
// update_mask uses it: the door has looked at what the mask names, and here the whole is.
package patch

import (
	"slices"
	"strings"

	"go.einride.tech/aip/fieldmask"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/rules"
)

// Request is a request with an update_mask and the resource with the new values.
type Request interface {
	proto.Message
	GetUpdateMask() *fieldmaskpb.FieldMask
}

// Apply puts what the mask of a request names onto the stored resource, which then is as it would
// be kept, and refuses it when that breaks a rule of the contract. What was wrong before in a field
// that the mask does not name is not held against the update: history knows less than the contract
// asks, and whoever mends one thing need not mend all.
func Apply(request Request, resource proto.Message) error {
	field := resourceOf(request, resource)
	before := proto.Clone(resource)
	fieldmask.Update(request.GetUpdateMask(), resource, request.ProtoReflect().Get(field).Message().Interface())
	broken, err := rules.Broken(resource)
	if err != nil || len(broken) == 0 {
		return err
	}
	stood, err := rules.Broken(before)
	if err != nil {
		return err
	}
	broken = slices.DeleteFunc(broken, func(v errs.Violation) bool {
		return !names(request.GetUpdateMask(), v.Field) && slices.ContainsFunc(stood, func(o errs.Violation) bool {
			return o.Field == v.Field && o.Rule == v.Rule
		})
	})
	if len(broken) == 0 {
		return nil
	}
	for i := range broken {
		broken[i].Field = strings.TrimSuffix(string(field.Name())+"."+broken[i].Field, ".")
	}
	return &errs.Error{Reason: errs.Invalid, Violations: broken}
}

// resourceOf is the field of a request that holds the resource.
func resourceOf(request, resource proto.Message) protoreflect.FieldDescriptor {
	fields := request.ProtoReflect().Descriptor().Fields()
	for i := range fields.Len() {
		if fields.Get(i).Message() == resource.ProtoReflect().Descriptor() {
			return fields.Get(i)
		}
	}
	panic("patch: " + string(request.ProtoReflect().Descriptor().FullName()) + " does not change a " +
		string(resource.ProtoReflect().Descriptor().Name()))
}

// names reports whether a mask names the field at a path, or one that it is part of.
func names(mask *fieldmaskpb.FieldMask, path string) bool {
	if end := strings.IndexAny(path, ".["); end >= 0 {
		path = path[:end]
	}
	return slices.Contains(mask.GetPaths(), path)
}
