package sealed_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"oco.example/oco/server/platform/sealed"
)

func TestNothingPrintsTheContent(t *testing.T) {
	const secret = "Zonnebloem"
	name := sealed.Of(secret)
	row := struct {
		Name sealed.Text
		Ptr  *sealed.Text
	}{name, &name}

	var out bytes.Buffer
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		fmt.Fprintf(&out, verb+" "+verb+"\n", name, row)
	}
	slog.New(slog.NewTextHandler(&out, nil)).Info("seen", "name", name, "row", row)
	slog.New(slog.NewJSONHandler(&out, nil)).Info("seen", "name", name, "row", row)
	for _, marshal := range []func(any) ([]byte, error){json.Marshal, xml.Marshal} {
		encoded, err := marshal(name)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(encoded)
	}
	hex := fmt.Sprintf("%x", secret)
	if strings.Contains(out.String(), secret) || strings.Contains(out.String(), hex) {
		t.Fatalf("personal text was printed:\n%s", out.String())
	}
	if name.Reveal() != secret {
		t.Fatal("Reveal must return the content")
	}
}
