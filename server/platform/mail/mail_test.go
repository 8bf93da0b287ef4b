package mail_test

import (
	"fmt"
	"net"
	"slices"
	"strings"
	"testing"
	"time"

	"oco.example/oco/server/platform/mail"
	"oco.example/oco/server/platform/mail/mailtest"
	"oco.example/oco/server/platform/sealed"
)

func mails(n int) []mail.Mail {
	var list []mail.Mail
	for i := range n {
		list = append(list, mail.Mail{
			ID: fmt.Sprintf("0199-%d", i), To: sealed.Of(fmt.Sprintf("inwoner%d@post.example", i)), FromName: "Gemeente Waalwijk", ReplyTo: "oco@waalwijk.example",
			Subject: sealed.Of("Uw aanmelding é"), Text: sealed.Of("Beste Nora,\n\ndag"), HTML: sealed.Of("<p>Beste Nora</p>"), Language: "nl",
			Time: time.Date(2026, 3, 9, 11, 0, 0, 0, time.UTC),
		})
	}
	return list
}

func open(t *testing.T, s *mailtest.Server, change func(c *mail.Config)) *mail.Server {
	t.Helper()
	c := mail.Config{Addr: s.Addr, From: "oco@oco.example", Security: mail.StartTLS, TLS: s.Trust, Timeout: 5 * time.Second}
	if change != nil {
		change(&c)
	}
	server, err := mail.New(c)
	if err != nil {
		t.Fatal(err)
	}
	return server
}

func TestManyMailsGoOverOneProtectedConnection(t *testing.T) {
	for security, how := range map[mail.Security]mailtest.Security{mail.StartTLS: mailtest.StartTLS, mail.TLS: mailtest.TLS, mail.None: mailtest.Clear} {
		s := mailtest.Start(t, how, &mailtest.Server{})
		got := open(t, s, func(c *mail.Config) { c.Security = security }).Deliver(t.Context(), mails(20))
		if !slices.Equal(got, make([]mail.Class, 20)) || s.Connections() != 1 && security != mail.StartTLS || s.Connections() > 2 || s.Encrypted() != (security != mail.None) {
			t.Errorf("%s: %v over %d connections, encrypted %t", security, got, s.Connections(), s.Encrypted())
		}
		for i, content := range s.Mails() {
			for _, want := range []string{
				fmt.Sprintf("Message-ID: <0199-%d@oco.example>", i), "Auto-Submitted: auto-generated", "Reply-To: <oco@waalwijk.example>",
				`From: "Gemeente Waalwijk" <oco@oco.example>`, "Content-Language: nl", "text/plain", "text/html", "Date: Mon, 09 Mar 2026 11:00:00 +0000",
			} {
				if !strings.Contains(content, want) {
					t.Errorf("%s: no %q in\n%s", security, want, content)
				}
			}
		}
		if len(s.Mails()) != 20 {
			t.Errorf("%s: %d mails", security, len(s.Mails()))
		}
	}
}

// A server that offers no TLS, or shows a certificate of nobody's, gets no mail and no password.
func TestNoMailGoesUnprotected(t *testing.T) {
	plain := mailtest.Start(t, mailtest.Clear, &mailtest.Server{})
	if got := open(t, plain, nil).Deliver(t.Context(), mails(2)); !slices.Equal(got, []mail.Class{mail.Unreachable, mail.Unreachable}) || len(plain.Mails()) != 0 {
		t.Errorf("without TLS: %v, %d mails", got, len(plain.Mails()))
	}
	stranger := mailtest.Start(t, mailtest.StartTLS, &mailtest.Server{})
	got := open(t, stranger, func(c *mail.Config) { c.TLS = nil }).Deliver(t.Context(), mails(1))
	if !slices.Equal(got, []mail.Class{mail.Unreachable}) || len(stranger.Mails()) != 0 {
		t.Errorf("a certificate of nobody's: %v, %d mails", got, len(stranger.Mails()))
	}
}

func TestSigningIn(t *testing.T) {
	for password, want := range map[string]mail.Class{"goed": "", "fout": mail.SignInRefused} {
		s := mailtest.Start(t, mailtest.StartTLS, &mailtest.Server{User: "oco", Password: "goed"})
		got := open(t, s, func(c *mail.Config) { c.User, c.Password = "oco", sealed.Of(password) }).Deliver(t.Context(), mails(2))
		if !slices.Equal(got, []mail.Class{want, want}) {
			t.Errorf("%s: %v", password, got)
		}
	}
}

func TestWhatTheServerSays(t *testing.T) {
	rcpt, data := 0, 0
	s := mailtest.Start(t, mailtest.StartTLS, &mailtest.Server{
		Rcpt: func(string) error {
			rcpt++
			return map[int]error{1: mailtest.Refusal(550), 2: mailtest.Refusal(450)}[rcpt]
		},
		Data: func(_ string, kill func()) error {
			data++
			switch data {
			case 1:
				return mailtest.Refusal(451)
			case 2:
				return mailtest.Refusal(554)
			case 4:
				kill() // before it said that it took it
			}
			return nil
		},
	})
	list := mails(8)
	list[6].To = sealed.Of("twee@post.example, drie@post.example")
	got := open(t, s, nil).Deliver(t.Context(), list)
	want := []mail.Class{mail.AddressRefused, mail.Later, mail.Later, mail.MessageRefused, "", mail.Unreachable, mail.AddressRefused, ""}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A server that is gone is not asked once for each mail.
func TestAServerThatIsGone(t *testing.T) {
	s := mailtest.Start(t, mailtest.StartTLS, &mailtest.Server{Data: func(_ string, kill func()) error { kill(); return nil }})
	got := open(t, s, nil).Deliver(t.Context(), mails(50))
	for i, class := range got {
		if class != mail.Unreachable {
			t.Errorf("%d: %q", i, class)
		}
	}
	if n := s.Connections(); n > 5 {
		t.Errorf("%d connections", n)
	}
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nowhere := &mailtest.Server{Addr: listener.Addr().String()}
	listener.Close()
	if got := open(t, nowhere, nil).Deliver(t.Context(), mails(2)); !slices.Equal(got, []mail.Class{mail.Unreachable, mail.Unreachable}) {
		t.Errorf("nobody there: %v", got)
	}
}
