package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// Object is a JSON object that keeps the order of its members, so that the document reads in the
// order of the contract.
type Object struct {
	names   []string
	members map[string]any
}

// object makes an object of names and values.
func object(pairs ...any) *Object {
	o := &Object{}
	for i := 0; i+1 < len(pairs); i += 2 {
		o.Set(pairs[i].(string), pairs[i+1])
	}
	return o
}

// Set puts a member at the end, or replaces it where it stands.
func (o *Object) Set(name string, value any) *Object {
	if o.members == nil {
		o.members = map[string]any{}
	}
	if _, there := o.members[name]; !there {
		o.names = append(o.names, name)
	}
	o.members[name] = value
	return o
}

// SetIf puts a member unless the value is the empty text.
func (o *Object) SetIf(name, value string) *Object {
	if value != "" {
		o.Set(name, value)
	}
	return o
}

// Delete takes a member away.
func (o *Object) Delete(name string) {
	delete(o.members, name)
	o.names = slices.DeleteFunc(o.names, func(n string) bool { return n == name })
}

// Names lists the members in order.
func (o *Object) Names() []string {
	if o == nil {
		return nil
	}
	return o.names
}

// Get is a member, nil when there is none.
func (o *Object) Get(name string) any {
	if o == nil {
		return nil
	}
	return o.members[name]
}

// Object is a member that is an object, nil when there is none.
func (o *Object) Object(names ...string) *Object {
	for _, name := range names {
		o, _ = o.Get(name).(*Object)
	}
	return o
}

// Text is a member that is a text.
func (o *Object) Text(name string) string {
	text, _ := o.Get(name).(string)
	return text
}

// List is a member that is a list.
func (o *Object) List(name string) []any {
	list, _ := o.Get(name).([]any)
	return list
}

// Sort orders the members by name.
func (o *Object) Sort() { slices.Sort(o.names) }

// MarshalJSON writes the members in order.
func (o *Object) MarshalJSON() ([]byte, error) {
	var text bytes.Buffer
	text.WriteByte('{')
	for i, name := range o.names {
		if i > 0 {
			text.WriteByte(',')
		}
		if err := encode(&text, name); err != nil {
			return nil, err
		}
		text.WriteByte(':')
		if err := encode(&text, o.members[name]); err != nil {
			return nil, err
		}
	}
	text.WriteByte('}')
	return text.Bytes(), nil
}

func encode(text *bytes.Buffer, value any) error {
	encoder := json.NewEncoder(text)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(value)
}

// UnmarshalJSON reads the members in order.
func (o *Object) UnmarshalJSON(text []byte) error {
	value, err := parse(json.NewDecoder(bytes.NewReader(text)))
	if err != nil {
		return err
	}
	parsed, isObject := value.(*Object)
	if !isObject {
		return fmt.Errorf("an object was expected, not %T", value)
	}
	*o = *parsed
	return nil
}

func parse(decoder *json.Decoder) (any, error) {
	decoder.UseNumber()
	token, err := decoder.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		o := &Object{}
		for decoder.More() {
			name, err := decoder.Token()
			if err != nil {
				return nil, err
			}
			value, err := parse(decoder)
			if err != nil {
				return nil, err
			}
			o.Set(name.(string), value)
		}
		_, err = decoder.Token()
		return o, err
	case json.Delim('['):
		list := []any{}
		for decoder.More() {
			value, err := parse(decoder)
			if err != nil {
				return nil, err
			}
			list = append(list, value)
		}
		_, err = decoder.Token()
		return list, err
	default:
		return token, nil
	}
}
