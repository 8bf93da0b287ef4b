package main

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// document is what make gen wrote.
func document(t *testing.T) *Object {
	t.Helper()
	text, err := os.ReadFile("../../gen/openapi/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	d := &Object{}
	if err := json.Unmarshal(text, d); err != nil {
		t.Fatal(err)
	}
	return d
}

// operations calls do for every operation.
func operations(t *testing.T, do func(d *Object, method, path string, o *Object)) {
	t.Helper()
	d := document(t)
	paths := d.Object("paths")
	count := 0
	for _, path := range paths.Names() {
		for _, method := range paths.Object(path).Names() {
			count++
			do(d, method, path, paths.Object(path, method))
		}
	}
	if count < 60 {
		t.Errorf("only %d operations", count)
	}
}

// resolve follows a $ref inside the document.
func resolve(d, o *Object) *Object {
	if ref := o.Text("$ref"); ref != "" {
		return d.Object(strings.Split(strings.TrimPrefix(ref, "#/"), "/")...)
	}
	return o
}

// references calls do for every object with a $ref.
func references(value any, do func(*Object)) {
	switch value := value.(type) {
	case *Object:
		if value.Text("$ref") != "" {
			do(value)
		}
		for _, name := range value.Names() {
			references(value.Get(name), do)
		}
	case []any:
		for _, item := range value {
			references(item, do)
		}
	}
}

func TestTheDocumentStandsByItself(t *testing.T) {
	d := document(t)
	if v := d.Text("openapi"); !strings.HasPrefix(v, "3.1.") {
		t.Errorf("openapi: %s", v)
	}
	references(d, func(o *Object) {
		if resolve(d, o) == nil {
			t.Errorf("%s leads nowhere", o.Text("$ref"))
		}
	})
	info := d.Object("info")
	for _, name := range []string{"name", "url", "email"} {
		if info.Object("contact").Text(name) == "" {
			t.Errorf("contact lacks %s", name)
		}
	}
	if info.Text("version") != "1.0.0" || info.Object("license").Text("identifier") != "EUPL-1.2" {
		t.Error("version and licence must be there")
	}
	server, _ := d.List("servers")[0].(*Object)
	if !regexp.MustCompile(`^https://.*/v1$`).MatchString(server.Text("url")) {
		t.Errorf("server: %s", server.Text("url"))
	}
}

func TestEveryRPCWithAnAddressIsThere(t *testing.T) {
	there := map[string]bool{}
	operations(t, func(_ *Object, _, _ string, o *Object) {
		id := o.Text("operationId")
		if there[id] {
			t.Errorf("%s is there twice", id)
		}
		there[id] = true
	})
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for s := range file.Services().Len() {
			methods := file.Services().Get(s).Methods()
			for m := range methods.Len() {
				name := string(methods.Get(m).Name())
				if strings.HasPrefix(string(file.Package()), "oco.") && !there[strings.ToLower(name[:1])+name[1:]] {
					t.Errorf("%s is not in the document", name)
				}
			}
		}
		return true
	})
}

func TestNamesAndPathsFollowTheRules(t *testing.T) {
	segment := regexp.MustCompile(`^([a-z0-9-]+|\{[a-z][A-Za-z]*\}|_[a-z]+)$`)
	camel := regexp.MustCompile(`^[a-z][a-z\d]*([A-Z][a-z\d]*)*$`)
	operations(t, func(d *Object, method, path string, o *Object) {
		segments := strings.Split(path, "/")[1:]
		for i, s := range segments {
			if !segment.MatchString(s) || strings.HasPrefix(s, "_") && i < len(segments)-1 {
				t.Errorf("%s: segment %q", path, s)
			}
		}
		named := map[string]bool{}
		for _, raw := range o.List("parameters") {
			p := resolve(d, raw.(*Object))
			if in := p.Text("in"); in == "query" && !camel.MatchString(p.Text("name")) {
				t.Errorf("%s %s: query parameter %s", method, path, p.Text("name"))
			}
			if p.Text("in") == "path" {
				named[p.Text("name")] = true
			}
			if p.Object("schema") == nil || p.Text("description") == "" {
				t.Errorf("%s %s: parameter %s has no schema or no description", method, path, p.Text("name"))
			}
		}
		for _, s := range segments {
			if name, isVariable := strings.CutPrefix(s, "{"); isVariable && !named[strings.TrimSuffix(name, "}")] {
				t.Errorf("%s %s: %s has no parameter", method, path, s)
			}
		}
	})
	for _, name := range document(t).Object("components", "schemas").Names() {
		if !regexp.MustCompile(`^[A-Z][A-Za-z0-9]*$`).MatchString(name) {
			t.Errorf("schema %s", name)
		}
	}
}

func TestEveryOperationIsComplete(t *testing.T) {
	operations(t, func(d *Object, method, path string, o *Object) {
		name := o.Text("operationId")
		if len(o.List("tags")) != 1 || o.Text("summary") == "" || !strings.Contains(o.Text("description"), "Who may call: ") {
			t.Errorf("%s: tag, summary and description are needed", name)
		}
		if len(o.List("security")) == 0 {
			t.Errorf("%s: who may call must be said", name)
		}
		must := []string{"400", "401", "403", "406", "429", "500", "503"}
		changes := hasParameter(o, "IdempotencyKey")
		if method != "get" && !strings.HasSuffix(path, "/_search") && !strings.HasSuffix(path, "/_lookup") && !strings.HasSuffix(path, "/_preview") && !changes {
			t.Errorf("%s: a write must take an Idempotency-Key", name)
		}
		if changes {
			must = append(must, "409")
		}
		if hasParameter(o, "IfMatch") {
			must = append(must, "412")
		}
		if o.Object("requestBody") != nil {
			must = append(must, "413", "415")
			if content := o.Object("requestBody", "content", mediaJSON); content.Get("example") == nil || content.Object("schema") == nil {
				t.Errorf("%s: the body needs a schema and an example", name)
			}
		}
		for _, status := range must {
			if o.Object("responses", status) == nil {
				t.Errorf("%s: no answer %s", name, status)
			}
		}
		for _, status := range o.Object("responses").Names() {
			checkResponse(t, d, name, status, resolve(d, o.Object("responses", status)))
		}
	})
}

func hasParameter(o *Object, name string) bool {
	return slices.ContainsFunc(o.List("parameters"), func(raw any) bool {
		return strings.HasSuffix(raw.(*Object).Text("$ref"), "/"+name)
	})
}

func checkResponse(t *testing.T, d *Object, name, status string, r *Object) {
	t.Helper()
	if r.Object("headers", "API-Version") == nil || r.Text("description") == "" {
		t.Errorf("%s %s: API-Version and a description are needed", name, status)
	}
	if status == "201" && r.Object("headers", "Location") == nil {
		t.Errorf("%s %s: no Location", name, status)
	}
	switch status[0] {
	case '4', '5':
		schema := resolve(d, r.Object("content", mediaProblem, "schema"))
		for _, member := range []string{"type", "title", "status", "detail"} {
			if schema.Object("properties", member) == nil {
				t.Errorf("%s %s: a problem needs %s", name, status, member)
			}
		}
	default:
		for _, media := range r.Object("content").Names() {
			if content := r.Object("content", media); content.Object("schema") == nil || content.Get("example") == nil {
				t.Errorf("%s %s: a schema and an example are needed", name, status)
			}
		}
	}
}

func TestFinishingRefusesWhatItDoesNotKnow(t *testing.T) {
	unknown := object("paths", object("/v1/things", object("get", object("operationId", "ThingService_ListThings"))))
	if _, err := finish([]*Object{unknown}); err == nil {
		t.Error("an operation without an RPC was let through")
	}
	if _, err := readAll(t.TempDir()); err == nil {
		t.Error("no document at all was let through")
	}
}
