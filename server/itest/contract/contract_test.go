// Package contract holds the contracts against the rules that all of them follow. What buf lint
// can see is left to it.
package contract_test

import (
	"slices"
	"strings"
	"testing"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	_ "oco.example/oco/gen/go/oco/event/v1" // its messages are looked at too
	"oco.example/oco/server/itest/harness"
)

// reading are how the names of RPCs begin that change nothing.
var reading = []string{"Get", "List", "Search", "Lookup", "Watch", "Propose", "Simulate", "Preview"}

// judging and moving are how those begin that keep a record, and that move one.
var (
	judging = []string{"Create", "Submit", "Record", "Ask", "Count", "Raise", "Report"}
	moving  = []string{
		"Accept", "Acknowledge", "Add", "Answer", "Apply", "Approve", "Attend", "Cancel", "Close", "Confirm", "Decline", "End", "Erase",
		"Extend", "Gather", "Handle", "Hold", "Identify", "Invite", "Mark", "Merge", "Move", "Pause", "Refuse", "Release", "Remove",
		"Reopen", "Replay", "Reschedule", "Resume", "Retry", "Revoke", "Save", "Set", "Settle", "Withdraw",
	}
)

func begins(rpc protoreflect.MethodDescriptor, words ...string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.HasPrefix(string(rpc.Name()), word) })
}

func mutates(rpc protoreflect.MethodDescriptor) bool { return !begins(rpc, reading...) }

// eachRPC runs a check on every RPC.
func eachRPC(t *testing.T, check func(t *testing.T, rpc protoreflect.MethodDescriptor)) {
	t.Helper()
	methods := harness.Methods()
	if len(methods) < 80 {
		t.Fatalf("only %d RPCs were found", len(methods))
	}
	for _, rpc := range methods {
		t.Run(string(rpc.Name()), func(t *testing.T) { check(t, rpc) })
	}
}

// rulesOf are the validation rules of a field.
func rulesOf(field protoreflect.FieldDescriptor) *validate.FieldRules {
	rules, _ := proto.GetExtension(field.Options(), validate.E_Field).(*validate.FieldRules)
	return rules
}

func isOutput(field protoreflect.FieldDescriptor) bool {
	behaviours, _ := proto.GetExtension(field.Options(), annotations.E_FieldBehavior).([]annotations.FieldBehavior)
	return slices.Contains(behaviours, annotations.FieldBehavior_OUTPUT_ONLY)
}

func isRedacted(field protoreflect.FieldDescriptor) bool {
	options, _ := field.Options().(*descriptorpb.FieldOptions)
	return options.GetDebugRedact()
}

func TestNames(t *testing.T) {
	seen := map[protoreflect.Name]bool{}
	eachRPC(t, func(t *testing.T, rpc protoreflect.MethodDescriptor) {
		known := append(slices.Clone(reading), "Update", "Delete")
		if !begins(rpc, append(append(known, judging...), moving...)...) {
			t.Error("the name begins with no word that is agreed on")
		}
		if seen[rpc.Name()] {
			t.Error("another service has an RPC of this name")
		}
		seen[rpc.Name()] = true
		if rpc.Input().Name() != rpc.Name()+"Request" {
			t.Errorf("the request is called %s", rpc.Input().Name())
		}
		name := strings.TrimPrefix(string(rpc.Name()), "Create")
		for _, verb := range []string{"Get", "Update"} {
			name = strings.TrimPrefix(name, verb)
		}
		if begins(rpc, "Create", "Get", "Update") && string(rpc.Output().Name()) != name {
			t.Errorf("answers %s, not the resource %s", rpc.Output().Name(), name)
		}
		if rpc.IsStreamingServer() != begins(rpc, "Watch", "Simulate") || rpc.IsStreamingClient() {
			t.Error("streams come from the server, and their names begin with Watch or Simulate")
		}
	})
}

func TestEveryRPCSaysWhoMayCallItAndWhy(t *testing.T) {
	eachRPC(t, func(t *testing.T, rpc protoreflect.MethodDescriptor) {
		access, _ := proto.GetExtension(rpc.Options(), commonv1.E_Access).(*commonv1.Access)
		if len(access.GetAllow()) == 0 || access.GetActivity() == "" {
			t.Error("no access option, or no processing activity")
		}
		for _, allow := range access.GetAllow() {
			if (allow.GetRole() == commonv1.Role_ROLE_UNSPECIFIED) != (allow.GetScope() == commonv1.Scope_SCOPE_PUBLIC) && rpc.Name() != "GetCaller" {
				t.Errorf("role %s does not go with scope %s", allow.GetRole(), allow.GetScope())
			}
		}
	})
}

func TestEveryChangeCanBeRepeated(t *testing.T) {
	eachRPC(t, func(t *testing.T, rpc protoreflect.MethodDescriptor) {
		field := rpc.Input().Fields().ByName("request_id")
		if !mutates(rpc) {
			if field != nil {
				t.Error("reads, and has a request_id")
			}
			return
		}
		if field == nil || field.Kind() != protoreflect.StringKind {
			t.Fatal("changes something and has no request_id")
		}
		rules := rulesOf(field)
		if !rules.GetString().GetUuid() || rules.GetIgnore() != validate.Ignore_IGNORE_IF_ZERO_VALUE {
			t.Error("request_id is a UUID that may be left out")
		}
	})
}

func TestUpdatesNameWhatTheyChange(t *testing.T) {
	eachRPC(t, func(t *testing.T, rpc protoreflect.MethodDescriptor) {
		mask := rpc.Input().Fields().ByName("update_mask")
		if !begins(rpc, "Update") {
			if mask != nil {
				t.Error("an update_mask, and no update")
			}
			return
		}
		if mask == nil || mask.Message() == nil || mask.Message().FullName() != "google.protobuf.FieldMask" || !rulesOf(mask).GetRequired() {
			t.Error("an update needs an update_mask, required")
		}
		resource := rpc.Input().Fields().ByName(protoreflect.Name(snake(string(rpc.Output().Name()))))
		if resource == nil || resource.Message() != rpc.Output() || !rulesOf(resource).GetRequired() {
			t.Error("an update needs the resource that it answers, required")
		}
	})
}

// TestWhatChangesHasAVersion: every resource with an update or a move has moments and an etag, and
// whoever moves or deletes one can say which version they saw.
func TestWhatChangesHasAVersion(t *testing.T) {
	eachRPC(t, func(t *testing.T, rpc protoreflect.MethodDescriptor) {
		if begins(rpc, "Update") || begins(rpc, moving...) {
			for _, name := range []protoreflect.Name{"create_time", "update_time", "etag"} {
				if rpc.Output().Fields().ByName(name) == nil {
					t.Errorf("%s can be changed and has no %s", rpc.Output().Name(), name)
				}
			}
		}
		if begins(rpc, moving...) || begins(rpc, "Delete") {
			if field := rpc.Input().Fields().ByName("etag"); field == nil || rulesOf(field).GetString().GetMaxLen() == 0 {
				t.Error("moves or deletes, and takes no etag")
			}
		}
	})
}

func TestPagesAreBounded(t *testing.T) {
	eachRPC(t, func(t *testing.T, rpc protoreflect.MethodDescriptor) {
		if !begins(rpc, "List", "Search") {
			return
		}
		size, token := rpc.Input().Fields().ByName("page_size"), rpc.Input().Fields().ByName("page_token")
		if size == nil || rulesOf(size).GetInt32().GetLte() != 200 || rulesOf(size).GetInt32().GetGte() != 0 {
			t.Error("page_size goes from 0 to 200")
		}
		if token == nil || rulesOf(token).GetString().GetMaxLen() == 0 {
			t.Error("page_token has a bound")
		}
		out := rpc.Output().Fields()
		if out.Len() != 2 || !out.Get(0).IsList() || out.Get(1).Name() != "next_page_token" {
			t.Error("a page is a list and next_page_token")
		}
		if order := rpc.Input().Fields().ByName("order_by"); order != nil && len(rulesOf(order).GetString().GetIn()) == 0 {
			t.Error("order_by comes from a documented set")
		}
	})
}

// ours lists the files of our contracts.
func ours() []protoreflect.FileDescriptor {
	var files []protoreflect.FileDescriptor
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if strings.HasPrefix(string(file.Package()), "oco.") {
			files = append(files, file)
		}
		return true
	})
	return files
}

func snake(name string) string {
	var b strings.Builder
	for i, r := range name {
		if i > 0 && r >= 'A' && r <= 'Z' {
			b.WriteByte('_')
		}
		b.WriteRune(r)
	}
	return strings.ToLower(b.String())
}
