package rest

import (
	"bytes"
	"fmt"
	"io"
	"reflect"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
)

// codec is the proto JSON mapping: lowerCamel names, names of enum values, every field present in
// an answer; on input unknown members, unknown enum values and anything after the object are
// refused.
type codec struct{ runtime.JSONPb }

func newJSON() *codec {
	return &codec{runtime.JSONPb{MarshalOptions: protojson.MarshalOptions{EmitDefaultValues: true}}}
}

// NewDecoder reads the whole of a body.
func (c *codec) NewDecoder(r io.Reader) runtime.Decoder {
	return runtime.DecoderFunc(func(v any) error {
		data, err := io.ReadAll(r)
		if err != nil {
			return err
		}
		if len(bytes.TrimSpace(data)) == 0 {
			return io.EOF // the gateway takes it for an empty message
		}
		message, err := messageAt(v)
		if err != nil {
			return err
		}
		return protojson.Unmarshal(data, message)
	})
}

// messageAt is the message that the gateway wants filled: v itself, or a new one for the field
// that v points to.
func messageAt(v any) (proto.Message, error) {
	if message, isMessage := v.(proto.Message); isMessage {
		return message, nil
	}
	field := reflect.ValueOf(v)
	if field.Kind() != reflect.Pointer || field.Elem().Kind() != reflect.Pointer {
		return nil, fmt.Errorf("rest: a body cannot be read into %T", v)
	}
	made := reflect.New(field.Elem().Type().Elem())
	message, isMessage := made.Interface().(proto.Message)
	if !isMessage {
		return nil, fmt.Errorf("rest: a body cannot be read into %T", v)
	}
	field.Elem().Set(made)
	return message, nil
}

// lines writes a stream as newline-delimited JSON: each line is one message.
type lines struct{ *codec }

func newLines() lines { return lines{newJSON()} }

// ContentType is that of a stream.
func (lines) ContentType(any) string { return mediaLines }

// StreamContentType is that of a stream.
func (lines) StreamContentType(any) string { return mediaLines }

// Delimiter ends a line.
func (lines) Delimiter() []byte { return []byte("\n") }

// Marshal takes the message out of the envelope that the gateway puts around it. In an envelope
// for an error there is nothing left to say: gatewayStreamError said it.
func (l lines) Marshal(v any) ([]byte, error) {
	envelope, isResult := v.(map[string]any)
	if !isResult {
		return nil, nil
	}
	return l.codec.Marshal(envelope["result"])
}
