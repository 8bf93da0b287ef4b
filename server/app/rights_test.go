package app_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"

	"oco.example/oco/server/platform/texts"
	"oco.example/oco/server/privacy"
	"oco.example/oco/server/privacy/document"
)

var (
	exportedName = regexp.MustCompile(`\.(?:Add|AddText|AddCodes|AddListed|Hide)\("([a-z_]+)"`)
	exportedKind = regexp.MustCompile(`Section\{Kind: "([a-z_]+)"`)
	exportedCode = regexp.MustCompile(`\.AddCodes\("[a-z_]+", "([A-Z_]+_)"`)
	exportedWay  = regexp.MustCompile(`\{"(no_[a-z]+)", `)
)

// TestADossierIsReadInWords: of everything that slices tell of a resident the document says what it is in both
// languages, and every value of a closed list has a word.
func TestADossierIsReadInWords(t *testing.T) {
	files, err := filepath.Glob("../*/store/export*.go")
	if err != nil || len(files) < 3 {
		t.Fatalf("only %v, %v", files, err)
	}
	words, prefixes := map[string]bool{}, map[string]bool{}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, pattern := range []*regexp.Regexp{exportedName, exportedKind, exportedWay} {
			for _, found := range pattern.FindAllStringSubmatch(string(content), -1) {
				words[found[1]] = true
			}
		}
		for _, found := range exportedCode.FindAllStringSubmatch(string(content), -1) {
			prefixes[found[1]] = true
		}
	}
	if len(words) < 40 || len(prefixes) < 10 {
		t.Fatalf("only %d words and %d closed lists were found", len(words), len(prefixes))
	}
	for _, language := range texts.Languages {
		for word := range words {
			page, err := document.Write(privacy.DossierCopy{Time: time.Now(), Parts: []privacy.CopyPart{
				{Kind: word, Lines: []privacy.CopyLine{{Name: word, Value: "x"}}},
			}}, language)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(page, ">"+word+"<") {
				t.Errorf("%s: the document has no word for %s", language, word)
			}
		}
		for prefix := range prefixes {
			if !named(prefix, func(name string) bool { return texts.Word(language, name) != "" }) {
				t.Errorf("%s: %s begins no name of the contract, or one without a word", language, prefix)
			}
		}
	}
}

// named reports whether there are names in the contract that begin with prefix, and all of them but the first pass.
func named(prefix string, passes func(name string) bool) bool {
	found, all := 0, true
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Enums().Len() {
			values := file.Enums().Get(i).Values()
			if string(values.Get(0).Name()) != prefix+"UNSPECIFIED" {
				continue
			}
			for v := 1; v < values.Len(); v++ {
				found, all = found+1, all && passes(string(values.Get(v).Name()))
			}
		}
		return true
	})
	return found > 0 && all
}
