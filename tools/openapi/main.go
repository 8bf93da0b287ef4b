// Command openapi finishes the OpenAPI document. protoc-gen-openapiv3 knows paths, members and
// comments; it reads no validation rules and knows nothing of the Dutch API Design Rules. This
// step takes its parsed output and the descriptors of the contracts, and writes one document with
// rules, security, examples, headers and problem responses.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"log"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	if len(os.Args) != 3 {
		log.Fatal("usage: openapi <folder of protoc-gen-openapiv3> <document>")
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		log.Fatalf("openapi: %v", err)
	}
}

func run(folder, target string) error {
	raw, err := readAll(folder)
	if err != nil {
		return err
	}
	document, err := finish(raw)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(document); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	return os.WriteFile(target, text.Bytes(), 0o644)
}

// readAll parses every document below a folder, in the order of their paths.
func readAll(folder string) ([]*Object, error) {
	var documents []*Object
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".json") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		document := &Object{}
		if err := json.Unmarshal(text, document); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		documents = append(documents, document)
		return nil
	})
	if err == nil && len(documents) == 0 {
		err = fmt.Errorf("no document below %s", folder)
	}
	return documents, err
}
