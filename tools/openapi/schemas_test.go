package main

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestSecurityFollowsTheContract(t *testing.T) {
	for id, want := range map[string]string{
		"getIntakeForm":     `[{}]`,
		"submitApplication": `[{},{"bearer":[]},{"certificate":[]}]`,
		"getApplication":    `[{"bearer":[]}]`,
		"watchEvents":       `[{"bearer":[]},{"certificate":[]}]`,
	} {
		found := false
		operations(t, func(_ *Object, _, _ string, o *Object) {
			if o.Text("operationId") != id {
				return
			}
			found = true
			text, err := json.Marshal(o.List("security"))
			if err != nil || string(text) != want {
				t.Errorf("%s: got %s, want %s (%v)", id, text, want, err)
			}
		})
		if !found {
			t.Errorf("%s is missing", id)
		}
	}
}

func TestRulesOfTheContractAreInTheSchemas(t *testing.T) {
	schemas := document(t).Object("components", "schemas")
	for at, want := range map[string]string{
		"SubmitApplicationRequest/question":    `{"type":"string","maxLength":4000,`,
		"SubmitApplicationRequest/lifeDomains": `{"type":"array","items":{"$ref":"#/components/schemas/LifeDomain"},"maxItems":9,"uniqueItems":true,`,
		"MunicipalityInput/municipality":       `{"type":"string","pattern":"^gm\\d{4}$",`,
		"SupporterInput/neighbourhood":         `{"type":"string","pattern":"^(?:[a-z0-9_]{1,60})?$",`,
		"SupporterInput/maxCases":              `{"type":"integer","format":"int32","minimum":0,"maximum":100,`,
		"SupporterInput/email":                 `{"type":"string","maxLength":254,"format":"email",`,
		"CreateImportRequest/file":             `{"type":"string","contentEncoding":"base64","maxLength":13981016,"minLength":1,`,
		"Urgency/latestDate":                   `{"type":"string","format":"date",`,
		"Application/createTime":               `{"type":"string","format":"date-time",`,
		"Application/id":                       `{"type":"string","format":"uuid",`,
		"Application/origin":                   `{"anyOf":[{"$ref":"#/components/schemas/ApplicationOrigin"},{"const":"APPLICATION_ORIGIN_UNSPECIFIED"}],`,
	} {
		schema, member, _ := strings.Cut(at, "/")
		text, err := schemas.Object(schema, "properties", member).MarshalJSON()
		if got := strings.ReplaceAll(string(text), "\n", ""); err != nil || !strings.HasPrefix(got, want) {
			t.Errorf("%s: got %s, want %s…", at, got, want)
		}
	}
	for schema, want := range map[string]string{
		"CreateTriageDecisionRequest": `["route"]`, "CodeInput": `["list","code","labelNl"]`, "CodeUpdate": `null`, "CreateImportRequest": `["kind","fileName","file"]`,
	} {
		if text, err := json.Marshal(schemas.Object(schema).Get("required")); err != nil || string(text) != want {
			t.Errorf("%s: required: got %s, want %s", schema, text, want)
		}
	}
	for _, member := range []string{"state", "createTime", "residentName"} {
		if schemas.Object("Application", "properties", member).Get("readOnly") != true {
			t.Errorf("Application/%s: only the server writes it", member)
		}
		if schemas.Object("ApplicationUpdate", "properties", member) != nil {
			t.Errorf("ApplicationUpdate/%s: nobody can change it", member)
		}
	}
	for _, name := range schemas.Names() {
		for _, value := range schemas.Object(name).List("enum") {
			if strings.HasSuffix(value.(string), "_UNSPECIFIED") {
				t.Errorf("%s offers %s as a choice", name, value)
			}
		}
	}
}

// No name of the contract is shown where JSON has another, and every day is a date.
func TestMembersAreNamedAsInJSON(t *testing.T) {
	schemas := document(t).Object("components", "schemas")
	for _, name := range schemas.Names() {
		properties := schemas.Object(name, "properties")
		for _, member := range properties.Names() {
			if strings.Contains(member, "_") {
				t.Errorf("%s/%s is no JSON name", name, member)
			}
			p := properties.Object(member)
			if strings.HasSuffix(member, "Date") && p.Text("format") != "date" {
				t.Errorf("%s/%s is a day", name, member)
			}
			if strings.HasSuffix(member, "Time") && p.Text("format") != "date-time" {
				t.Errorf("%s/%s is a moment", name, member)
			}
			if p.Text("description") == "" {
				t.Errorf("%s/%s has no description", name, member)
			}
		}
	}
}
