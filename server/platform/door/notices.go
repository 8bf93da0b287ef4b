package door

import (
	"context"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/texts"
)

// notices puts the remarks of a call into the field notices of its answer, with their text in the
// caller's language. An answer without that field has no place for them.
func notices(ctx context.Context, answer any) {
	c := call.From(ctx)
	remarks := c.Notices()
	if len(remarks) == 0 {
		return
	}
	message, ok := answer.(proto.Message)
	if !ok {
		return
	}
	reflected := message.ProtoReflect()
	field := noticesField(reflected.Descriptor())
	if field == nil || !reflected.IsValid() {
		return
	}
	list := reflected.Mutable(field).List()
	for _, remark := range remarks {
		list.Append(protoreflect.ValueOfMessage((&commonv1.Notice{
			Reason: commonv1.NoticeReason(commonv1.NoticeReason_value["NOTICE_REASON_"+remark.Reason]),
			Field:  remark.Field,
			Text:   texts.Notice(c.Language, remark.Reason, remark.Field),
		}).ProtoReflect()))
	}
}

func noticesField(message protoreflect.MessageDescriptor) protoreflect.FieldDescriptor {
	field := message.Fields().ByName("notices")
	if field == nil || !field.IsList() || field.Message() == nil ||
		field.Message().FullName() != (&commonv1.Notice{}).ProtoReflect().Descriptor().FullName() {
		return nil
	}
	return field
}
