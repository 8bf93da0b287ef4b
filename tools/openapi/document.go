package main

import (
	"fmt"
	"maps"
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// version is the version of the API, sent with every answer as API-Version.
const version = "1.0.0"

// Names of the security schemes.
const (
	schemeBearer      = "bearer"
	schemeCertificate = "certificate"
)

const introduction = `The platform for independent client support (onafhankelijke cliëntondersteuning, OCO): residents apply, coordinators
triage, supporters are asked, cases open and close, and the monitor counts.

- Dates are days (YYYY-MM-DD) in Europe/Amsterdam; moments are date-times in UTC. Numbers of 64 bits are texts. In an
  answer, a day, a text or an id that there is none of is the empty text.
- Every answer names the version in API-Version. Refusals are problems (RFC 9457); errors names every field at once,
  in Dutch or English (Accept-Language).
- Send an Idempotency-Key, a UUID of your own, with every write: the same call again answers the same and does nothing
  twice. Keys are kept for 30 days.
- Send If-Match with the ETag that you saw: an update of something that changed in the meantime is refused (412).
- Lists come in pages: send nextPageToken back as pageToken.
- The same services are there over gRPC.`

// finish makes the document.
func finish(raw []*Object) (*Object, error) {
	b := &builder{
		words: newWords(), comments: map[string]*Object{}, schemas: &Object{},
		owners: map[string]protoreflect.FullName{}, inRequests: map[protoreflect.FullName]bool{},
	}
	for _, document := range raw {
		schemas := document.Object("components", "schemas")
		for _, name := range schemas.Names() {
			b.comments[name] = schemas.Object(name)
		}
	}
	all, err := rpcs(raw)
	if err != nil {
		return nil, err
	}
	for _, r := range all {
		if resource := r.resource(); resource != nil {
			b.markRequested(resource)
		} else {
			b.markRequested(r.Input())
		}
	}
	paths := &Object{}
	ids := map[string]bool{}
	for _, r := range all {
		operation := b.operation(r)
		id := operation.Text("operationId")
		if ids[id] {
			return nil, fmt.Errorf("two operations are called %s", id)
		}
		ids[id] = true
		if paths.Object(r.path) == nil {
			paths.Set(r.path, &Object{})
		}
		if paths.Object(r.path).Get(r.method) != nil {
			return nil, fmt.Errorf("%s %s stands for two RPCs", r.method, r.path)
		}
		paths.Object(r.path).Set(r.method, operation)
	}
	if b.err != nil {
		return nil, b.err
	}
	return object(
		"openapi", "3.1.0",
		"info", info(),
		"servers", []any{object("url", "https://oco.example/v1", "description", "Placeholder; a running server names its own address.")},
		"tags", b.tags(raw),
		"paths", paths,
		"components", b.components(),
	), nil
}

func info() *Object {
	return object(
		"title", "oco",
		"summary", "Independent client support: intake, triage, matching, support, monitor",
		"description", introduction,
		"contact", object("name", "oco", "url", "https://oco.example", "email", "api@oco.example"),
		"license", object("name", "European Union Public Licence 1.2", "identifier", "EUPL-1.2"),
		"version", version,
	)
}

// tags lists the services with what they are for.
func (b *builder) tags(raw []*Object) []any {
	described := map[string]string{}
	for _, document := range raw {
		for _, tag := range document.List("tags") {
			given, _ := tag.(*Object)
			name := given.Text("name")
			described[name[:len(name)-len("Service")]] = b.words.plain(given.Text("description"))
		}
	}
	var tags []any
	for _, name := range slices.Sorted(maps.Keys(described)) {
		tags = append(tags, object("name", name, "description", described[name]))
	}
	return tags
}

// components are the parts that operations refer to.
func (b *builder) components() *Object {
	addProblem(b.schemas)
	b.schemas.Sort()
	responses := &Object{}
	for _, p := range problems {
		responses.Set(p.name, p.response())
	}
	return object(
		"schemas", b.schemas,
		"responses", responses,
		"parameters", sharedParameters(),
		"headers", sharedHeaders(),
		"securitySchemes", object(
			schemeBearer, object("type", "http", "scheme", "bearer", "bearerFormat", "JWT",
				"description", "A token of the municipality's OpenID Connect issuer. What it may do stands in the platform's own grants."),
			schemeCertificate, object("type", "mutualTLS", "description", "A client certificate, for systems of partners."),
		),
	)
}
