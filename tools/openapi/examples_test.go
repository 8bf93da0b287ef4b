package main

import (
	"strings"
	"testing"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"
)

// What the document shows as an example of a call is a call that the server's rules let through.
func TestExamplesOfRequestsAreValid(t *testing.T) {
	rules, err := protovalidate.New()
	if err != nil {
		t.Fatal(err)
	}
	checked := 0
	operations(t, func(_ *Object, method, path string, o *Object) {
		r, err := newRPC(object("operationId", operationOf(o)))
		if err != nil {
			t.Fatal(err)
		}
		message := exampleRequest(t, r, o)
		if method != "patch" { // an update is judged by the fields that it names
			checked++
			if err := rules.Validate(message); err != nil {
				t.Errorf("%s %s: %v", method, path, err)
			}
		}
	})
	if checked < 50 {
		t.Errorf("only %d examples were checked", checked)
	}
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
