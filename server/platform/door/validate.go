package door

import (
	"context"
	"slices"
	"strings"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/rules"
)

// roomy is the size in bytes from where on the lists of a request are worth a look before its rules.
const roomy = 16 << 10

// validate makes a request ready for its handler: what REST sends as headers is filled in, citizen
// service numbers are masked, and every rule of the contract holds. All fields that break one are
// named together.
func (d *Door) validate(ctx context.Context, p *passage, request proto.Message) (context.Context, error) {
	if p.size == 0 { // it did not come over the network
		if p.size = proto.Size(request); p.size > d.most(p) {
			return ctx, errs.New(errs.TooLarge)
		}
	}
	message := request.ProtoReflect()
	if p.size > roomy {
		p.contract.shape.shorten(message)
	}
	p.fillIn(message)
	found := p.clean(message)
	var options []protovalidate.ValidationOption
	if u := p.contract.update; u != nil {
		changed, wrong := u.masked(message)
		found = append(append(found, wrong...), u.unnamed(message)...)
		options = append(options, protovalidate.WithFilter(u.filter(changed)))
	}
	broken, err := rules.Broken(request, options...)
	if err != nil {
		return ctx, err
	}
	for _, v := range found {
		if !slices.ContainsFunc(broken, func(o errs.Violation) bool { return o.Field == v.Field }) {
			broken = append(broken, v)
		}
	}
	if len(broken) > 0 {
		return ctx, &errs.Error{Reason: errs.Invalid, Violations: broken}
	}
	return ctx, nil
}

// fillIn sets request_id and etag from what REST sends as headers, where the body has none. A
// request_id is a number, however it is written: in one form, so that it comes back as the same.
func (p *passage) fillIn(message protoreflect.Message) {
	c := p.contract
	if c.requestID != nil && p.outside.RequestID != "" && !message.Has(c.requestID) {
		message.Set(c.requestID, protoreflect.ValueOfString(p.outside.RequestID))
	}
	if c.requestID != nil {
		told := message.Get(c.requestID).String()
		if lower := strings.ToLower(told); lower != told {
			message.Set(c.requestID, protoreflect.ValueOfString(lower))
		}
	}
	if len(c.etag) == 0 || p.outside.Etag == "" {
		return
	}
	for _, field := range c.etag[:len(c.etag)-1] {
		if !message.Has(field) {
			return
		}
		message = message.Mutable(field).Message()
	}
	if last := c.etag[len(c.etag)-1]; !message.Has(last) {
		message.Set(last, protoreflect.ValueOfString(p.outside.Etag))
	}
}

// clean makes of a text with nothing to see an empty one, masks citizen service numbers in what
// people write, and finds control characters and the enum values that the contract does not know.
func (p *passage) clean(message protoreflect.Message) []errs.Violation {
	var found []errs.Violation
	p.contract.shape.visit(message, nil,
		func(at *trail, t text, written string) string {
			read := p.read(at, t, written)
			if rule := t.broken(read); rule != "" {
				found = append(found, errs.Violation{Field: at.String(), Rule: rule})
			}
			return read
		},
		func(at *trail, field protoreflect.FieldDescriptor, number protoreflect.EnumNumber) {
			if field.Enum().Values().ByNumber(number) == nil {
				found = append(found, errs.Violation{Field: at.String(), Rule: "enum.defined_only"})
			}
		})
	return found
}

// filter leaves out the rules of what an update does not change. Its keys are always looked at.
func (u *update) filter(changed map[protoreflect.Name]bool) protovalidate.Filter {
	resource := u.resource.Message().FullName()
	return protovalidate.FilterFunc(func(message protoreflect.Message, what protoreflect.Descriptor) bool {
		if message.Descriptor().FullName() != resource {
			return true
		}
		field, ok := what.(protoreflect.FieldDescriptor)
		return ok && (changed[field.Name()] || u.keys[field.Name()])
	})
}
