package store

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
)

// typePrefix is that of the types of our events: reverse DNS, without the name of an organisation.
const typePrefix = "nl.clientondersteuning.v1."

// largestCloudEvent is what a receiver takes at least.
const largestCloudEvent = 64 << 10

// cloudEventBody is an event in the Dutch profile of CloudEvents 1.0.
type cloudEventBody struct {
	SpecVersion  string          `json:"specversion"`
	ID           string          `json:"id"`
	Source       string          `json:"source"`
	Type         string          `json:"type"`
	Subject      string          `json:"subject"`
	Time         string          `json:"time"`
	Sequence     string          `json:"sequence"`
	SequenceType string          `json:"sequencetype"`
	ContentType  string          `json:"datacontenttype,omitempty"`
	Data         json.RawMessage `json:"data,omitempty"`
}

// cloudEvent is an event as it is delivered: its id is the same each time. Data that does not fit is left out; the id
// then says where to read it.
func cloudEvent(oin string, event *eventv1.Event) (id string, body []byte, err error) {
	data, err := protojson.Marshal(payloadOf(event).Interface())
	if err != nil {
		return "", nil, fmt.Errorf("write event %d: %w", event.GetPosition(), err)
	}
	position := strconv.FormatInt(event.GetPosition(), 10)
	e := cloudEventBody{
		SpecVersion: "1.0", ID: event.GetMunicipality() + "-" + position, Source: "urn:nld:oin:" + oin + ":systeem:oco",
		Type: typePrefix + EventType(event), Subject: event.GetMunicipality(),
		Time: event.GetRecordedTime().AsTime().Format(time.RFC3339Nano), Sequence: position, SequenceType: "Integer",
		ContentType: "application/json", Data: data,
	}
	if body, err = json.Marshal(e); err == nil && len(body) > largestCloudEvent {
		e.Data, e.ContentType = nil, ""
		body, err = json.Marshal(e)
	}
	return e.ID, body, err
}

// EventType is the name of what happened, "ApplicationReceived"; empty for a kind that this version does not know.
func EventType(event *eventv1.Event) string {
	payload := payloadOf(event)
	if payload == nil {
		return ""
	}
	return string(payload.Descriptor().Name())
}

// SystemSees reports whether a system may see an event, by the option audience of its type.
func SystemSees(event *eventv1.Event) bool {
	payload := payloadOf(event)
	return payload != nil && forSystems(payload.Descriptor())
}

// SystemTypes are the types of events that a system may see, in the order of the contract.
func SystemTypes() (types []string) {
	fields := (&eventv1.Event{}).ProtoReflect().Descriptor().Oneofs().ByName("payload").Fields()
	for i := range fields.Len() {
		if forSystems(fields.Get(i).Message()) {
			types = append(types, string(fields.Get(i).Message().Name()))
		}
	}
	return types
}

func forSystems(payload protoreflect.MessageDescriptor) bool {
	audience, _ := proto.GetExtension(payload.Options(), commonv1.E_Audience).(*commonv1.Audience)
	for _, role := range audience.GetRoles() {
		if role == commonv1.Role_ROLE_SYSTEM {
			return true
		}
	}
	return false
}

func payloadOf(event *eventv1.Event) protoreflect.Message {
	envelope := event.ProtoReflect()
	field := envelope.WhichOneof(envelope.Descriptor().Oneofs().ByName("payload"))
	if field == nil {
		return nil
	}
	return envelope.Get(field).Message()
}
