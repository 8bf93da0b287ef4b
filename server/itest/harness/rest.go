package harness

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/server/platform/rest"
)

// HTTPRule is how a method is mapped to HTTP.
type HTTPRule struct{ Method, Path, Body string }

// HTTPRuleOf reads the mapping of a method.
func HTTPRuleOf(method protoreflect.MethodDescriptor) (HTTPRule, error) {
	rule, _ := proto.GetExtension(method.Options(), annotations.E_Http).(*annotations.HttpRule)
	r := HTTPRule{Body: rule.GetBody()}
	switch pattern := rule.GetPattern().(type) {
	case *annotations.HttpRule_Get:
		r.Method, r.Path = http.MethodGet, pattern.Get
	case *annotations.HttpRule_Post:
		r.Method, r.Path = http.MethodPost, pattern.Post
	case *annotations.HttpRule_Patch:
		r.Method, r.Path = http.MethodPatch, pattern.Patch
	case *annotations.HttpRule_Put:
		r.Method, r.Path = http.MethodPut, pattern.Put
	case *annotations.HttpRule_Delete:
		r.Method, r.Path = http.MethodDelete, pattern.Delete
	default:
		return r, fmt.Errorf("%s has no HTTP mapping", method.FullName())
	}
	return r, nil
}

// Variables are the fields of the request that stand in the path, "application.id".
func (r HTTPRule) Variables() []string { return variables(r.Path) }

func (s *System) rest(t testing.TB, c Call) Answer {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	r, err := c.httpRequest(ctx, "http://"+s.HTTP)
	must(t, err)
	response, err := s.web.Do(r)
	must(t, err)
	defer response.Body.Close()
	a := Answer{Status: response.StatusCode, Header: map[string]string{}}
	for name, values := range response.Header {
		a.Header[name] = strings.Join(values, ", ")
	}
	if response.StatusCode >= 400 {
		body, err := io.ReadAll(response.Body)
		must(t, err)
		a.Raw = string(body)
		must(t, a.readProblem(c, body))
		return a
	}
	must(t, a.readMessages(c, response.Body))
	return a
}

// httpRequest puts a request where HTTP has it: in the path, in headers, in the query, in the body.
func (c Call) httpRequest(ctx context.Context, base string) (*http.Request, error) {
	rule, err := HTTPRuleOf(c.RPC)
	if err != nil {
		return nil, err
	}
	fields := clone(c.Request)
	path := rule.Path
	for _, variable := range variables(rule.Path) {
		path = strings.Replace(path, "{"+variable+"}", url.PathEscape(take(fields, variable)), 1)
	}
	requestID := take(fields, "request_id")
	etag := take(fields, "etag")
	if resource, ok := fields[rule.Body].(map[string]any); ok && rule.Method == http.MethodPatch {
		etag = take(resource, "etag")
	}
	var body any
	switch {
	case rule.Body == "*":
		body, fields = fields, nil
	case rule.Body != "":
		body = fields[rule.Body]
		delete(fields, rule.Body)
		if body == nil {
			body = map[string]any{}
		}
	}
	text, err := json.Marshal(body)
	if err != nil {
		return nil, fmt.Errorf("body of %s: %w", c.RPC.Name(), err)
	}
	switch {
	case body == nil:
		text = nil
	case c.Body != nil:
		text = c.Body(text)
	}
	if query := query(fields); query != "" {
		path += "?" + query
	}
	r, err := http.NewRequestWithContext(ctx, rule.Method, base+path, bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("request of %s: %w", c.RPC.Name(), err)
	}
	c.setHeaders(r, requestID, etag, body != nil)
	return r, nil
}

func (c Call) setHeaders(r *http.Request, requestID, etag string, hasBody bool) {
	set := func(name, value string) {
		if value != "" {
			r.Header.Set(name, value)
		}
	}
	set("Idempotency-Key", requestID)
	if etag != "" {
		set("If-Match", `"`+etag+`"`)
	}
	if c.Token != "" {
		set("Authorization", "Bearer "+c.Token)
	}
	set("Accept-Language", c.Language)
	if hasBody {
		set("Content-Type", "application/json")
	}
	for name, value := range c.Headers {
		set(name, value)
	}
}

// query writes what is left as a query with the JSON names of the contract.
func query(fields map[string]any) string {
	values := url.Values{}
	for name, value := range fields {
		list, isList := value.([]any)
		if !isList {
			list = []any{value}
		}
		for _, one := range list {
			text := fmt.Sprint(one)
			if name == "update_mask" {
				var paths []string
				for _, path := range strings.Split(text, ",") {
					paths = append(paths, camel(path))
				}
				text = strings.Join(paths, ",")
			}
			values.Add(camel(name), text)
		}
	}
	return values.Encode()
}

// readMessages reads the answer: one message, or one a line.
func (a *Answer) readMessages(c Call, body io.Reader) error {
	if !c.RPC.IsStreamingServer() {
		text, err := io.ReadAll(body)
		if err != nil {
			return err
		}
		a.Raw = string(text)
		if len(text) == 0 {
			text = []byte("{}")
		}
		return a.addMessage(c, text)
	}
	lines := json.NewDecoder(body)
	for c.Messages == 0 || len(a.Messages) < c.Messages {
		var line json.RawMessage
		if err := lines.Decode(&line); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if err := a.addMessage(c, line); err != nil {
			return err
		}
	}
	return nil
}

func (a *Answer) addMessage(c Call, text []byte) error {
	m, err := message(c.RPC.Output())
	if err != nil {
		return err
	}
	if err := protojson.Unmarshal(text, m); err != nil {
		return fmt.Errorf("answer of %s is not what the contract says: %w: %s", c.RPC.Name(), err, text)
	}
	a.Messages = append(a.Messages, m)
	return nil
}

// readProblem reads a refusal, and names its fields as the contract does.
func (a *Answer) readProblem(c Call, body []byte) error {
	if media := a.Header["Content-Type"]; media != "application/problem+json" {
		return fmt.Errorf("%s: a refusal came as %q: %s", c.RPC.Name(), media, body)
	}
	var problem rest.Problem
	if err := json.Unmarshal(body, &problem); err != nil {
		return fmt.Errorf("%s: %w", c.RPC.Name(), err)
	}
	a.Reason = strings.TrimPrefix(problem.Type, "urn:oco:problem:")
	a.Says, a.Trace, a.Metadata = problem.Detail, problem.TraceID, problem.Metadata
	if problem.Status != a.Status {
		return fmt.Errorf("%s: the problem says %d, HTTP %d", c.RPC.Name(), problem.Status, a.Status)
	}
	for _, e := range problem.Errors {
		a.Fields = append(a.Fields, Field{Field: c.contractField(e), Rule: e.Code, Says: e.Detail})
	}
	return nil
}

// clone copies the objects of a request; its lists are not changed by anybody.
func clone(values map[string]any) map[string]any {
	copied := make(map[string]any, len(values))
	for name, value := range values {
		if object, ok := value.(map[string]any); ok {
			value = clone(object)
		}
		copied[name] = value
	}
	return copied
}

// take removes a value, named by a path, and returns it as text.
func take(values map[string]any, path string) string {
	first, rest, nested := strings.Cut(path, ".")
	if nested {
		object, _ := values[first].(map[string]any)
		return take(object, rest)
	}
	value, ok := values[first]
	if !ok {
		return ""
	}
	delete(values, first)
	return fmt.Sprint(value)
}

// variables lists what stands between braces.
func variables(path string) []string {
	var names []string
	for _, part := range strings.Split(path, "{")[1:] {
		name, _, _ := strings.Cut(part, "}")
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
