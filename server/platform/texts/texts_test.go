package texts_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
	"google.golang.org/protobuf/reflect/protoreflect"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/texts"
)

func TestEveryReasonHasATextAndATitle(t *testing.T) {
	for _, lang := range texts.Languages {
		for _, reason := range errs.Reasons {
			readable(t, lang, texts.Reason(lang, reason, nil))
			readable(t, lang, texts.Reason(lang, reason, map[string]string{"resource": "application", "state": "CLOSED", "why": "ROOM"}))
			readable(t, lang, texts.Word(lang, "problem."+string(reason)))
		}
	}
}

func TestReasonsShowWordsAndNoNames(t *testing.T) {
	for _, c := range []struct {
		lang   string
		reason errs.Reason
		args   map[string]string
		want   string
	}{
		{"nl", errs.StateConflictReason, map[string]string{"resource": "application", "state": "CLOSED"},
			"Dit kan nu niet, want de aanmelding heeft de status 'afgesloten'."},
		{"en", errs.StateConflictReason, map[string]string{"resource": "supporter", "state": "WITH_BUDDY"},
			"This is not possible now, because the supporter has the status 'with a buddy'."},
		{"en", errs.StateConflictReason, map[string]string{"resource": "no_such_thing", "state": "NO_SUCH_STATE"},
			"This is not possible now, because what you look for has the status 'unknown'."},
		{"en", errs.NotFoundReason, map[string]string{"resource": "referrer_organisation"},
			"We cannot find the referrer's organisation. Check that you have the right code."},
		{"nl", errs.AlreadyExistsReason, map[string]string{"resource": "grant"}, "De rol bestaat al."},
		{"nl", errs.NotEligible, map[string]string{"why": "ROOM"},
			"Deze ondersteuner kan niet gevraagd worden. De ondersteuner heeft geen ruimte voor nog een traject."},
		{"xx", errs.Canceled, nil, "Het verzoek is afgebroken."},
	} {
		if got := texts.Reason(c.lang, c.reason, c.args); got != c.want {
			t.Errorf("%s %s: got %q, want %q", c.lang, c.reason, got, c.want)
		}
	}
}

func TestViolationsNameTheFieldAndWhatToDo(t *testing.T) {
	for _, c := range []struct {
		lang string
		v    errs.Violation
		want string
	}{
		{"en", errs.Violation{Field: "resident.phone", Rule: "string.max_len", Args: map[string]string{"max_len": "40"}},
			"The resident's phone number is too long. Use at most 40 characters."},
		{"nl", errs.Violation{Field: "resident.name", Rule: "string.min_len"}, "Vul de naam van de inwoner in. Een voornaam is genoeg."},
		{"nl", errs.Violation{Field: "supporter.name", Rule: "string.min_len"}, "Vul de naam van de ondersteuner in."},
		{"nl", errs.Violation{Field: "life_domains[2]", Rule: "enum.defined_only"}, "Kies voor de leefgebieden een waarde die bestaat."},
		{"en", errs.Violation{Field: "never.heard_of", Rule: "no.such_rule"}, "This field is not right. Check what you filled in."},
		{"nl", errs.Violation{Field: "account.kind", Rule: "update_mask.fixed"},
			"Dit veld kan na het maken niet meer veranderen: het soort account. Haal het weg."},
		{"nl", errs.Violation{Field: "update_mask", Rule: "update_mask.unknown", Args: map[string]string{"named": "'naam'"}},
			"Er is geen veld dat 'naam' heet. Verbeter de naam of haal hem weg."},
		{"en", errs.Violation{Field: "application.safe_contact.no_post", Rule: "update_mask.unknown"},
			"This field cannot be changed by itself: whether no letters may be sent. Name the whole field that it is in."},
		{"en", errs.Violation{Rule: "search.empty"}, "Fill in at least one thing to search by."},
		{"en", errs.Violation{Field: "file", Rule: "register.columns_missing", Args: map[string]string{"missing": "{Field} {line}"}},
			"These columns are missing: {Field} {line}. Add them, or say which column it is."},
	} {
		if got := texts.Violation(c.lang, c.v); got != c.want {
			t.Errorf("%s %s %s: got %q, want %q", c.lang, c.v.Field, c.v.Rule, got, c.want)
		}
	}
}

func TestEveryNoticeHasAText(t *testing.T) {
	for _, name := range commonv1.NoticeReason_name {
		reason := strings.TrimPrefix(name, "NOTICE_REASON_")
		if reason == "UNSPECIFIED" {
			continue
		}
		for _, lang := range texts.Languages {
			readable(t, lang, texts.Notice(lang, reason, "urgency.note"))
			readable(t, lang, texts.Notice(lang, reason, ""))
		}
	}
}

func TestEveryValueOfTheContractHasAWord(t *testing.T) {
	files(func(file protoreflect.FileDescriptor) {
		for i := range file.Enums().Len() {
			enum := file.Enums().Get(i)
			if enum.Name() == "ErrorReason" || enum.Name() == "NoticeReason" {
				continue
			}
			for v := range enum.Values().Len() {
				name := string(enum.Values().Get(v).Name())
				if strings.HasSuffix(name, "_UNSPECIFIED") {
					continue
				}
				for _, lang := range texts.Languages {
					readable(t, lang, texts.Word(lang, name))
				}
			}
		}
	})
}

func TestEveryFieldOfARequestHasALabel(t *testing.T) {
	requests(func(request protoreflect.MessageDescriptor) { labelled(t, request, "", nil) })
}

// A mask that names what never changes is refused in words, so those fields have a label as well.
func TestEveryFieldThatAnUpdateRefusesHasALabel(t *testing.T) {
	checked := 0
	requests(func(request protoreflect.MessageDescriptor) {
		if request.Fields().ByName("update_mask") == nil {
			return
		}
		for i := range request.Fields().Len() {
			resource := request.Fields().Get(i)
			if resource.Message() == nil || resource.Name() == "update_mask" {
				continue
			}
			for j := range resource.Message().Fields().Len() {
				checked++
				path := string(resource.Name()) + "." + string(resource.Message().Fields().Get(j).Name())
				for _, rule := range []string{"update_mask.fixed", "update_mask.output_only", "update_mask.unknown"} {
					if !texts.Has(path, rule) {
						t.Errorf("%s: no text for %s, or no label", path, rule)
					}
				}
			}
		}
	})
	if checked < 40 {
		t.Errorf("only %d fields were found", checked)
	}
}

func labelled(t *testing.T, message protoreflect.MessageDescriptor, at string, seen []protoreflect.FullName) {
	t.Helper()
	if slices.Contains(seen, message.FullName()) || !strings.HasPrefix(string(message.FullName()), "oco.") {
		return
	}
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		if isOutput(field) {
			continue
		}
		path := at + string(field.Name())
		for _, lang := range texts.Languages {
			label, known := texts.Label(lang, path)
			if !known {
				t.Errorf("%s: %s of %s has no label", lang, path, message.FullName())
			}
			readable(t, lang, label)
		}
		if field.Message() != nil {
			labelled(t, field.Message(), path+".", append(slices.Clone(seen), message.FullName()))
		}
	}
}

func TestTheLanguagesSayTheSameThings(t *testing.T) {
	keys := func(lang string) map[string][]string {
		content, err := os.ReadFile(lang + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		var sections map[string]map[string]string
		if err := yaml.Unmarshal(content, &sections); err != nil {
			t.Fatal(err)
		}
		all := map[string][]string{}
		for name, section := range sections {
			for key, text := range section {
				places := place.FindAllString(text, -1)
				slices.Sort(places)
				all[name+" "+key] = slices.Compact(places)
			}
		}
		return all
	}
	want := keys(texts.Languages[0])
	for _, lang := range texts.Languages[1:] {
		got := keys(lang)
		for key := range want {
			if _, ok := got[key]; !ok {
				t.Errorf("%s has no text for %s", lang, key)
			}
		}
		for key := range got {
			if _, ok := want[key]; !ok {
				t.Errorf("%s has a text for %s that nobody else has", lang, key)
			}
		}
		if diff := cmp.Diff(lower(want), lower(got)); diff != "" && !t.Failed() {
			t.Errorf("%s fills other places:\n%s", lang, diff)
		}
	}
}
