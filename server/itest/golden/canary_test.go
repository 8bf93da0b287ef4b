package golden_test

import (
	"context"
	"database/sql"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/lib/pq"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg/embedded"
)

// canaries are texts that must appear nowhere but in answers.
type canaries struct {
	mu    sync.Mutex
	texts map[string]bool
	// requests are what the texts of personal fields came from.
	requests []request
}

// shortest is the length from which a text is told apart from chance.
const shortest = 6

// identifiers are marked personal, for they name somebody, but are looked up as they are: the
// database must know them.
var identifiers = map[protoreflect.FullName]bool{
	"oco.admin.v1.Account.subject": true,
}

func (c *canaries) add(texts ...string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, text := range texts {
		if len(text) < shortest {
			continue
		}
		c.texts[text] = true
		digits := strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, text)
		if len(digits) >= 9 && len(digits) > len(text)/2 { // a number, however it is written
			c.texts[digits[len(digits)-9:]] = true
		}
	}
}

// addRequest adds what a request holds in personal fields.
func (c *canaries) addRequest(message protoreflect.MessageDescriptor, values map[string]any) {
	for name, value := range values {
		field := message.Fields().ByName(protoreflect.Name(name))
		if field == nil {
			c.add(texts(value)...) // no field of ours: nobody knows what it is
			continue
		}
		options, _ := field.Options().(*descriptorpb.FieldOptions)
		if options.GetDebugRedact() && !identifiers[field.FullName()] {
			c.add(texts(value)...)
			if field.Kind() == protoreflect.BytesKind {
				c.addFiles(texts(value)...)
			}
		}
		if field.Message() != nil {
			c.addWithin(field.Message(), value)
		}
	}
}

// addWithin adds what a message in a request holds, or a list of them.
func (c *canaries) addWithin(message protoreflect.MessageDescriptor, value any) {
	switch value := value.(type) {
	case map[string]any:
		c.addRequest(message, value)
	case []any:
		for _, one := range value {
			c.addWithin(message, one)
		}
	}
}

// addFiles adds what files, which are written in base64, say of people.
func (c *canaries) addFiles(files ...string) {
	for _, file := range files {
		content, err := base64.StdEncoding.DecodeString(file)
		if err == nil {
			c.add(people.FindAllString(string(content), -1)...)
		}
	}
}

// findIn reports the canaries that a text holds.
func (c *canaries) findIn(t *testing.T, where, text string) {
	t.Helper()
	if text == "" {
		t.Errorf("%s is empty: nothing was looked at", where)
	}
	for canary := range c.texts {
		at := strings.Index(text, canary)
		if at < 0 {
			continue
		}
		t.Errorf("%s holds %q: …%s…", where, canary, text[max(0, at-200):min(len(text), at+len(canary)+100)])
	}
}

// postgres is a server whose log says all that it was asked, with all values.
type postgres struct {
	server *embedded.Server
	folder string
}

// log is what Postgres wrote.
func (p *postgres) log(t *testing.T) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(p.folder, "postgres.log"))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// statements are the texts that sessions show to whoever administers the database.
func (p *postgres) statements(t *testing.T) string {
	t.Helper()
	connector, err := pq.NewConnector(p.server.URL(embedded.Superuser, "postgres"))
	if err != nil {
		t.Fatal(err)
	}
	db := sql.OpenDB(connector)
	defer func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}()
	var all string
	err = db.QueryRowContext(context.Background(), `SELECT coalesce(string_agg(query, E'\n'), '') FROM pg_stat_activity`).Scan(&all)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// checkLeaks looks for canaries wherever the platform or its database writes something down.
func checkLeaks(t *testing.T, system *harness.System, p *postgres, c *canaries) {
	t.Helper()
	c.add(system.Tokens()...)
	c.add("Kanarievogel")
	c.findIn(t, "the server's log", system.Log.String())
	c.findIn(t, "the metrics", metrics(t, system))
	var spans strings.Builder
	for _, span := range system.Spans.GetSpans() {
		fmt.Fprintf(&spans, "%s %v %v %v %v\n", span.Name, span.Attributes, span.Events, span.Status, span.Links)
	}
	c.findIn(t, "a trace", spans.String())
	c.findIn(t, "the log of Postgres", p.log(t))
	c.findIn(t, "pg_stat_activity", p.statements(t))
	t.Logf("%d canaries", len(c.texts))
}

func metrics(t *testing.T, system *harness.System) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+system.Metrics+"/metrics", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := system.Web().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
