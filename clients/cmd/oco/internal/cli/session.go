package cli

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/texts"
	"oco.example/oco/clients/cmd/oco/internal/words"
	"oco.example/oco/clients/oco"
)

// defaultServer is where `make run` serves gRPC.
const defaultServer = "127.0.0.1:9090"

// shared are the flags of every command that take a text; each is an environment variable too,
// OCO_SERVER for --server.
var shared = []struct{ name, fallback, usage string }{
	{"server", defaultServer, "the server's `address`"},
	{"municipality", "", "the municipality, by its CBS `code`: gm0867"},
	{"ca-file", "", "trust the authorities in this PEM `file` instead of the system's"},
	{"client-cert", "", "sign in with the certificate in this PEM `file`"},
	{"client-key", "", "the private key of --client-cert, a PEM `file`"},
	{"token-file", "", "sign in with the token in this `file`"},
	{"language", "", "`language`, nl or en, of results, questions and errors (default: the system's)"},
	{"output", "table", "`format`: table, json or csv"},
}

func (a *app) addFlags(set *pflag.FlagSet) {
	for _, flag := range shared {
		short := map[string]string{"municipality": "m", "output": "o"}[flag.name]
		set.StringP(flag.name, short, flag.fallback, flag.usage)
	}
	set.StringSlice("columns", nil, "the `columns` of a table or CSV: id,state,applicant.kind")
	set.Bool("plaintext", false, "without encryption; only to a server on this machine")
	set.BoolP("yes", "y", false, "do not ask before what cannot be undone")
	set.Duration("timeout", 0, timeoutUsage)
}

const timeoutUsage = "how long a call may take, such as 10s (default 30s)"

// variable is the environment variable of a flag.
func variable(flag string) string {
	return "OCO_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

func environment() string {
	var b strings.Builder
	b.WriteString("Environment variables stand in for flags that are not given:\n\n")
	line := func(name, usage string) { fmt.Fprintf(&b, "  %-18s %s\n", name, strings.ReplaceAll(usage, "`", "")) }
	line("OCO_TOKEN", "the token to sign in with; a token is no flag, because command lines are kept and seen")
	for _, flag := range shared {
		line(variable(flag.name), flag.usage)
	}
	line("OCO_PLAINTEXT", "true or 1 for --plaintext, false or 0 for --plaintext=false")
	line("OCO_TIMEOUT", timeoutUsage)
	b.WriteString("\n--columns and --yes belong to one command line, and have none.\n\nSigning in looks at OCO_TOKEN, then --token-file, then at what oco login kept for the server.")
	return b.String()
}

// setting is the value of a shared flag, else of its variable, else its default.
func (a *app) setting(cmd *cobra.Command, name string) string {
	flag := cmd.Flag(name)
	if !flag.Changed {
		if set := a.system.Getenv(variable(name)); set != "" {
			return set
		}
	}
	return flag.Value.String()
}

func (a *app) server(cmd *cobra.Command) string { return a.setting(cmd, "server") }
func (a *app) municipality(cmd *cobra.Command) string {
	return strings.ToLower(a.setting(cmd, "municipality"))
}

// language is the one chosen, else Dutch on a Dutch system, else English.
func (a *app) language(cmd *cobra.Command) string {
	if chosen := a.setting(cmd, "language"); chosen != "" {
		return chosen
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if set := a.system.Getenv(name); set != "" {
			if strings.HasPrefix(set, words.Dutch) {
				return words.Dutch
			}
			break
		}
	}
	return "en"
}

// say is a text of the command's own in the language of the command line.
func (a *app) say(cmd *cobra.Command, key string, pairs ...string) string {
	return texts.Say(a.language(cmd), key, pairs...)
}

// dial makes the client of a command, signed in when there is a sign-in.
func (a *app) dial(cmd *cobra.Command) (*oco.Client, error) {
	options, err := a.connection(cmd)
	if err != nil {
		return nil, err
	}
	signIn, err := a.signIn(cmd)
	if err != nil {
		return nil, err
	}
	return a.open(cmd, append(options, signIn...))
}

// open makes a client; what is wrong with its options is wrong with the command line.
func (a *app) open(cmd *cobra.Command, options []oco.Option) (*oco.Client, error) {
	client, err := oco.Dial(a.server(cmd), options...)
	if err != nil {
		return nil, &bind.Error{Problem: texts.Wrong("end.no_connection", "cause", strings.TrimPrefix(err.Error(), "oco: "))}
	}
	return client, nil
}

// connection are the options of a connection that nobody has signed in on.
func (a *app) connection(cmd *cobra.Command) ([]oco.Option, error) {
	language := a.language(cmd)
	if language != words.Dutch && language != "en" {
		return nil, &bind.Error{Name: "--language", Problem: texts.Wrong("line.language")}
	}
	options := []oco.Option{oco.Language(language), oco.DialOptions(a.system.Dial...)}
	plain, err := a.plaintext(cmd)
	if err != nil {
		return nil, err
	}
	if plain {
		options = append(options, oco.Plaintext())
	}
	if file := a.setting(cmd, "ca-file"); file != "" {
		options = append(options, oco.CAFile(file))
	}
	certificate, key := a.setting(cmd, "client-cert"), a.setting(cmd, "client-key")
	if (certificate == "") != (key == "") {
		return nil, &bind.Error{Name: "--client-cert", Problem: texts.Wrong("line.certificate_and_key")}
	}
	if certificate != "" {
		options = append(options, oco.ClientCertificate(certificate, key))
	}
	if text := a.setting(cmd, "timeout"); cmd.Flags().Changed("timeout") || a.system.Getenv(variable("timeout")) != "" {
		timeout, err := time.ParseDuration(text)
		if err != nil { // a flag was read before
			return nil, &bind.Error{Name: variable("timeout"), Problem: texts.Wrong("value.duration")}
		}
		options = append(options, oco.Timeout(timeout))
	}
	return options, nil
}

// plaintext reports whether to connect without encryption: as the flag or its variable says, else as at
// the last oco login at the server.
func (a *app) plaintext(cmd *cobra.Command) (bool, error) {
	if cmd.Flags().Changed("plaintext") || a.system.Getenv(variable("plaintext")) != "" {
		plain, err := strconv.ParseBool(a.setting(cmd, "plaintext"))
		if err != nil { // a flag was read before
			return false, &bind.Error{Name: variable("plaintext"), Problem: texts.Wrong("value.true_or_false")}
		}
		return plain, nil
	}
	if store, err := a.system.Store(); err == nil { // without a home nothing can have been kept
		kept, err := store.Get(a.server(cmd))
		return err == nil && kept != nil && kept.Plaintext, nil // what cannot be read is told when it is needed to sign in
	}
	return false, nil
}

// signIn is how the command signs in: not at all when it has nothing to sign in with, which is
// enough for what is public.
func (a *app) signIn(cmd *cobra.Command) ([]oco.Option, error) {
	if token := a.system.Getenv("OCO_TOKEN"); token != "" {
		return []oco.Option{oco.Token(token)}, nil
	}
	if file := a.setting(cmd, "token-file"); file != "" {
		return []oco.Option{oco.TokenFile(file)}, nil
	}
	if store, err := a.system.Store(); err == nil { // without a home nothing can have been kept
		kept, err := store.Get(a.server(cmd))
		if err != nil || kept == nil {
			return nil, err
		}
		return []oco.Option{oco.TokenSource(store.Source(cmd.Context(), a.server(cmd), kept))}, nil
	}
	return nil, nil
}
