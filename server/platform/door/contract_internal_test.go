package door

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	_ "oco.example/oco/gen/go/oco/admin/v1"
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	_ "oco.example/oco/gen/go/oco/complaint/v1"
	_ "oco.example/oco/gen/go/oco/events/v1"
	_ "oco.example/oco/gen/go/oco/expense/v1"
	_ "oco.example/oco/gen/go/oco/intake/v1"
	_ "oco.example/oco/gen/go/oco/matching/v1"
	_ "oco.example/oco/gen/go/oco/meeting/v1"
	_ "oco.example/oco/gen/go/oco/message/v1"
	_ "oco.example/oco/gen/go/oco/signal/v1"
	_ "oco.example/oco/gen/go/oco/support/v1"
	_ "oco.example/oco/gen/go/oco/survey/v1"
	_ "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/platform/errs"
)

// TestTheOrderOfTheChain holds the order that ARCHITECTURE promises.
func TestTheOrderOfTheChain(t *testing.T) {
	var got []string
	for _, l := range (&Door{}).links() {
		got = append(got, l.name)
		if (l.around == nil) == (l.gate == nil) {
			t.Errorf("%s must be one kind of link", l.name)
		}
	}
	want := []string{"trace", "log", "errors", "recover", "limit(address)", "authenticate", "limit(client)", "authorise", "validate"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestEveryReasonHasACode(t *testing.T) {
	for _, reason := range errs.Reasons {
		if _, ok := statusCodes[reason]; !ok {
			t.Errorf("%s has no gRPC code", reason)
		}
	}
	if len(statusCodes) != len(errs.Reasons) {
		t.Errorf("%d codes for %d reasons", len(statusCodes), len(errs.Reasons))
	}
}

func TestTheContractHasWhatTheDoorLooksFor(t *testing.T) {
	contracts, err := readContracts(protoregistry.GlobalFiles)
	if err != nil {
		t.Fatal(err)
	}
	updates, keys := 0, 0
	for method, c := range contracts {
		name := method[strings.LastIndex(method, "/")+1:]
		if strings.HasPrefix(name, "Update") {
			updates++
			if c.update == nil || c.etag == nil {
				t.Errorf("%s: the door found no update_mask, or no etag", method)
			}
		}
		if c.requestID != nil {
			keys++
		}
		if c.sensitive && c.requestID == nil && name != "LookupReceipt" && name != "LookupSurveyForm" {
			t.Errorf("%s is public, not read by GET, and cannot be repeated safely", method)
		}
	}
	if updates < 5 || keys < 20 {
		t.Errorf("only %d updates and %d requests with a request_id were found", updates, keys)
	}
}

// TestRequestsHaveNoMaps holds what the masking of free texts counts on.
func TestRequestsHaveNoMaps(t *testing.T) {
	seen := map[protoreflect.FullName]bool{}
	var look func(protoreflect.MessageDescriptor)
	look = func(message protoreflect.MessageDescriptor) {
		if seen[message.FullName()] {
			return
		}
		seen[message.FullName()] = true
		for i := range message.Fields().Len() {
			field := message.Fields().Get(i)
			if field.IsMap() {
				t.Errorf("%s is a map: free texts in it would not be masked", field.FullName())
			} else if field.Message() != nil {
				look(field.Message())
			}
		}
	}
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for s := range file.Services().Len() {
			methods := file.Services().Get(s).Methods()
			for m := range methods.Len() {
				if strings.HasPrefix(string(file.Package()), ours) {
					look(methods.Get(m).Input())
				}
			}
		}
		return true
	})
	if len(seen) < 50 {
		t.Errorf("only %d messages were looked at", len(seen))
	}
}

// contractOf reads a contract with this option, and a request with or without a municipality.
func contractOf(t *testing.T, access *commonv1.Access, municipality bool) (*contract, error) {
	t.Helper()
	options := &descriptorpb.MethodOptions{}
	if access != nil {
		proto.SetExtension(options, commonv1.E_Access, access)
	}
	request := &descriptorpb.DescriptorProto{Name: proto.String("Request")}
	if municipality {
		request.Field = []*descriptorpb.FieldDescriptorProto{{
			Name: proto.String("municipality"), Number: proto.Int32(1), Type: descriptorpb.FieldDescriptorProto_TYPE_STRING.Enum(),
			Label: descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum(),
		}}
	}
	file, err := protodesc.NewFile(&descriptorpb.FileDescriptorProto{
		Name: proto.String("test.proto"), Package: proto.String("oco.test.v1"), Syntax: proto.String("proto3"),
		MessageType: []*descriptorpb.DescriptorProto{request},
		Service: []*descriptorpb.ServiceDescriptorProto{{Name: proto.String("Service"), Method: []*descriptorpb.MethodDescriptorProto{{
			Name: proto.String("Do"), InputType: proto.String(".oco.test.v1.Request"), OutputType: proto.String(".oco.test.v1.Request"), Options: options,
		}}}},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	files := &protoregistry.Files{}
	if err := files.RegisterFile(file); err != nil {
		t.Fatal(err)
	}
	contracts, err := readContracts(files)
	return contracts["/oco.test.v1.Service/Do"], err
}

func TestContractsThatMakeNoSense(t *testing.T) {
	allow := func(role commonv1.Role, scope commonv1.Scope) *commonv1.Access {
		return &commonv1.Access{Activity: "test", Allow: []*commonv1.Allow{{Role: role, Scope: scope}}}
	}
	const desk = commonv1.Role_ROLE_DESK
	for name, c := range map[string]struct {
		access       *commonv1.Access
		municipality bool
		sense        bool
	}{
		"no option":                          {nil, true, false},
		"no pair":                            {&commonv1.Access{Activity: "test"}, true, false},
		"no activity":                        {&commonv1.Access{Allow: []*commonv1.Allow{{Scope: commonv1.Scope_SCOPE_PUBLIC}}}, true, false},
		"no scope":                           {allow(desk, 0), true, false},
		"an unknown scope":                   {allow(desk, 99), true, false},
		"a role that is public":              {allow(desk, commonv1.Scope_SCOPE_PUBLIC), true, false},
		"a municipality for any role":        {allow(0, commonv1.Scope_SCOPE_MUNICIPALITY), true, false},
		"a platform for any role":            {allow(0, commonv1.Scope_SCOPE_PLATFORM), false, false},
		"a municipality that nobody names":   {allow(desk, commonv1.Scope_SCOPE_MUNICIPALITY), false, false},
		"a region that nobody names":         {allow(desk, commonv1.Scope_SCOPE_REGION), false, false},
		"an organisation that nobody names":  {allow(desk, commonv1.Scope_SCOPE_ORGANISATION), false, false},
		"own, by role, without municipality": {allow(desk, commonv1.Scope_SCOPE_OWN), false, false},
		"own":                                {allow(desk, commonv1.Scope_SCOPE_OWN), true, true},
		"any account":                        {allow(0, commonv1.Scope_SCOPE_OWN), false, true},
		"public":                             {allow(0, commonv1.Scope_SCOPE_PUBLIC), false, true},
		"platform":                           {allow(desk, commonv1.Scope_SCOPE_PLATFORM), true, true},
	} {
		got, err := contractOf(t, c.access, c.municipality)
		if (err == nil) != c.sense || (got != nil) != c.sense {
			t.Errorf("%s: %v, %v", name, got, err)
		}
		if err != nil && !strings.Contains(err.Error(), "oco.test.v1.Service.Do") {
			t.Errorf("%s: the error must name the RPC: %v", name, err)
		}
	}
}
