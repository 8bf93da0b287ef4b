package main

import (
	"strings"
	"testing"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"
	"google.golang.org/protobuf/types/known/fieldmaskpb"
)

// What the document shows as an example of a call is a call that the server's rules let through.
func TestExamplesOfRequestsAreValid(t *testing.T) {
	rules, err := protovalidate.New()
	if err != nil {
		t.Fatal(err)
	}
	checked, updates := 0, 0
	operations(t, func(_ *Object, method, path string, o *Object) {
		r, err := newRPC(object("operationId", operationOf(o)))
		if err != nil {
			t.Fatal(err)
		}
		message := exampleRequest(t, r, o)
		var options []protovalidate.ValidationOption
		if method == "patch" {
			updates++
			options = append(options, protovalidate.WithFilter(masked(t, r, o, message.ProtoReflect())))
		}
		checked++
		if err := rules.Validate(message, options...); err != nil {
			t.Errorf("%s %s: %v", method, path, err)
		}
	})
	if checked < 50 || updates < 5 {
		t.Errorf("only %d examples were checked, %d of updates", checked, updates)
	}
}

// masked lets an update be judged as the server does: by the fields that its body names, which become
// its mask; the path says what is changed.
func masked(t *testing.T, r *rpc, o *Object, message protoreflect.Message) protovalidate.Filter {
	t.Helper()
	resource, changed := r.resource(), map[protoreflect.Name]bool{}
	mask := &fieldmaskpb.FieldMask{}
	for _, name := range o.Object("requestBody", "content", mediaJSON, "example").Names() {
		field := resource.Fields().ByJSONName(name)
		if field == nil || !isWritten(field, updated) {
			t.Fatalf("%s: the example changes %s, which no update can", r.Name(), name)
		}
		changed[field.Name()] = true
		mask.Paths = append(mask.Paths, string(field.Name()))
	}
	text, err := protojson.Marshal(mask)
	if err == nil {
		made := message.NewField(message.Descriptor().Fields().ByName("update_mask"))
		err = protojson.Unmarshal(text, made.Message().Interface())
		message.Set(message.Descriptor().Fields().ByName("update_mask"), made)
	}
	if err != nil {
		t.Fatal(err)
	}
	return protovalidate.FilterFunc(func(at protoreflect.Message, what protoreflect.Descriptor) bool {
		field, ok := what.(protoreflect.FieldDescriptor)
		return at.Descriptor().FullName() != resource.FullName() || ok && changed[field.Name()]
	})
}

// operationOf is the raw operationId of a finished operation.
func operationOf(o *Object) string {
	id := o.Text("operationId")
	return o.List("tags")[0].(string) + "Service_" + strings.ToUpper(id[:1]) + id[1:]
}

// exampleRequest makes the message of the examples of body, path and query.
func exampleRequest(t *testing.T, r *rpc, o *Object) proto.Message {
	t.Helper()
	whole := &Object{}
	if body := o.Object("requestBody", "content", mediaJSON, "example"); body != nil {
		if r.body == wholeBody {
			whole = body
		} else {
			whole.Set(camel(r.body), body)
		}
	}
	for _, raw := range o.List("parameters") {
		p := raw.(*Object)
		if in := p.Text("in"); (in == "path" || in == "query") && p.Get("example") != nil && whole.Object(p.Text("name")) == nil {
			whole.Set(p.Text("name"), p.Get("example"))
		}
	}
	text, err := whole.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	kind, err := protoregistry.GlobalTypes.FindMessageByName(r.Input().FullName())
	if err != nil {
		kind = dynamicpb.NewMessageType(r.Input())
	}
	message := kind.New().Interface()
	if err := protojson.Unmarshal(text, message); err != nil {
		t.Errorf("%s: %v", r.Name(), err)
	}
	return message
}
