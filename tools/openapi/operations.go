package main

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
)

// operation is the finished operation of an RPC.
func (b *builder) operation(r *rpc) *Object {
	name := string(r.Name())
	comment := r.operation.Text("summary") + " " + r.operation.Text("description")
	o := object(
		"tags", []any{tagOf(r.Parent().(protoreflect.ServiceDescriptor))},
		"operationId", strings.ToLower(name[:1])+name[1:],
		"summary", b.words.summary(name, comment),
		"description", b.words.plain(comment)+"\n\n"+whoMay(r.access),
		"parameters", b.parameters(r),
	)
	if r.body != "" {
		o.Set("requestBody", b.requestBody(r))
	}
	o.Set("responses", b.responses(r))
	return o.Set("security", security(r))
}

// tagOf is the tag of a service: "Intake" for IntakeService.
func tagOf(service protoreflect.ServiceDescriptor) string {
	return strings.TrimSuffix(string(service.Name()), "Service")
}

// whoMay says in words who may call.
func whoMay(access *commonv1.Access) string {
	scopes := map[commonv1.Scope]string{
		commonv1.Scope_SCOPE_OWN:          "own",
		commonv1.Scope_SCOPE_ORGANISATION: "organisation",
		commonv1.Scope_SCOPE_MUNICIPALITY: "municipality",
		commonv1.Scope_SCOPE_REGION:       "region",
		commonv1.Scope_SCOPE_PLATFORM:     "platform",
	}
	var who []string
	for _, allow := range access.GetAllow() {
		if allow.GetScope() == commonv1.Scope_SCOPE_PUBLIC {
			who = append(who, "anyone, without a token")
			continue
		}
		role := strings.ToLower(strings.TrimPrefix(allow.GetRole().String(), "ROLE_"))
		if role == "unspecified" {
			role = "anyone who is signed in"
		}
		who = append(who, strings.ReplaceAll(role, "_", " ")+" ("+scopes[allow.GetScope()]+")")
	}
	return "Who may call: " + strings.Join(who, ", ") + "."
}

// security lists what a caller may show: nothing where anyone may call, a token, and for systems
// a client certificate.
func security(r *rpc) []any {
	open, only := r.public()
	var ways []any
	if open {
		ways = append(ways, object())
	}
	if only {
		return ways
	}
	ways = append(ways, object(schemeBearer, []any{}))
	for _, allow := range r.access.GetAllow() {
		if allow.GetRole() == commonv1.Role_ROLE_SYSTEM {
			return append(ways, object(schemeCertificate, []any{}))
		}
	}
	return ways
}

// parameters lists path, query and headers.
func (b *builder) parameters(r *rpc) []any {
	var list []any
	for _, raw := range r.operation.List("parameters") {
		given, _ := raw.(*Object)
		name, in := given.Text("name"), given.Text("in")
		field := fieldAt(r.Input(), name, in)
		if field == nil || field.Name() == "request_id" || in == "query" && field.Name() == "etag" {
			continue
		}
		if in == "path" {
			name = publicName(name)
		}
		parameter := object("name", name, "in", in).SetIf("description", b.words.plain(given.Text("description")))
		if in == "path" || isRequired(field) && field.Name() != "update_mask" {
			parameter.Set("required", true)
		}
		parameter.Set("schema", b.property(field, created))
		switch {
		case field.Name() == "update_mask":
			parameter.Set("description", parameter.Text("description")+" Without it, every member of the body is changed.")
		case in == "path" || isRequired(field):
			parameter.Set("example", exampleField(field, created))
		}
		list = append(list, parameter)
	}
	if r.changes() {
		list = append(list, object("$ref", "#/components/parameters/IdempotencyKey"))
	}
	if r.hasEtag() {
		list = append(list, object("$ref", "#/components/parameters/IfMatch"))
	}
	return append(list, object("$ref", "#/components/parameters/AcceptLanguage"))
}

// fieldAt finds the field of a parameter: path parameters by the contract's path, the query by
// JSON names.
func fieldAt(message protoreflect.MessageDescriptor, name, in string) protoreflect.FieldDescriptor {
	if in == "query" {
		return message.Fields().ByJSONName(name)
	}
	var field protoreflect.FieldDescriptor
	for _, part := range strings.Split(name, ".") {
		if field = message.Fields().ByName(protoreflect.Name(part)); field == nil {
			return nil
		}
		message = field.Message()
	}
	return field
}

// requestBody is the body of a request with an example.
func (b *builder) requestBody(r *rpc) *Object {
	schema, example, needed := b.bodyOf(r)
	content := object(mediaJSON, object("schema", schema, "example", example))
	return object("content", content, "required", needed)
}

func (b *builder) bodyOf(r *rpc) (schema, example *Object, needed bool) {
	if resource := r.resource(); resource != nil {
		purpose := created
		if r.method == "patch" {
			purpose = updated
		}
		return b.body(resource, purpose), exampleBody(resource, purpose, nil), true
	}
	name := string(r.Input().Name())
	left := func(field protoreflect.FieldDescriptor) bool {
		return field.Name() == "request_id" || field.Name() == "etag" || strings.Contains(r.path, "{"+field.JSONName()+"}")
	}
	comments := r.operation.Object("requestBody", "content", mediaJSON, "schema", "properties")
	made := b.members(r.Input(), created, "What "+string(r.Name())+" needs.", comments, left)
	b.owners[name] = r.Input().FullName()
	b.schemas.Set(name, made)
	return pointTo(name), exampleBody(r.Input(), created, left), len(made.List("required")) > 0
}
