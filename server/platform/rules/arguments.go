package rules

import (
	"strconv"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// arguments are the numbers in the rules of a field ("max_len", "gte"), by name, for the
// places in a text. They are what the contract says, never what the caller sent.
func arguments(field protoreflect.FieldDescriptor, path *validate.FieldPath) map[string]string {
	if field == nil {
		return nil
	}
	rules, _ := proto.GetExtension(field.Options(), validate.E_Field).(*validate.FieldRules)
	elements := path.GetElements()
	if n := len(elements); n > 0 && elements[n-1].GetSubscript() != nil {
		rules = rules.GetRepeated().GetItems()
	}
	if rules == nil {
		return nil
	}
	reflected := rules.ProtoReflect()
	kind := reflected.WhichOneof(reflected.Descriptor().Oneofs().ByName("type"))
	if kind == nil {
		return nil
	}
	args := map[string]string{}
	reflected.Get(kind).Message().Range(func(rule protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		if rule.IsList() {
			return true
		}
		switch number := value.Interface().(type) {
		case int32:
			args[string(rule.Name())] = strconv.FormatInt(int64(number), 10)
		case int64:
			args[string(rule.Name())] = strconv.FormatInt(number, 10)
		case uint64:
			args[string(rule.Name())] = strconv.FormatUint(number, 10)
		}
		return true
	})
	return args
}
