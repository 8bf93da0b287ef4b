package cli

import (
	"bufio"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/oauth2"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/signin"
	"oco.example/oco/clients/cmd/oco/internal/texts"
	"oco.example/oco/clients/oco"
)

// login signs in and keeps the sign-in for the server.
func (a *app) login() *cobra.Command {
	cmd := &cobra.Command{
		Use: "login", GroupID: settings, Short: "Sign in, and stay so on this machine", Args: cobra.NoArgs,
		Long: `Sign in, and stay so on this machine.

With --issuer you sign in in a browser, here or on a phone, with a code that is shown. Without it you type a token, or
give it on the standard input. The sign-in is kept for the server (--server) in a file that only you can read.

Whoever runs the issuer says what this command is called there (--client-id). Left out it is oco; at the issuer of the
demo that make run starts it is oco-demo.`,
		Example: indent(`
			oco login --server oco.example:443 --issuer https://login.example --client-id oco
			oco login --server 127.0.0.1:9090 --plaintext --issuer http://127.0.0.1:8080/dev-issuer
			oco login --server oco.example:443 < token.txt`),
	}
	issuer := cmd.Flags().String("issuer", "", "the `address` where you sign in")
	client := cmd.Flags().String("client-id", "", "what this command is called there (default oco; oco-demo at the demo's issuer)")
	scopes := cmd.Flags().StringSlice("scope", []string{"openid", "offline_access"}, "what to ask for there")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if *client == "" {
			*client = signin.ClientAt(*issuer)
		}
		device := signin.Device{Issuer: *issuer, ClientID: *client, Scopes: *scopes, Show: func(address, code string) {
			fmt.Fprintln(a.err, a.say(cmd, "signin.code", "address", address, "code", code))
		}}
		err := a.signInAt(cmd, device)
		if err == nil {
			return nil
		}
		return &failure{err: err, server: a.server(cmd), path: cmd.CommandPath()}
	}
	return cmd
}

func (a *app) signInAt(cmd *cobra.Command, device signin.Device) error {
	store, err := a.system.Store()
	if err != nil {
		return err
	}
	credential := &signin.Credential{}
	if device.Issuer != "" {
		credential, err = device.SignIn(cmd.Context())
	} else {
		credential.Token, err = a.typedToken(cmd)
	}
	if err != nil {
		return err
	}
	if credential.Plaintext, err = a.plaintext(cmd); err != nil {
		return err
	}
	caller, err := a.callerOf(cmd, credential.Token.AccessToken)
	if err != nil {
		return err
	}
	if err := store.Put(a.server(cmd), credential); err != nil {
		return err
	}
	fmt.Fprintln(a.err, a.say(cmd, "signin.in", "server", a.server(cmd), "name", caller.GetName()))
	return nil
}

// typedToken reads a token that people type or give on the standard input.
func (a *app) typedToken(cmd *cobra.Command) (*oauth2.Token, error) {
	var text string
	var err error
	if a.system.AsksIn {
		fmt.Fprint(a.err, a.say(cmd, "signin.token"))
		text, err = a.system.Secret()
		fmt.Fprintln(a.err)
	} else {
		text, err = bufio.NewReader(a.in).ReadString('\n')
		if text != "" { // the last line may end without a line break
			err = nil
		}
	}
	text = strings.TrimSpace(text)
	if err != nil || text == "" {
		return nil, &bind.Error{Problem: texts.Wrong("signin.no_token")}
	}
	return &oauth2.Token{AccessToken: text}, nil
}

// callerOf asks the server who a token is: one that does not count is not kept.
func (a *app) callerOf(cmd *cobra.Command, token string) (*adminv1.Caller, error) {
	options, err := a.connection(cmd)
	if err != nil {
		return nil, err
	}
	client, err := a.open(cmd, append(options, oco.Token(token)))
	if err != nil {
		return nil, err
	}
	defer client.Close()
	return client.Admin.GetCaller(cmd.Context(), &adminv1.GetCallerRequest{})
}

// logout forgets the sign-in for the server.
func (a *app) logout() *cobra.Command {
	return &cobra.Command{
		Use: "logout", GroupID: settings, Short: "Forget the sign-in for a server", Args: cobra.NoArgs,
		Long:    "Forget the sign-in for a server. The token itself goes on to count until it ends; the issuer ends it earlier.",
		Example: indent("oco logout --server oco.example:443"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			store, err := a.system.Store()
			if err == nil {
				err = store.Put(a.server(cmd), nil)
			}
			if err != nil {
				return &failure{err: err, server: a.server(cmd), path: cmd.CommandPath()}
			}
			fmt.Fprintln(a.err, a.say(cmd, "signin.out", "server", a.server(cmd)))
			return nil
		},
	}
}
