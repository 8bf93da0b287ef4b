package oco

import (
	"context"
	"errors"
	"iter"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// errEndless stops at a server that answers every page with the page before.
var errEndless = errors.New("oco: the server gave the same page twice")

// call is a method of a generated client: client.Intake.ListApplications.
type call[Request, Response proto.Message] = func(ctx context.Context, request Request, options ...grpc.CallOption) (Response, error)

// All goes through what a List or Search RPC finds, page after page, from the page that the request
// names on. The rows of a page are told by the getter of the response:
//
//	oco.All(ctx, client.Cases.ListCases, &supportv1.ListCasesRequest{Municipality: "gm0867"},
//		(*supportv1.ListCasesResponse).GetCases)
//
// An error ends it. The request stays as it is.
func All[Request, Response proto.Message, Row any](ctx context.Context, list call[Request, Response], request Request, rows func(Response) []Row) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for page, err := range Pages(ctx, list, request) {
			if err != nil {
				var none Row
				yield(none, err)
				return
			}
			for _, row := range rows(page) {
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}

// Pages is All by the page.
func Pages[Request, Response proto.Message](ctx context.Context, list call[Request, Response], request Request) iter.Seq2[Response, error] {
	return func(yield func(Response, error) bool) {
		var none Response
		for {
			page, err := list(ctx, request)
			if err != nil {
				yield(none, err)
				return
			}
			if !yield(page, nil) {
				return
			}
			next := text(page, "next_page_token")
			if next == "" {
				return
			}
			if next == text(request, "page_token") {
				yield(none, errEndless)
				return
			}
			field := request.ProtoReflect().Descriptor().Fields().ByName("page_token")
			request, _ = with(request, field, protoreflect.ValueOfString(next)).(Request)
		}
	}
}

// text is the value of a text field, empty when the message has no such field.
func text(m proto.Message, name protoreflect.Name) string {
	field := m.ProtoReflect().Descriptor().Fields().ByName(name)
	if field == nil {
		return ""
	}
	return m.ProtoReflect().Get(field).String()
}
