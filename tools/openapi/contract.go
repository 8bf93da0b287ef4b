package main

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	_ "oco.example/oco/gen/go/oco/admin/v1" // registers its contracts, as do the others
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	_ "oco.example/oco/gen/go/oco/complaint/v1"
	_ "oco.example/oco/gen/go/oco/events/v1"
	_ "oco.example/oco/gen/go/oco/expense/v1"
	_ "oco.example/oco/gen/go/oco/intake/v1"
	_ "oco.example/oco/gen/go/oco/matching/v1"
	_ "oco.example/oco/gen/go/oco/meeting/v1"
	_ "oco.example/oco/gen/go/oco/message/v1"
	_ "oco.example/oco/gen/go/oco/privacy/v1"
	_ "oco.example/oco/gen/go/oco/reporting/v1"
	_ "oco.example/oco/gen/go/oco/signal/v1"
	_ "oco.example/oco/gen/go/oco/support/v1"
	_ "oco.example/oco/gen/go/oco/survey/v1"
	_ "oco.example/oco/gen/go/oco/volunteer/v1"
)

// wholeBody is the HTTP rule's body that stands for every field without a place of its own.
const wholeBody = "*"

// rpc is one RPC with its HTTP mapping.
type rpc struct {
	protoreflect.MethodDescriptor
	method, path, body string
	access             *commonv1.Access
	// operation is what protoc-gen-openapiv3 made of it.
	operation *Object
}

// rpcs finds the RPC of every operation of the raw documents.
func rpcs(raw []*Object) ([]*rpc, error) {
	var found []*rpc
	for _, document := range raw {
		paths := document.Object("paths")
		for _, path := range paths.Names() {
			item := paths.Object(path)
			for _, method := range item.Names() {
				r, err := newRPC(item.Object(method))
				if err != nil {
					return nil, fmt.Errorf("%s %s: %w", method, path, err)
				}
				r.method, r.path = method, publicPath(path)
				found = append(found, r)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b *rpc) int { return strings.Compare(a.path, b.path) })
	return found, nil
}

// newRPC finds the descriptor by the operationId, "IntakeService_SubmitApplication".
func newRPC(operation *Object) (*rpc, error) {
	service, name, _ := strings.Cut(operation.Text("operationId"), "_")
	var method protoreflect.MethodDescriptor
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if strings.HasPrefix(string(file.Package()), "oco.") {
			if s := file.Services().ByName(protoreflect.Name(service)); s != nil {
				method = s.Methods().ByName(protoreflect.Name(name))
			}
		}
		return method == nil
	})
	if method == nil {
		return nil, fmt.Errorf("no RPC for the operation %q", operation.Text("operationId"))
	}
	rule, _ := proto.GetExtension(method.Options(), annotations.E_Http).(*annotations.HttpRule)
	access, _ := proto.GetExtension(method.Options(), commonv1.E_Access).(*commonv1.Access)
	return &rpc{MethodDescriptor: method, body: rule.GetBody(), access: access, operation: operation}, nil
}

// publicPath is the path below the server's base: without /v1, and with a resource's own name
// where the contract names the field with its id.
func publicPath(path string) string {
	segments := strings.Split(strings.TrimPrefix(path, "/v1"), "/")
	for i, segment := range segments {
		if name, isVariable := strings.CutPrefix(segment, "{"); isVariable {
			segments[i] = "{" + publicName(strings.TrimSuffix(name, "}")) + "}"
		}
	}
	return strings.Join(segments, "/")
}

// publicName is the name of a path parameter: "application.id" is {application}, and
// "referrer_organisation" is {referrerOrganisation}.
func publicName(variable string) string {
	name, _, _ := strings.Cut(variable, ".")
	return camel(name)
}

// camel is the JSON name that protobuf gives to a field name.
func camel(name string) string {
	parts := strings.Split(name, "_")
	for i, part := range parts[1:] {
		if part != "" {
			parts[i+1] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "")
}

// creates reports whether success makes a resource in the collection at the path.
func (r *rpc) creates() bool {
	return r.method == "post" && !strings.HasPrefix(r.path[strings.LastIndex(r.path, "/")+1:], "_")
}

// changes reports whether the RPC writes; then it has a request_id.
func (r *rpc) changes() bool { return r.Input().Fields().ByName("request_id") != nil }

// resource is the message that the body holds, when it is one field of the request.
func (r *rpc) resource() protoreflect.MessageDescriptor {
	if r.body == "" || r.body == wholeBody {
		return nil
	}
	return r.Input().Fields().ByName(protoreflect.Name(r.body)).Message()
}

// hasEtag reports whether If-Match says which version is meant.
func (r *rpc) hasEtag() bool {
	if r.Input().Fields().ByName("etag") != nil {
		return true
	}
	return r.method == "patch" && r.resource() != nil && r.resource().Fields().ByName("etag") != nil
}

// public reports whether anyone may call, and whether nobody needs to be known to.
func (r *rpc) public() (open, only bool) {
	only = true
	for _, allow := range r.access.GetAllow() {
		if allow.GetScope() == commonv1.Scope_SCOPE_PUBLIC {
			open = true
		} else {
			only = false
		}
	}
	return open, open && only
}

// is reports whether a field has a behaviour.
func is(field protoreflect.FieldDescriptor, wanted ...annotations.FieldBehavior) bool {
	behaviours, _ := proto.GetExtension(field.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
	return slices.ContainsFunc(behaviours, func(b annotations.FieldBehavior) bool { return slices.Contains(wanted, b) })
}
