package patch_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	_ "oco.example/oco/gen/go/oco/admin/v1"
	_ "oco.example/oco/gen/go/oco/complaint/v1"
	_ "oco.example/oco/gen/go/oco/expense/v1"
	_ "oco.example/oco/gen/go/oco/meeting/v1"
	_ "oco.example/oco/gen/go/oco/message/v1"
	_ "oco.example/oco/gen/go/oco/signal/v1"
	_ "oco.example/oco/gen/go/oco/support/v1"
	_ "oco.example/oco/gen/go/oco/volunteer/v1"
)

// TestEveryUpdateUsesIt: each RPC of ours with an update_mask goes through Apply, so that none keeps
// a resource that breaks the contract.
func TestEveryUpdateUsesIt(t *testing.T) {
	applies := updatesInSource(t)
	updates := 0
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for s := range file.Services().Len() {
			methods := file.Services().Get(s).Methods()
			for m := range methods.Len() {
				rpc := methods.Get(m)
				if rpc.Input().Fields().ByName("update_mask") == nil || !strings.HasPrefix(string(rpc.FullName()), "oco.") {
					continue
				}
				updates++
				uses, found := applies[string(rpc.Name())]
				if !found || !uses {
					t.Errorf("%s does not call patch.Apply (found: %t)", rpc.FullName(), found)
				}
			}
		}
		return true
	})
	if updates == 0 {
		t.Error("no update was looked at")
	}
}

// updatesInSource says of each method Update… of a service whether it calls Apply.
func updatesInSource(t *testing.T) map[string]bool {
	t.Helper()
	paths, err := filepath.Glob("../../*/*rpc/*.go")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no source: %v", err)
	}
	applies := map[string]bool{}
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, declared := range file.Decls {
			method, ok := declared.(*ast.FuncDecl)
			if !ok || method.Recv == nil || !strings.HasPrefix(method.Name.Name, "Update") {
				continue
			}
			ast.Inspect(method, func(node ast.Node) bool {
				called, ok := node.(*ast.SelectorExpr)
				if from, isName := ident(called); ok && isName && from == "patch" && called.Sel.Name == "Apply" {
					applies[method.Name.Name] = true
				}
				return true
			})
			applies[method.Name.Name] = applies[method.Name.Name] || false
		}
	}
	return applies
}

func ident(selected *ast.SelectorExpr) (string, bool) {
	if selected == nil {
		return "", false
	}
	name, ok := selected.X.(*ast.Ident)
	if !ok {
		return "", false
	}
	return name.Name, true
}
