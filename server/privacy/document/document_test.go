package document_test

import (
	"strings"
	"testing"
	"time"

	"oco.example/oco/server/privacy"
	"oco.example/oco/server/privacy/document"
)

// What is not in a dossier is said on its page, with why: also of somebody of whom nothing else is recorded.
func TestThePageSaysWhatIsNotInIt(t *testing.T) {
	for language, want := range map[string][]string{
		"nl": {"klachtenfunctionaris", "enquête", "zonder naam", "Er is niets over u vastgelegd."},
		"en": {"complaints officer", "survey", "without a name", "Nothing is recorded about you."},
	} {
		page, err := document.Write(privacy.DossierCopy{Time: time.Now()}, language)
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range want {
			if !strings.Contains(page, words) {
				t.Errorf("%s: no %q", language, words)
			}
		}
	}
}
