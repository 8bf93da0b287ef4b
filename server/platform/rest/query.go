package rest

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/server/platform/door"
)

// readQuery checks every query parameter: its name must be the JSON name of a field, its value
// must fit the field, and only a list may come more than once.
func readQuery(req *request, r *http.Request) error {
	if r.URL.RawQuery == "" {
		return nil
	}
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return invalid(violation{in: "query", rule: "query.syntax"})
	}
	var violations []violation
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if len(violations) >= door.MostViolations {
			break
		}
		field := req.route.query[name]
		if field == nil {
			violations = append(violations, violation{in: "query", location: &Location{Name: name}, rule: "query.unknown"})
			continue
		}
		if field.Name() == fieldUpdateMask {
			req.maskGiven = true
		}
		violations = append(violations, checkParameter(name, field, values[name])...)
	}
	if len(violations) > 0 {
		return invalid(violations...)
	}
	return nil
}

func checkParameter(name string, field protoreflect.FieldDescriptor, values []string) []violation {
	if len(values) > 1 && !field.IsList() {
		return []violation{{in: "query", location: &Location{Name: name}, rule: "query.repeated", field: string(field.Name())}}
	}
	var violations []violation
	for i, value := range values {
		if len(violations) >= door.MostViolations {
			break
		}
		rule := checkValue(field, value)
		if rule == "" {
			continue
		}
		location := &Location{Name: name}
		if field.IsList() {
			location.Index = &i
		}
		violations = append(violations, violation{in: "query", location: location, rule: rule, field: string(field.Name())})
	}
	return violations
}

// checkValue returns the rule that a value of a query parameter breaks, or nothing.
func checkValue(field protoreflect.FieldDescriptor, value string) string {
	var err error
	switch field.Kind() {
	case protoreflect.BoolKind:
		if value != "true" && value != "false" {
			return "type.boolean"
		}
	case protoreflect.EnumKind:
		if field.Enum().Values().ByName(protoreflect.Name(value)) == nil {
			return "type.enum"
		}
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		_, err = strconv.ParseInt(value, 10, 32)
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		_, err = strconv.ParseInt(value, 10, 64)
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		_, err = strconv.ParseUint(value, 10, 32)
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		_, err = strconv.ParseUint(value, 10, 64)
	default:
	}
	if err != nil {
		return "type.integer"
	}
	return ""
}
