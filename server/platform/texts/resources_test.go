package texts_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"oco.example/oco/server/platform/texts"
)

// TestEveryResourceThatARefusalNamesHasAWord reads the source for what refusals are about: what is
// given to errs.NotFound and its like, or to a function that hands it on to them, and the constants
// called Resource.
func TestEveryResourceThatARefusalNamesHasAWord(t *testing.T) {
	files := map[*ast.File]string{}
	source(t, func(path string, content []byte) {
		file, err := parser.ParseFile(token.NewFileSet(), path, content, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files[file] = filepath.Dir(path)
	})
	handing := map[string]int{} // by folder and name of the function, the place of the resource
	each(files, func(folder string, node ast.Node) {
		declared, ok := node.(*ast.FuncDecl)
		if !ok || declared.Recv != nil || declared.Body == nil {
			return
		}
		if i := resourceOf(declared.Type); i >= 0 && (filepath.Base(folder) == "errs" || handsOn(declared.Body)) {
			handing[folder+" "+declared.Name.Name] = i
		}
	})
	named := map[string]bool{}
	each(files, func(folder string, node ast.Node) {
		switch node := node.(type) {
		case *ast.CallExpr:
			name := nameOf(node.Fun)
			i, ok := handing[folder+" "+name]
			if from, called, qualified := strings.Cut(name, "."); qualified {
				i, ok = handing[filepath.Join("..", "..", "platform", from)+" "+called]
			}
			if ok && i < len(node.Args) {
				keep(named, node.Args[i])
			}
		case *ast.ValueSpec:
			if len(node.Names) == 1 && len(node.Values) == 1 && node.Names[0].Name == "Resource" {
				keep(named, node.Values[0])
			}
		}
	})
	if len(named) < 15 {
		t.Errorf("only these resources were found: %v", named)
	}
	for resource := range named {
		for _, lang := range texts.Languages {
			if !texts.HasResource(lang, resource) {
				t.Errorf("%s has no word for %s", lang, resource)
			}
		}
	}
}

func each(files map[*ast.File]string, do func(folder string, node ast.Node)) {
	for file, folder := range files {
		ast.Inspect(file, func(node ast.Node) bool {
			do(folder, node)
			return true
		})
	}
}

// resourceOf is the place of the parameter that is called resource, -1 when there is none.
func resourceOf(function *ast.FuncType) int {
	i := 0
	for _, field := range function.Params.List {
		for _, parameter := range field.Names {
			if parameter.Name == "resource" {
				return i
			}
			i++
		}
	}
	return -1
}

// handsOn reports whether a function makes a refusal about the resource that it was given.
func handsOn(body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if ok && strings.HasPrefix(nameOf(call.Fun), "errs.") && len(call.Args) > 0 {
			given, isName := call.Args[0].(*ast.Ident)
			found = found || isName && given.Name == "resource"
		}
		return true
	})
	return found
}

// nameOf is the name of what is called, "errs.NotFound" or "notFound".
func nameOf(called ast.Expr) string {
	switch called := called.(type) {
	case *ast.Ident:
		return called.Name
	case *ast.SelectorExpr:
		if from, ok := called.X.(*ast.Ident); ok {
			return from.Name + "." + called.Sel.Name
		}
	}
	return ""
}

// keep takes a text that is written out; a parameter or constant is met where it is given.
func keep(named map[string]bool, argument ast.Expr) {
	if literal, ok := argument.(*ast.BasicLit); ok {
		if value, ok := text(literal); ok {
			named[value] = true
		}
	}
}
