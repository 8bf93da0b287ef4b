package demo

import (
	"fmt"
	"io"
	"time"
)

// Greet prints a token for each persona and three calls to copy.
func Greet(console io.Writer, tokens Tokens, counts time.Duration, http, grpc string) error {
	fmt.Fprintf(console, "\nA demo region of invented people is there: the municipalities of Hart van Brabant. Most happens in Waalwijk, %s.\nTokens, each good for %s:\n\n", Home, counts)
	shown := ""
	for _, p := range personas {
		token, err := tokens.Token(p.subject, counts)
		if err != nil {
			return fmt.Errorf("token of %s: %w", p.about, err)
		}
		if p.subject == coordinator {
			shown = token
		}
		fmt.Fprintf(console, "%s (%s)\n  %s\n\n", p.subject, p.about, token)
	}
	fmt.Fprintf(console, `Three calls to copy:

curl -sS %[1]s/v1/municipalities/%[3]s/applications -H 'Content-Type: application/json' \
  -d '{"resident": {"name": "Noor Voorbeeld", "phone": "06-11930999"}, "callBack": "na vier uur"}'

OCO_TOKEN=%[4]s \
  build/bin/oco applications list --server %[2]s --plaintext --municipality %[3]s

go tool grpcurl -plaintext -H 'Authorization: Bearer %[4]s' \
  -d '{"municipality": "%[3]s"}' %[2]s oco.intake.v1.IntakeService/ListApplications

Stop with Ctrl-C. The same region is there at the next start.
`, http, grpc, Home, shown)
	return nil
}
