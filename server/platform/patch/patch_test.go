package patch_test

import (
	"testing"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/patch"
)

const (
	someID  = "0197a1b2-0000-7000-8000-000000000001"
	otherID = "0197a1b2-0000-7000-8000-000000000002"
)

// broken lists what an error says of fields, "field rule".
func broken(err error) []string {
	var list []string
	if refused := errs.Of(err); refused != nil {
		for _, v := range refused.Violations {
			list = append(list, v.Field+" "+v.Rule)
		}
	}
	return list
}

func TestApply(t *testing.T) {
	given := &intakev1.Referrer{Id: someID, Name: "Rijk", Phone: "0611021000", Email: "geen adres"}
	for name, c := range map[string]struct {
		stored *intakev1.Referrer
		mask   []string
		broken []string
		// name and phone are those of what would be kept.
		name, phone string
	}{
		"what is named": {
			stored: &intakev1.Referrer{Id: someID, ReferrerOrganisation: otherID, Name: "Roos"}, mask: []string{"phone"},
			name: "Roos", phone: "0611021000",
		},
		"what history does not know": {
			stored: &intakev1.Referrer{Id: someID}, mask: []string{"phone"}, phone: "0611021000",
		},
		"what is wrong in what is named": {
			stored: &intakev1.Referrer{Id: someID, ReferrerOrganisation: otherID, Name: "Roos"}, mask: []string{"phone", "email"},
			broken: []string{"referrer.email string.email"},
		},
		"what was wrong in what is named": {
			stored: &intakev1.Referrer{Id: someID, Email: "ook geen adres"}, mask: []string{"email"},
			broken: []string{"referrer.email string.email"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			request := &intakev1.UpdateReferrerRequest{Referrer: given, UpdateMask: &fieldmaskpb.FieldMask{Paths: c.mask}}
			err := patch.Apply(request, c.stored)
			if diff := cmp.Diff(c.broken, broken(err)); diff != "" {
				t.Error(diff)
			}
			if err == nil && (c.stored.GetName() != c.name || c.stored.GetPhone() != c.phone) {
				t.Errorf("kept %v", c.stored)
			}
		})
	}
}

// TestTheWholeIsLookedAt: an update of one field can break a rule about two, which the door, that
// sees the one field alone, cannot tell.
func TestTheWholeIsLookedAt(t *testing.T) {
	shop := shopType(t)
	opened := func(opens, closes string) *dynamicpb.Message {
		m := dynamicpb.NewMessage(shop)
		m.Set(shop.Fields().ByName("opens"), protoreflect.ValueOfString(opens))
		m.Set(shop.Fields().ByName("closes"), protoreflect.ValueOfString(closes))
		return m
	}
	for name, c := range map[string]struct {
		stored, given *dynamicpb.Message
		mask          string
		broken        []string
	}{
		"still right":             {opened("09", "17"), opened("10", ""), "opens", nil},
		"wrong together":          {opened("09", "17"), opened("18", ""), "opens", []string{"shop closes_later"}},
		"wrong before and not by": {opened("18", "17"), opened("19", ""), "opens", nil},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(c.broken, broken(patch.Apply(updateOf(shop, c.given, c.mask), c.stored))); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// request is a dynamic update.
type request struct {
	*dynamicpb.Message
	mask *fieldmaskpb.FieldMask
}

func (r request) GetUpdateMask() *fieldmaskpb.FieldMask { return r.mask }

func updateOf(shop protoreflect.MessageDescriptor, given *dynamicpb.Message, path string) request {
	update := shop.ParentFile().Messages().ByName("UpdateShopRequest")
	m := dynamicpb.NewMessage(update)
	m.Set(update.Fields().ByName("shop"), protoreflect.ValueOfMessage(given))
	return request{m, &fieldmaskpb.FieldMask{Paths: []string{path}}}
}

// shopType is a contract with a rule about two fields.
func shopType(t *testing.T) protoreflect.MessageDescriptor {
	t.Helper()
	text := func(name string, number int32) *descriptorpb.FieldDescriptorProto {
		return &descriptorpb.FieldDescriptorProto{
			Name: proto.String(name), Number: proto.Int32(number), Label: descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum(),
			Type: descriptorpb.FieldDescriptorProto_TYPE_STRING.Enum(),
		}
	}
	shop := text("shop", 1)
	shop.Type, shop.TypeName = descriptorpb.FieldDescriptorProto_TYPE_MESSAGE.Enum(), proto.String(".shops.Shop")
	options := &descriptorpb.MessageOptions{}
	proto.SetExtension(options, validate.E_Message, &validate.MessageRules{Cel: []*validate.Rule{{
		Id: proto.String("closes_later"), Message: proto.String("it closes later"), Expression: proto.String("this.opens < this.closes"),
	}}})
	file, err := protodesc.NewFile(&descriptorpb.FileDescriptorProto{
		Name: proto.String("shops.proto"), Package: proto.String("shops"), Syntax: proto.String("proto3"),
		Dependency: []string{"buf/validate/validate.proto"},
		MessageType: []*descriptorpb.DescriptorProto{
			{Name: proto.String("Shop"), Field: []*descriptorpb.FieldDescriptorProto{text("opens", 1), text("closes", 2)}, Options: options},
			{Name: proto.String("UpdateShopRequest"), Field: []*descriptorpb.FieldDescriptorProto{shop}},
		},
	}, protoregistry.GlobalFiles)
	if err != nil {
		t.Fatal(err)
	}
	return file.Messages().ByName("Shop")
}
