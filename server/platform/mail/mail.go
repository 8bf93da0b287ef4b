// Package mail hands mails to a mail server over SMTP, many over one connection. What a server says never leaves this
// package: it may hold an address.
package mail

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"strconv"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"oco.example/oco/server/platform/sealed"
)

// Security is how the connection is protected.
type Security string

// The ways to protect a connection.
const (
	// StartTLS begins in the clear and goes on in TLS, or not at all.
	StartTLS Security = "starttls"
	// TLS is TLS from the first byte.
	TLS Security = "tls"
	// None is for a server on this machine.
	None Security = "none"
)

// Config says which server takes mails, and as whom.
type Config struct {
	// Addr is host:port.
	Addr string
	// User and Password sign in; an empty User does not.
	User     string
	Password sealed.Text
	// From is the address of the sender.
	From     string
	Security Security
	// TLS replaces what is trusted, for tests; nil: what this machine trusts.
	TLS *tls.Config
	// Timeout is how long one mail, or connecting, may take: 30 s when zero.
	Timeout time.Duration
}

// Mail is one mail to one person.
type Mail struct {
	// ID makes the Message-ID: the same mail, sent again, has the same.
	ID string
	To sealed.Text
	// FromName is who writes, ReplyTo where an answer goes; either may be empty.
	FromName, ReplyTo string
	Subject           sealed.Text
	Text, HTML        sealed.Text
	Language          string
	// Time is when it was written.
	Time time.Time
	// File goes with it; nil when none does.
	File *File
}

// File is what goes with a mail.
type File struct {
	// Name is what it is saved as, MediaType what is in it.
	Name, MediaType string
	Content         []byte
}

// Class is what went wrong, in a word.
type Class string

// The classes.
const (
	Unreachable    Class = "UNREACHABLE"
	Later          Class = "LATER"
	AddressRefused Class = "ADDRESS_REFUSED"
	MessageRefused Class = "MESSAGE_REFUSED"
	SignInRefused  Class = "SIGN_IN_REFUSED"
)

// Server is a mail server as it is set. It is safe for concurrent use.
type Server struct {
	config  Config
	options []gomail.Option
	host    string
	domain  string
}

const defaultTimeout = 30 * time.Second

// New returns the server of the settings; nothing is connected yet.
func New(c Config) (*Server, error) {
	host, port, err := net.SplitHostPort(c.Addr)
	if err != nil {
		return nil, fmt.Errorf("mail server: %w", err)
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return nil, fmt.Errorf("mail server: %w", err)
	}
	from, err := mail.ParseAddress(c.From)
	if err != nil {
		return nil, errors.New("mail server: the address of the sender is none")
	}
	if c.Timeout == 0 {
		c.Timeout = defaultTimeout
	}
	c.From = from.Address
	s := &Server{config: c, host: host, domain: c.From[strings.LastIndexByte(c.From, '@')+1:]}
	s.options = []gomail.Option{gomail.WithPort(number), gomail.WithTimeout(c.Timeout), gomail.WithHELO(s.domain), gomail.WithoutNoop()}
	switch c.Security {
	case StartTLS:
		s.options = append(s.options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	case TLS:
		s.options = append(s.options, gomail.WithSSL())
	case None:
		s.options = append(s.options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		return nil, fmt.Errorf("mail server: no such protection: %q", c.Security)
	}
	trust := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12}
	if c.TLS != nil {
		trust = c.TLS
	}
	s.options = append(s.options, gomail.WithTLSConfig(trust))
	if c.User != "" {
		s.options = append(s.options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(c.User), gomail.WithPassword(c.Password.Reveal()))
	}
	return s, nil
}

// Deliver hands over mails one by one, over one connection as long as it holds, and says of each what went wrong: ""
// when the server took it. A connection that breaks is made once more; when that does not help either, the rest is
// left for later.
func (s *Server) Deliver(ctx context.Context, list []Mail) []Class {
	classes := make([]Class, len(list))
	var client *gomail.Client
	defer func() {
		if client != nil {
			_ = client.Close() // whatever it took, it took
		}
	}()
	broken := 0
	for i, m := range list {
		if ctx.Err() != nil || broken > 1 {
			classes[i] = Unreachable
			continue
		}
		message, err := s.message(m)
		if err != nil {
			classes[i] = AddressRefused
			continue
		}
		if client == nil {
			if client, err = s.connect(ctx); err != nil {
				// Who is not let in now is not let in for the next mail either.
				for ; i < len(list); i++ {
					classes[i] = classOf(err)
				}
				return classes
			}
		}
		classes[i] = s.send(client, message)
		if classes[i] == Unreachable {
			_ = client.Close() // it is broken
			client, broken = nil, broken+1
		} else {
			broken = 0
		}
	}
	return classes
}

func (s *Server) connect(ctx context.Context) (*gomail.Client, error) {
	client, err := gomail.NewClient(s.host, s.options...)
	if err != nil {
		return nil, fmt.Errorf("mail server: %w", err)
	}
	if err := client.DialWithContext(ctx); err != nil {
		return nil, err
	}
	return client, nil
}

// send says what went wrong. What the server took is sent, whatever happens to the connection afterwards.
func (s *Server) send(client *gomail.Client, message *gomail.Msg) Class {
	err := client.Send(message)
	if err == nil || message.IsDelivered() {
		return ""
	}
	return classOf(err)
}

func classOf(err error) Class {
	var refused *gomail.SendError
	if errors.As(err, &refused) {
		code := refused.ErrorCode()
		switch {
		case code == 421 || code < 400:
			return Unreachable
		case code < 500:
			return Later
		case code == 530 || code == 535:
			return SignInRefused
		case refused.Reason == gomail.ErrSMTPRcptTo:
			return AddressRefused
		default:
			return MessageRefused
		}
	}
	if text := err.Error(); strings.Contains(text, "SMTP AUTH") || strings.Contains(text, "535") {
		return SignInRefused
	}
	return Unreachable
}

func (s *Server) message(m Mail) (*gomail.Msg, error) {
	message := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := message.FromFormat(m.FromName, s.config.From); err != nil {
		return nil, err
	}
	if err := message.To(m.To.Reveal()); err != nil {
		return nil, err
	}
	if m.ReplyTo != "" {
		if err := message.ReplyTo(m.ReplyTo); err != nil {
			return nil, err
		}
	}
	message.SetMessageIDWithValue(m.ID + "@" + s.domain)
	message.SetDateWithValue(m.Time)
	message.Subject(m.Subject.Reveal())
	message.SetGenHeader("Auto-Submitted", "auto-generated")
	message.SetGenHeader("Content-Language", m.Language)
	message.SetBodyString(gomail.TypeTextPlain, m.Text.Reveal())
	if m.HTML.Reveal() != "" {
		message.AddAlternativeString(gomail.TypeTextHTML, m.HTML.Reveal())
	}
	if m.File != nil {
		kind := gomail.WithFileContentType(gomail.ContentType(m.File.MediaType))
		if err := message.AttachReader(m.File.Name, bytes.NewReader(m.File.Content), kind); err != nil {
			return nil, err
		}
	}
	return message, nil
}
