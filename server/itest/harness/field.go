package harness

import (
	"strconv"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/server/platform/rest"
)

// contractField is the contract's name of a place in an HTTP request: "resident.phone" of the
// pointer /resident/phone, "request_id" of the header Idempotency-Key.
func (c Call) contractField(e rest.FieldError) string {
	if e.Location == nil {
		return ""
	}
	rule, err := HTTPRuleOf(c.RPC)
	if err != nil {
		return ""
	}
	switch e.In {
	case "header":
		return map[string]string{"Idempotency-Key": "request_id", "If-Match": "etag"}[e.Location.Name]
	case "query", "path":
		for _, variable := range variables(rule.Path) {
			if name, _, _ := strings.Cut(variable, "."); e.In == "path" && camel(name) == e.Location.Name {
				return variable
			}
		}
		name := snake(c.RPC.Input(), e.Location.Name)
		if e.Location.Index != nil {
			name += "[" + strconv.Itoa(*e.Location.Index) + "]"
		}
		return name
	}
	message := c.RPC.Input()
	prefix := ""
	if rule.Body != "*" && rule.Body != "" {
		message = message.Fields().ByName(protoreflect.Name(rule.Body)).Message()
		prefix = rule.Body
	}
	return strings.TrimPrefix(prefix+pointed(message, e.Location.Pointer), ".")
}

// pointed turns a JSON pointer into a path of the contract, with a dot before each name.
func pointed(message protoreflect.MessageDescriptor, pointer string) string {
	var path strings.Builder
	for _, token := range strings.Split(strings.TrimPrefix(pointer, "/"), "/") {
		if token == "" {
			continue
		}
		if _, err := strconv.Atoi(token); err == nil {
			path.WriteString("[" + token + "]")
			continue
		}
		name := token
		if message != nil {
			name = snake(message, token)
			field := message.Fields().ByJSONName(token)
			message = nil
			if field != nil {
				message = field.Message()
			}
		}
		path.WriteString("." + name)
	}
	return path.String()
}

// snake is the contract's name of a field, the name itself when there is no such field.
func snake(message protoreflect.MessageDescriptor, jsonName string) string {
	if field := message.Fields().ByJSONName(jsonName); field != nil {
		return string(field.Name())
	}
	return jsonName
}

// camel is the JSON name of a field.
func camel(name string) string {
	parts := strings.Split(name, "_")
	for i, part := range parts[1:] {
		if part != "" {
			parts[i+1] = strings.ToUpper(part[:1]) + part[1:]
		}
	}
	return strings.Join(parts, "")
}
