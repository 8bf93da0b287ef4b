package docs_test

import (
	"bytes"
	"fmt"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

// publicCode has the keys of the standard that publiccode.yml uses. Any other key is refused: who
// adds one looks up what the standard says of it.
type publicCode struct {
	Standard   string   `yaml:"publiccodeYmlVersion"`
	Name       string   `yaml:"name"`
	URL        string   `yaml:"url"`
	LandingURL string   `yaml:"landingURL"`
	Version    string   `yaml:"softwareVersion"`
	Released   string   `yaml:"releaseDate"`
	Platforms  []string `yaml:"platforms"`
	Categories []string `yaml:"categories"`
	Status     string   `yaml:"developmentStatus"`
	Type       string   `yaml:"softwareType"`
	Audience   struct {
		Countries []string `yaml:"countries"`
		Scope     []string `yaml:"scope"`
	} `yaml:"intendedAudience"`
	Description map[string]description `yaml:"description"`
	Legal       struct {
		License string `yaml:"license"`
		Owner   string `yaml:"mainCopyrightOwner"`
	} `yaml:"legal"`
	Maintenance struct {
		Type     string `yaml:"type"`
		Contacts []struct {
			Name  string `yaml:"name"`
			Email string `yaml:"email"`
		} `yaml:"contacts"`
	} `yaml:"maintenance"`
	Localisation struct {
		Ready     *bool    `yaml:"localisationReady"`
		Languages []string `yaml:"availableLanguages"`
	} `yaml:"localisation"`
	DependsOn struct {
		Open []struct {
			Name       string `yaml:"name"`
			VersionMin string `yaml:"versionMin"`
		} `yaml:"open"`
	} `yaml:"dependsOn"`
}

type description struct {
	Name     string   `yaml:"localisedName"`
	Short    string   `yaml:"shortDescription"`
	Long     string   `yaml:"longDescription"`
	Features []string `yaml:"features"`
}

// What version 0.5 of the standard allows (yml.publiccode.tools), by hand. Of the categories and
// scopes these are the ones that could be ours.
var allowed = map[string][]string{
	"publiccodeYmlVersion": {"0.5", "0.5.0"},
	"developmentStatus":    {"concept", "development", "beta", "stable", "obsolete"},
	"softwareType": {
		"standalone/mobile", "standalone/iot", "standalone/desktop", "standalone/web", "standalone/backend", "standalone/other",
		"addon", "library", "configurationFiles",
	},
	"platforms": {"web", "windows", "mac", "linux", "ios", "android"},
	"categories": {
		"appointment-scheduling", "business-process-management", "collaboration", "communications", "contact-management", "crm",
		"customer-service-and-support", "data-analytics", "data-collection", "digital-citizenship", "help-desk",
		"resource-management", "task-management", "workflow-management",
	},
	"scope":            {"government", "healthcare", "local-authorities", "society", "welfare"},
	"maintenance/type": {"internal", "contract", "community", "none"},
}

func readPublicCode(t *testing.T) publicCode {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, "publiccode.yml"))
	if err != nil {
		t.Fatal(err)
	}
	var p publicCode
	decoder := yaml.NewDecoder(bytes.NewReader(content))
	decoder.KnownFields(true)
	if err := decoder.Decode(&p); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestPublicCodeIsAsTheStandardHasIt holds publiccode.yml to the keys that the standard demands and
// to the values that it knows.
func TestPublicCodeIsAsTheStandardHasIt(t *testing.T) {
	p := readPublicCode(t)
	for key, values := range map[string][]string{
		"publiccodeYmlVersion": {p.Standard}, "developmentStatus": {p.Status}, "softwareType": {p.Type}, "platforms": p.Platforms,
		"categories": p.Categories, "scope": p.Audience.Scope, "maintenance/type": {p.Maintenance.Type},
	} {
		if len(values) == 0 {
			t.Errorf("%s is missing", key)
		}
		for _, value := range values {
			if !slices.Contains(allowed[key], value) {
				t.Errorf("%s: the standard has no %q", key, value)
			}
		}
	}
	for key, address := range map[string]string{"url": p.URL, "landingURL": p.LandingURL} {
		if parsed, err := url.Parse(address); err != nil || parsed.Scheme != "https" || parsed.Host == "" {
			t.Errorf("%s: %q is no address (%v)", key, address, err)
		}
	}
	if p.Name != "oco" || p.Legal.License != "EUPL-1.2" || p.Legal.Owner == "" {
		t.Errorf("name %q, licence %q of %q", p.Name, p.Legal.License, p.Legal.Owner)
	}
	if !slices.Equal(p.Audience.Countries, []string{"NL"}) {
		t.Errorf("countries %v", p.Audience.Countries)
	}
	// Who maintains it themselves names somebody to ask.
	if len(p.Maintenance.Contacts) == 0 {
		t.Error("nobody is named to ask")
	}
	for _, contact := range p.Maintenance.Contacts {
		if _, err := mail.ParseAddress(contact.Email); err != nil || contact.Name == "" {
			t.Errorf("contact %q: %v", contact.Name, err)
		}
	}
	if len(p.DependsOn.Open) == 0 || p.DependsOn.Open[0].Name != "PostgreSQL" {
		t.Errorf("depends on %v", p.DependsOn.Open)
	}
}

// TestPublicCodeSpeaksBothLanguages: each language that the product has describes it, within the
// lengths of the standard.
func TestPublicCodeSpeaksBothLanguages(t *testing.T) {
	p := readPublicCode(t)
	if p.Localisation.Ready == nil || !*p.Localisation.Ready || !slices.Equal(p.Localisation.Languages, []string{"nl", "en"}) {
		t.Errorf("localisation %+v", p.Localisation)
	}
	for _, code := range p.Localisation.Languages {
		if _, err := language.Parse(code); err != nil {
			t.Errorf("%s is no language: %v", code, err)
		}
		d := p.Description[code]
		if length := utf8.RuneCountInString(d.Short); length == 0 || length > 150 {
			t.Errorf("%s: the short description has %d letters", code, length)
		}
		if length := utf8.RuneCountInString(d.Long); length < 150 || length > 10_000 {
			t.Errorf("%s: the long description has %d letters", code, length)
		}
		if d.Name == "" || len(d.Features) == 0 || len(d.Features) != len(p.Description["nl"].Features) {
			t.Errorf("%s: name %q, %d features", code, d.Name, len(d.Features))
		}
	}
	if len(p.Description) != len(p.Localisation.Languages) {
		t.Errorf("%d descriptions, %d languages", len(p.Description), len(p.Localisation.Languages))
	}
}

// released finds the releases of the CHANGELOG, the newest first.
var released = regexp.MustCompile(`(?m)^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$`)

// agree says where publiccode.yml and a CHANGELOG tell different things about the newest release.
func agree(p publicCode, changelog string) []string {
	var differ []string
	var version, date string
	if newest := released.FindStringSubmatch(changelog); newest != nil {
		version, date = newest[1], newest[2]
		if _, err := time.Parse(time.DateOnly, date); err != nil {
			differ = append(differ, fmt.Sprintf("no such day: %s", date))
		}
		if p.Status == "concept" || p.Status == "development" {
			differ = append(differ, version+" is released, and the status is "+p.Status)
		}
	} else if p.Status != "concept" && p.Status != "development" {
		differ = append(differ, "nothing is released, and the status is "+p.Status)
	}
	if p.Version != version || p.Released != date {
		differ = append(differ, fmt.Sprintf("softwareVersion %q of %q, and the CHANGELOG has %q of %q", p.Version, p.Released, version, date))
	}
	if unread := strings.Count(changelog, "\n## ["); unread != len(released.FindAllString(changelog, -1))+1 {
		differ = append(differ, "the CHANGELOG has a heading that is neither a release with its day nor [Unreleased]")
	}
	return differ
}

func TestPublicCodeAgreesWithTheChangelog(t *testing.T) {
	changelog := documents(t)["CHANGELOG.md"]
	for _, difference := range agree(readPublicCode(t), changelog) {
		t.Error(difference)
	}
	// The same check once there is a release.
	later := strings.Replace(changelog, "## [Unreleased]", "## [Unreleased]\n\n## [9.1.0] - 2099-02-01", 1)
	if differ := agree(publicCode{Status: "stable", Version: "9.1.0", Released: "2099-02-01"}, later); len(differ) > 0 {
		t.Error(differ)
	}
	for _, p := range []publicCode{
		{Status: "stable", Version: "9.0.0", Released: "2099-02-01"}, {Status: "stable", Version: "9.1.0", Released: "2099-02-02"},
		{Status: "development", Version: "9.1.0", Released: "2099-02-01"}, {Status: "stable"},
	} {
		if len(agree(p, later)) == 0 {
			t.Errorf("%+v goes with a release of 9.1.0", p)
		}
	}
}
