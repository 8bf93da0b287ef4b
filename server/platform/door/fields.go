package door

import "google.golang.org/protobuf/reflect/protoreflect"

// municipalityPath finds the field municipality, or the same inside a resource of that name.
func municipalityPath(request protoreflect.MessageDescriptor) []protoreflect.FieldDescriptor {
	field := request.Fields().ByName("municipality")
	if field == nil {
		return nil
	}
	if field.Kind() == protoreflect.StringKind {
		return []protoreflect.FieldDescriptor{field}
	}
	if field.Message() == nil {
		return nil
	}
	if code := textField(field.Message(), "municipality"); code != nil {
		return []protoreflect.FieldDescriptor{field, code}
	}
	return nil
}

// etagPath finds the field etag of the request, or that of the resource in an update.
func (c *contract) etagPath(request protoreflect.MessageDescriptor) []protoreflect.FieldDescriptor {
	if field := textField(request, "etag"); field != nil {
		return []protoreflect.FieldDescriptor{field}
	}
	if c.update == nil {
		return nil
	}
	if field := textField(c.update.resource.Message(), "etag"); field != nil {
		return []protoreflect.FieldDescriptor{c.update.resource, field}
	}
	return nil
}

func textField(message protoreflect.MessageDescriptor, name protoreflect.Name) protoreflect.FieldDescriptor {
	field := message.Fields().ByName(name)
	if field == nil || field.Kind() != protoreflect.StringKind || field.IsList() {
		return nil
	}
	return field
}

// holdsFile reports whether a message has a field for the bytes of a file.
func holdsFile(message protoreflect.MessageDescriptor) bool {
	for i := range message.Fields().Len() {
		if message.Fields().Get(i).Kind() == protoreflect.BytesKind {
			return true
		}
	}
	return false
}
