package rest

import (
	"net/http"
	"strings"

	"github.com/google/uuid"
	"google.golang.org/protobuf/reflect/protoreflect"

	"oco.example/oco/server/platform/errs"
)

// Headers that stand for fields of the contract.
const (
	headerKey   = "Idempotency-Key"
	headerMatch = "If-Match"
)

// readConditions reads Idempotency-Key and If-Match. A key on a call that changes nothing is
// left alone; an If-Match on a call that cannot honour it is refused, since ignoring it would
// overwrite what it protects.
func readConditions(req *request, h http.Header) error {
	var violations []violation
	if key := strings.Trim(h.Get(headerKey), `"`); key != "" && req.route.fieldOf(fieldRequestID) != nil {
		id, err := uuid.Parse(key)
		if err != nil || len(key) != len(id.String()) {
			violations = append(violations, inHeader(headerKey, "header.uuid"))
		}
		req.requestID = strings.ToLower(key)
	}
	match := strings.TrimSpace(h.Get(headerMatch))
	switch {
	case match == "" || req.route.method == http.MethodGet:
	case req.route.fieldOf(fieldEtag) == nil:
		violations = append(violations, inHeader(headerMatch, "header.unexpected"))
	case match == "*":
	case strings.HasPrefix(match, "W/"):
		return refusedBy(errs.EtagMismatchReason) // If-Match compares strongly; a weak tag never matches
	case len(match) > 2 && match[0] == '"' && match[len(match)-1] == '"' && !strings.Contains(match[1:len(match)-1], `"`):
		req.etag = match[1 : len(match)-1]
	default:
		violations = append(violations, inHeader(headerMatch, "header.etag"))
	}
	if len(violations) > 0 {
		return invalid(violations...)
	}
	return nil
}

func inHeader(name, rule string) violation {
	return violation{in: "header", location: &Location{Name: name}, rule: rule}
}

// fieldOf finds request_id or etag: in the request itself or, for an etag, in the resource that
// the body holds.
func (r *route) fieldOf(name protoreflect.Name) protoreflect.FieldDescriptor {
	if field := r.rpc.Input().Fields().ByName(name); field != nil {
		return field
	}
	if name == fieldEtag && r.method != http.MethodPost && r.body != "" && r.body != wholeBody {
		return r.bodyMessage().Fields().ByName(name)
	}
	return nil
}

// complete makes the message say what the HTTP request said: the fields to change, and no
// contradiction between a header and the field that it stands for.
func (r *request) complete(message protoreflect.Message) error {
	if r.route.rpc == nil {
		return nil
	}
	var violations []violation
	for _, header := range []struct {
		name, value string
		field       protoreflect.Name
	}{{headerKey, r.requestID, fieldRequestID}, {headerMatch, r.etag, fieldEtag}} {
		field := r.route.fieldOf(header.field)
		if header.value == "" || field == nil {
			continue
		}
		holder := message
		if field.ContainingMessage() != message.Descriptor() {
			holder = message.Get(message.Descriptor().Fields().ByName(protoreflect.Name(r.route.body))).Message()
		}
		if told := holder.Get(field).String(); told != "" && !strings.EqualFold(told, header.value) {
			violations = append(violations, inHeader(header.name, "header.contradiction"))
		}
	}
	if mask := message.Descriptor().Fields().ByName(fieldUpdateMask); mask != nil {
		violations = append(violations, r.completeMask(message, mask)...)
	}
	if len(violations) > 0 {
		return invalid(violations...)
	}
	return nil
}
