package oco_test

import (
	"os"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
)

// The client for Node lists its services by hand, as this one does; one that it lacks would only be noticed by
// whoever wants to use it.
func TestTheClientForNodeHasEveryService(t *testing.T) {
	source, err := os.ReadFile("../ts/src/grpc.ts")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if !strings.HasPrefix(string(file.Package()), "oco.") {
			return true
		}
		for i := range file.Services().Len() {
			name := string(file.Services().Get(i).Name())
			seen++
			if !strings.Contains(string(source), ": "+name+",\n") {
				t.Errorf("clients/ts/src/grpc.ts has no client for %s", name)
			}
		}
		return true
	})
	if seen == 0 {
		t.Error("no services found")
	}
}
