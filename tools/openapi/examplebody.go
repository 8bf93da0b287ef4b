package main

import "google.golang.org/protobuf/reflect/protoreflect"

// changedInExample is how many members the example of an update changes.
const changedInExample = 3

// exampleBody is an example of a message as JSON.
func exampleBody(message protoreflect.MessageDescriptor, purpose use, left func(protoreflect.FieldDescriptor) bool) *Object {
	example := &Object{}
	fields(message, func(field protoreflect.FieldDescriptor) {
		if left != nil && left(field) || purpose > shared && !isWritten(field, purpose) || !isFirstOfOneof(field) {
			return
		}
		if purpose == updated && len(example.Names()) == changedInExample {
			return
		}
		if value := exampleField(field, purpose); value != nil {
			example.Set(field.JSONName(), value)
		}
	})
	return example
}

// isFirstOfOneof reports whether a field stands alone or is the one of its oneof that an example
// shows.
func isFirstOfOneof(field protoreflect.FieldDescriptor) bool {
	oneof := field.ContainingOneof()
	return oneof == nil || oneof.IsSynthetic() || oneof.Fields().Get(0) == field
}
