package door

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/platform/call"
)

// ours is the package that our services live below; others are exempt by name.
const ours = "oco."

// exempt are the services that everybody may call: they know nothing about anybody.
var exempt = []string{"grpc.health.", "grpc.reflection."}

// pair is one way in: a role, and how far it reaches.
type pair struct {
	role  call.Role
	scope call.Scope
}

// contract is what the descriptor of an RPC says, read once.
type contract struct {
	method   string
	allow    []pair
	activity string
	// public: nobody needs to be known.
	public bool
	// sensitive: a public call that writes, or that could be used to guess a secret.
	sensitive bool
	// municipality is the path of fields to the municipality's code, empty when the RPC has none.
	municipality []protoreflect.FieldDescriptor
	// update is set for an RPC with an update_mask.
	update *update
	// requestID and etag are the fields that a REST header fills; etag is a path.
	requestID protoreflect.FieldDescriptor
	etag      []protoreflect.FieldDescriptor
	// upload: the request holds a file.
	upload bool
	shape  *shape
}

// readContracts reads the contracts of all our services.
func readContracts(files *protoregistry.Files) (map[string]*contract, error) {
	contracts := map[string]*contract{}
	shapes := shapes{}
	var wrong []error
	files.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(file.Package()), ours) {
			return true
		}
		for s := range file.Services().Len() {
			methods := file.Services().Get(s).Methods()
			for m := range methods.Len() {
				c, err := readContract(methods.Get(m), shapes)
				if err != nil {
					wrong = append(wrong, fmt.Errorf("door: %s: %w", methods.Get(m).FullName(), err))
					continue
				}
				contracts[c.method] = c
			}
		}
		return true
	})
	return contracts, errors.Join(wrong...)
}

func readContract(m protoreflect.MethodDescriptor, shapes shapes) (*contract, error) {
	access, _ := proto.GetExtension(m.Options(), commonv1.E_Access).(*commonv1.Access)
	if len(access.GetAllow()) == 0 {
		return nil, errors.New("it does not say who may call it (option oco.common.v1.access)")
	}
	if access.GetActivity() == "" {
		return nil, errors.New("it does not say for which processing activity it is")
	}
	c := &contract{
		method:       "/" + string(m.Parent().FullName()) + "/" + string(m.Name()),
		activity:     access.GetActivity(),
		municipality: municipalityPath(m.Input()),
		requestID:    textField(m.Input(), "request_id"),
		update:       readUpdate(m.Input()),
		upload:       holdsFile(m.Input()),
		shape:        shapes.of(m.Input()),
	}
	for _, allowed := range access.GetAllow() {
		p := pair{role: call.Role(allowed.GetRole()), scope: call.Scope(allowed.GetScope())}
		if err := c.check(p); err != nil {
			return nil, err
		}
		c.allow = append(c.allow, p)
		c.public = c.public || p.scope == call.ScopePublic
	}
	c.etag = c.etagPath(m.Input())
	c.sensitive = c.public && !isGet(m)
	if c.onPlatform() {
		c.municipality = nil
	}
	return c, nil
}

// check refuses pairs that make no sense.
func (c *contract) check(p pair) error {
	switch p.scope {
	case call.ScopePublic:
		if p.role != call.RoleUnspecified {
			return errors.New("a public way in has no role")
		}
	case call.ScopeOwn:
		if p.role != call.RoleUnspecified && c.municipality == nil {
			return errors.New("a role counts in a municipality, and the request names none")
		}
	case call.ScopeOrganisation, call.ScopeMunicipality, call.ScopeRegion:
		if p.role == call.RoleUnspecified {
			return errors.New("a way in without a role")
		}
		if c.municipality == nil {
			return errors.New("a role counts in a municipality, and the request names none")
		}
	case call.ScopePlatform:
		if p.role == call.RoleUnspecified {
			return errors.New("a way in without a role")
		}
	default:
		return errors.New("a way in without a scope")
	}
	return nil
}

// onPlatform reports whether the RPC is about the platform, whatever its request holds: a
// municipality that is being made is not one to act in.
func (c *contract) onPlatform() bool {
	for _, p := range c.allow {
		if p.scope != call.ScopePlatform {
			return false
		}
	}
	return true
}

// isGet reports whether REST reads with it.
func isGet(m protoreflect.MethodDescriptor) bool {
	rule, _ := proto.GetExtension(m.Options(), annotations.E_Http).(*annotations.HttpRule)
	return rule.GetGet() != "" || rule.GetCustom().GetKind() == http.MethodHead
}

// CheckContracts fails when a registered service is neither ours, with a contract for each of its
// RPCs, nor one of those that are exempt by name.
func (d *Door) CheckContracts(services map[string]grpc.ServiceInfo) error {
	var wrong []error
	for name, service := range services {
		if isExempt(name) {
			continue
		}
		for _, m := range service.Methods {
			if d.contracts["/"+name+"/"+m.Name] == nil {
				wrong = append(wrong, fmt.Errorf("door: %s.%s has no contract that says who may call it", name, m.Name))
			}
		}
	}
	return errors.Join(wrong...)
}

func isExempt(service string) bool {
	for _, prefix := range exempt {
		if strings.HasPrefix(service, prefix) {
			return true
		}
	}
	return false
}
