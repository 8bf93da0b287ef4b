// Package rules holds messages against the rules of the contract (protovalidate). The door does so
// with what comes in, and an update with what it would leave behind.
package rules

import (
	"errors"
	"strings"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"

	"oco.example/oco/server/platform/errs"
)

// Broken lists what breaks the rules of a message, each by the path of its field from there. An
// error is a fault of ours: a rule that cannot be evaluated.
func Broken(message proto.Message, options ...protovalidate.ValidationOption) ([]errs.Violation, error) {
	err := protovalidate.GlobalValidator.Validate(message, options...)
	if err == nil {
		return nil, nil
	}
	var invalid *protovalidate.ValidationError
	if !errors.As(err, &invalid) {
		return nil, errs.New(errs.Internal).Because(err)
	}
	var broken []errs.Violation
	for _, v := range invalid.Violations {
		broken = append(broken, errs.Violation{
			Field: protovalidate.FieldPathString(v.Proto.GetField()),
			Rule:  strings.TrimSuffix(v.Proto.GetRuleId(), "_empty"),
			Args:  arguments(v.FieldDescriptor, v.Proto.GetField()),
		})
	}
	return broken, nil
}
