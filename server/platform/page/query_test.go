package page_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/page"
)

// listRequest is a request as the contracts have them: a filter, page_size and page_token.
func listRequest(t *testing.T) func(filter string, size int32, token string) proto.Message {
	t.Helper()
	field := func(number int32, name string, kind descriptorpb.FieldDescriptorProto_Type) *descriptorpb.FieldDescriptorProto {
		return &descriptorpb.FieldDescriptorProto{
			Name: proto.String(name), Number: proto.Int32(number), Type: kind.Enum(),
			Label: descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum(),
		}
	}
	file, err := protodesc.NewFile(&descriptorpb.FileDescriptorProto{
		Name: proto.String("page_test.proto"), Syntax: proto.String("proto3"), Package: proto.String("page_test"),
		MessageType: []*descriptorpb.DescriptorProto{{Name: proto.String("ListRequest"), Field: []*descriptorpb.FieldDescriptorProto{
			field(1, "state", descriptorpb.FieldDescriptorProto_TYPE_STRING),
			field(2, "page_size", descriptorpb.FieldDescriptorProto_TYPE_INT32),
			field(3, "page_token", descriptorpb.FieldDescriptorProto_TYPE_STRING),
		}}},
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	message := file.Messages().Get(0)
	return func(filter string, size int32, token string) proto.Message {
		req := dynamicpb.NewMessage(message)
		req.Set(message.Fields().ByNumber(1), protoreflect.ValueOfString(filter))
		req.Set(message.Fields().ByNumber(2), protoreflect.ValueOfInt32(size))
		req.Set(message.Fields().ByNumber(3), protoreflect.ValueOfString(token))
		return req
	}
}

func TestTheQueryOfARequestIsItsCallAndItsFilters(t *testing.T) {
	request := listRequest(t)
	of := func(c call.Call, req proto.Message, order string) page.Query {
		t.Helper()
		query, err := page.Of(call.With(context.Background(), c), req, order)
		if err != nil {
			t.Fatal(err)
		}
		return query
	}
	here := call.Call{Method: "/m", Municipality: "gm0867"}
	first := of(here, request("open", 10, ""), "id")

	if diff := cmp.Diff(first, of(here, request("open", 20, "next"), "id")); diff != "" {
		t.Errorf("the size or the token of a page changed the query: %s", diff)
	}
	for name, other := range map[string]page.Query{
		"filter":       of(here, request("closed", 10, ""), "id"),
		"order":        of(here, request("open", 10, ""), "create_time, id"),
		"municipality": of(call.Call{Method: "/m", Municipality: "gm0855"}, request("open", 10, ""), "id"),
		"method":       of(call.Call{Method: "/n", Municipality: "gm0867"}, request("open", 10, ""), "id"),
	} {
		if cmp.Equal(first, other) {
			t.Errorf("another %s gives the same query", name)
		}
	}
}

func TestTheRequestStaysAsItWas(t *testing.T) {
	req := listRequest(t)("open", 10, "next")
	before := proto.Clone(req)
	if _, err := page.Of(context.Background(), req, "id"); err != nil {
		t.Fatal(err)
	}
	if !proto.Equal(before, req) {
		t.Error("reading the query changed the request")
	}
}
