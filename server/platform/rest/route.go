package rest

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// Fields of the contract that have a header over REST.
const (
	fieldRequestID = "request_id"
	fieldEtag      = "etag"
)

// wholeBody is the HTTP rule's body that stands for every field without a place of its own.
const wholeBody = "*"

// route is one RPC as HTTP sees it.
type route struct {
	rpc protoreflect.MethodDescriptor
	// call is the full name of the RPC as gRPC has it, "/oco.intake.v1.IntakeService/GetIntakeForm".
	call   string
	method string
	// path is the pattern of the HTTP rule.
	path string
	// variables are the proto paths in the pattern, "municipality" or "application.id".
	variables []string
	// body is the field that the body holds, wholeBody, or empty.
	body string
	// query holds the fields that come as query parameters, by their JSON names.
	query map[string]protoreflect.FieldDescriptor
	// maxBytes bounds the body.
	maxBytes int64
	// creates says that success makes a new resource in the collection at the path.
	creates bool
}

// newRoute reads the HTTP rule of an RPC; it returns nil when there is none.
func newRoute(rpc protoreflect.MethodDescriptor, maxBytes int64) (*route, error) {
	rule, _ := proto.GetExtension(rpc.Options(), annotations.E_Http).(*annotations.HttpRule)
	if rule == nil {
		return nil, nil
	}
	r := &route{
		rpc: rpc, call: "/" + string(rpc.Parent().FullName()) + "/" + string(rpc.Name()),
		body: rule.GetBody(), maxBytes: maxBytes + fileBytes(rpc.Input()),
	}
	switch pattern := rule.GetPattern().(type) {
	case *annotations.HttpRule_Get:
		r.method, r.path = http.MethodGet, pattern.Get
	case *annotations.HttpRule_Post:
		r.method, r.path = http.MethodPost, pattern.Post
	case *annotations.HttpRule_Put:
		r.method, r.path = http.MethodPut, pattern.Put
	case *annotations.HttpRule_Patch:
		r.method, r.path = http.MethodPatch, pattern.Patch
	case *annotations.HttpRule_Delete:
		r.method, r.path = http.MethodDelete, pattern.Delete
	default:
		return nil, fmt.Errorf("%s: no HTTP method that the rules know", rpc.Name())
	}
	last := r.path[strings.LastIndex(r.path, "/")+1:]
	r.creates = r.method == http.MethodPost && !strings.HasPrefix(last, "_")
	for _, segment := range strings.Split(r.path, "/") {
		if name, isVariable := variable(segment); isVariable {
			r.variables = append(r.variables, name)
		}
	}
	return r, r.findQuery()
}

// findQuery notes which fields come as query parameters: those that stand neither in the path
// nor in the body and have no header. They must be flat.
func (r *route) findQuery() error {
	r.query = map[string]protoreflect.FieldDescriptor{}
	if r.body == wholeBody {
		return nil
	}
	fields := r.rpc.Input().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		name := string(field.Name())
		if name == r.body || name == fieldRequestID || name == fieldEtag || r.inPath(name) {
			continue
		}
		if message := field.Message(); field.IsMap() || message != nil && message.FullName() != nameFieldMask {
			return fmt.Errorf("%s: the query parameter %s would be nested", r.rpc.Name(), name)
		}
		r.query[field.JSONName()] = field
	}
	return nil
}

// inPath reports whether a variable of the path is the field or lies in it.
func (r *route) inPath(field string) bool {
	for _, v := range r.variables {
		if v == field || strings.HasPrefix(v, field+".") {
			return true
		}
	}
	return false
}

// streams reports whether the answer is a stream.
func (r *route) streams() bool { return r.rpc.IsStreamingServer() }

// bodyMessage is what the body holds, nil when the route has no body.
func (r *route) bodyMessage() protoreflect.MessageDescriptor {
	switch r.body {
	case "":
		return nil
	case wholeBody:
		return r.rpc.Input()
	default:
		return r.rpc.Input().Fields().ByName(protoreflect.Name(r.body)).Message()
	}
}

// fileBytes is how much larger a body may be because the request carries a file: what the rules
// of its bytes fields allow, in base64.
func fileBytes(message protoreflect.MessageDescriptor) int64 {
	var sum int64
	fields := message.Fields()
	for i := range fields.Len() {
		if field := fields.Get(i); field.Kind() == protoreflect.BytesKind {
			rules, _ := proto.GetExtension(field.Options(), validate.E_Field).(*validate.FieldRules)
			sum += int64(base64.StdEncoding.EncodedLen(int(rules.GetBytes().GetMaxLen())))
		}
	}
	return sum
}

// variable reads a segment of a pattern; "{application.id}" gives "application.id".
func variable(segment string) (name string, isVariable bool) {
	if strings.HasPrefix(segment, "{") && strings.HasSuffix(segment, "}") {
		return segment[1 : len(segment)-1], true
	}
	return "", false
}

// addService adds the routes of a service, found by its name among the registered contracts.
func (n *node) addService(name protoreflect.FullName, maxBytes int64) error {
	found, err := protoregistry.GlobalFiles.FindDescriptorByName(name)
	if err != nil {
		return err
	}
	service, isService := found.(protoreflect.ServiceDescriptor)
	if !isService {
		return fmt.Errorf("%s is no service", name)
	}
	for i := range service.Methods().Len() {
		r, err := newRoute(service.Methods().Get(i), maxBytes)
		if err != nil {
			return err
		}
		if r == nil {
			continue
		}
		if err := n.add(r); err != nil {
			return err
		}
	}
	return nil
}
