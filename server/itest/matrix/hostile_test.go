package matrix_test

import (
	"bytes"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/embedded"
	"oco.example/oco/server/platform/pg/pgtest"
)

// number is a citizen service number that somebody types where it does not belong.
const number = "111222333"

// hostile are texts that somebody sends who means no good, or whose keyboard is broken, by what is
// wrong with them.
var hostile = map[string]string{
	"NUL":                "a\x00b",
	"escape":             "\x1b[2Ja",
	"C1":                 "a\u0085b",
	"lines":              "a\r\nb",
	"blank":              " \u00a0\u200b",
	"four bytes":         "𝕬🌷",
	"right to left":      "\u202eاسم\u202c",
	"no character":       "\ufffe\uffff",
	"very long":          strings.Repeat("é", 4_100),
	"number":             "bsn " + number,
	"bare number":        number,
	"year 0":             "0000-01-01",
	"year 9999":          "9999-12-31",
	"no such day":        "2026-02-30",
	"format and quoting": `%s' OR 1=1 --\`,
}

// lone stands for half a surrogate pair, which only JSON can write.
const lone = "LONE-SURROGATE"

// TestHostileTextIsNoFaultOfOurs puts each hostile text into each text of each request, as somebody
// who may make the call. Whatever is answered, it is no fault; and no citizen service number comes
// back but from the texts that are used as they are.
func TestHostileTextIsNoFaultOfOurs(t *testing.T) {
	database := pgtest.New(t)
	w := worldOn(t, harness.Start(t, harness.OnDatabase(func(role string) string { return database.URL(t, role) })))
	fields := 0
	owner := database.Open(t, embedded.Superuser)
	for i, r := range readExpected(t) {
		if i%10 == 0 {
			analyze(t, owner)
		}
		method, err := harness.Method(r.rpc)
		if err != nil || method.IsStreamingServer() {
			continue
		}
		t.Run(r.rpc, func(t *testing.T) {
			h := &hostility{world: w, t: t, rpc: method, as: r.somebody()}
			for _, path := range texts(method.Input(), nil) {
				h.try(path)
				fields++
			}
		})
	}
	if fields < 200 {
		t.Errorf("only %d texts were looked at", fields)
	}
}

// analyze counts what the tables hold by now, which a server for tests does not do by itself: the thousands of people that
// the calls leave behind, in tables that count as empty, would be looked through one by one.
func analyze(t *testing.T, owner *pg.DB) {
	t.Helper()
	if err := owner.Write(t.Context(), func(tx *pg.Tx) error { _, err := tx.Exec(t.Context(), `ANALYZE`); return err }); err != nil {
		t.Fatal(err)
	}
}

// somebody is who may make a call.
func (r row) somebody() harness.Persona {
	switch {
	case r.public:
		return harness.Nobody
	case r.account || r.of(harness.Coordinator) == allowed:
		return harness.Coordinator
	case r.rpc == "CreateMunicipality":
		return harness.Platform
	}
	for _, role := range harness.Roles() {
		if r.of(role) != refused {
			return role
		}
	}
	return harness.Administrator
}

// hostility is the calls of one RPC.
type hostility struct {
	*world
	t   *testing.T
	rpc protoreflect.MethodDescriptor
	as  harness.Persona
	// request succeeds as it is; nil when it did.
	request object
}

// try puts each text into one field, over both doors. What REST sends as a header cannot hold most
// of them there.
func (h *hostility) try(path []protoreflect.FieldDescriptor) {
	h.t.Helper()
	last := path[len(path)-1].Name()
	for name, text := range hostile {
		h.send(harness.GRPC, name, path, text, nil)
		if last != "request_id" && last != "etag" {
			h.send(harness.REST, name, path, text, nil)
		}
	}
	h.send(harness.REST, "lone surrogate", path, lone, func(body []byte) []byte {
		return bytes.ReplaceAll(body, []byte(lone), []byte(`\ud800`))
	})
}

func (h *hostility) send(door harness.Door, name string, path []protoreflect.FieldDescriptor, text string, body func([]byte) []byte) {
	h.t.Helper()
	if h.request == nil {
		h.request = requests[string(h.rpc.Name())](h.world, h.as)
	}
	request := with(h.request, path, text)
	request["request_id"] = pg.NewID()
	if path[0].Name() == "request_id" {
		request["request_id"] = text
	}
	if h.rpc.Input().Fields().ByName("request_id") == nil {
		delete(request, "request_id")
	}
	if h.request["update_mask"] != nil && len(path) > 1 {
		request["update_mask"] = path[1].JSONName()
	}
	prepared := h.prepared(h.home.Token(h.t, h.as), string(h.rpc.Name()), request)
	prepared.Body = body
	a := h.system.Make(h.t, door, prepared)
	at := string(path[len(path)-1].FullName()) + " over " + string(door) + ": " + name
	if a.Code == codes.Internal || a.Code == codes.Unknown || a.Status >= http.StatusInternalServerError || a.Reason == "INTERNAL" {
		h.t.Errorf("%s is a fault: %s", at, a.Raw)
	}
	if a.Reason != "" {
		if isFree, _ := proto.GetExtension(path[len(path)-1].Options(), commonv1.E_FreeText).(bool); isFree && name == "four bytes" {
			h.t.Errorf("%s is refused: %s %v", at, a.Reason, a.Fields)
		}
		return
	}
	h.request = nil
	for _, message := range a.Messages {
		if comesBack(harness.JSON(message)) {
			h.t.Errorf("%s comes back with the number: %v", at, message)
		}
	}
}

// asItIs are the texts in which a number is part of what they are; the door knows them too.
var asItIs = []string{"email", "subject", "issuer", "code", "region", "fingerprint"}

// comesBack reports whether an answer holds the number where somebody typed it.
func comesBack(value any) bool {
	switch value := value.(type) {
	case object:
		value = maps.Clone(value)
		for _, name := range asItIs {
			delete(value, name)
		}
		for _, inner := range value {
			if comesBack(inner) {
				return true
			}
		}
	case []any:
		for _, inner := range value {
			if comesBack(inner) {
				return true
			}
		}
	case string:
		return strings.Contains(value, number)
	}
	return false
}

// around is what a message needs beside a text in it, so that the text is what decides.
var around = map[protoreflect.Name]object{
	"Urgency":            {"reason": "URGENCY_REASON_OTHER"},
	"Applicant":          {"kind": "APPLICANT_KIND_REFERRER", "name": "Rijk Verwijzer", "organisation": "Huisarts Zuid"},
	"NeighbourhoodPoint": {"code": "bibliotheek", "name": "Bibliotheek"},
	"OpeningHours":       {"weekday": 1, "opens": "09:00", "closes": "17:00"},
	"ColumnMapping":      {"heading": "Naam inwoner", "field": "name"},
}

// with is a request with a text at a path. What is on the way and not there is made.
func with(request object, path []protoreflect.FieldDescriptor, text string) object {
	request = maps.Clone(request)
	field := path[0]
	name := string(field.Name())
	var value any = text
	if len(path) > 1 {
		inner, _ := request[name].(object)
		if list, isList := request[name].([]any); isList && len(list) > 0 {
			inner, _ = list[0].(object)
		}
		if inner == nil {
			inner = around[field.Message().Name()]
		}
		value = with(inner, path[1:], text)
	}
	if field.IsList() {
		value = []any{value}
	}
	if request == nil {
		request = object{}
	}
	request[name] = value
	return request
}

func isOutput(field protoreflect.FieldDescriptor) bool {
	behaviours, _ := proto.GetExtension(field.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
	return slices.Contains(behaviours, annotations.FieldBehavior_OUTPUT_ONLY)
}

// texts are the paths to the texts of a request that a caller sends.
func texts(message protoreflect.MessageDescriptor, before []protoreflect.FieldDescriptor) [][]protoreflect.FieldDescriptor {
	var paths [][]protoreflect.FieldDescriptor
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		path := slices.Concat(before, []protoreflect.FieldDescriptor{field})
		switch {
		case isOutput(field):
		case field.Kind() == protoreflect.StringKind:
			paths = append(paths, path)
		case field.Message() != nil && strings.HasPrefix(string(field.Message().FullName()), "oco."):
			paths = append(paths, texts(field.Message(), path)...)
		}
	}
	return paths
}
