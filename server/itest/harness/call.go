package harness

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// Door is one of the two ways in.
type Door string

// The doors.
const (
	GRPC Door = "grpc"
	REST Door = "rest"
)

// Doors are both.
func Doors() []Door { return []Door{GRPC, REST} }

// Call is one call, the same for both doors.
type Call struct {
	// RPC is the full name of the method, "oco.intake.v1.IntakeService.GetApplication".
	RPC protoreflect.MethodDescriptor
	// Token is the bearer token, empty for none.
	Token string
	// Language is the header Accept-Language.
	Language string
	// Request is the request as proto JSON.
	Request map[string]any
	// Messages is how many messages of a stream are read before it is left; 0 means all. Until, over
	// gRPC, leaves it after the first message that it is true of.
	Messages int
	Until    func(proto.Message) bool
	// Body changes the bytes of the body over REST, for what no encoder would write.
	Body func([]byte) []byte
	// Headers are sent over REST beside those that stand for fields.
	Headers map[string]string
}

// Answer is what came back, told the same way for both doors.
type Answer struct {
	// Reason is why the call was refused, empty when it was not.
	Reason string
	// Code is the gRPC code; over REST it stays OK. Status is the HTTP status; over gRPC it stays 0.
	Code   codes.Code
	Status int
	// Header are the headers of an answer over REST, joined.
	Header map[string]string
	// Fields are the fields that break a rule.
	Fields []Field
	// Metadata is what the reason is about.
	Metadata map[string]string
	// Says is the text for people, Trace finds the call in the logs.
	Says, Trace string
	// Messages are the answers: one, or those of a stream. Each is a message of the contract.
	Messages []proto.Message
	// Raw is the answer as it came over REST; over gRPC the refusal with its details.
	Raw string
}

// Field is one field that breaks a rule, as the contract names it.
type Field struct{ Field, Rule, Says string }

// patience is after how long a test gives up on a call: a stream that misses a message would never end.
const patience = time.Minute

// Make makes a call through a door.
func (s *System) Make(t testing.TB, door Door, c Call) Answer {
	t.Helper()
	if door == REST {
		return s.rest(t, c)
	}
	return s.grpc(t, c)
}

// Methods lists the methods of all services of ours.
func Methods() []protoreflect.MethodDescriptor {
	var all []protoreflect.MethodDescriptor
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(file.Package()), "oco.") {
			return true
		}
		for i := range file.Services().Len() {
			methods := file.Services().Get(i).Methods()
			for j := range methods.Len() {
				all = append(all, methods.Get(j))
			}
		}
		return true
	})
	return all
}

// Method finds a method by its own name; no two services have one of the same name.
func Method(name string) (protoreflect.MethodDescriptor, error) {
	var found protoreflect.MethodDescriptor
	for _, method := range Methods() {
		if string(method.Name()) != name {
			continue
		}
		if found != nil {
			return nil, fmt.Errorf("%s and %s have one name", found.FullName(), method.FullName())
		}
		found = method
	}
	if found == nil {
		return nil, fmt.Errorf("no RPC is called %s", name)
	}
	return found, nil
}

// message makes an empty message of the generated type.
func message(d protoreflect.MessageDescriptor) (proto.Message, error) {
	kind, err := protoregistry.GlobalTypes.FindMessageByName(d.FullName())
	if err != nil {
		return nil, fmt.Errorf("type of %s: %w", d.FullName(), err)
	}
	return kind.New().Interface(), nil
}

// request is the request of a call as a message.
func (c Call) request() (proto.Message, error) {
	m, err := message(c.RPC.Input())
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(clone(c.Request))
	if err != nil {
		return nil, fmt.Errorf("request of %s: %w", c.RPC.Name(), err)
	}
	if err := protojson.Unmarshal(text, m); err != nil {
		return nil, fmt.Errorf("request of %s: %w", c.RPC.Name(), err)
	}
	return m, nil
}

// JSON is a message as values, with the names of the contract and without what is empty.
func JSON(m proto.Message) map[string]any {
	text, err := protojson.MarshalOptions{UseProtoNames: true}.Marshal(m)
	if err != nil {
		panic(fmt.Sprintf("%s is no JSON: %v", m.ProtoReflect().Descriptor().FullName(), err)) // a message that came over the wire is
	}
	var values map[string]any
	if err := json.Unmarshal(text, &values); err != nil {
		panic(fmt.Sprintf("protojson wrote no object: %v", err))
	}
	return values
}
