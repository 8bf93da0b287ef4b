// Package mailsink is the mailbox of a demo: a mail server on this machine that takes what is not for Gone, keeps the
// newest in memory, and shows them on a page. Nothing leaves it.
package mailsink

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/mail"
	"net/textproto"
	"strings"
	"sync"
	"time"

	"github.com/emersion/go-smtp"
)

// Mail is one mail that came in.
type Mail struct {
	Number             int
	From, To           string
	Subject            string
	Text, HTML, Header string
	Received           time.Time
	// Files are what went with it.
	Files []File
}

// File is what goes with a mail.
type File struct {
	Name, MediaType string
	Content         []byte
}

const (
	// kept is how many mails are kept.
	kept = 500
	// largest is how large one may be.
	largest = 1 << 20
)

// Gone is the part after the @ of addresses whose mail comes back, as of a mailbox that is no more: so it can be seen what
// becomes of such a mail.
const Gone = "bestaat-niet.example"

// Sink is the mailbox. It is safe for concurrent use.
type Sink struct {
	listener net.Listener
	server   *smtp.Server

	mu    sync.Mutex
	last  int
	mails []Mail // the oldest first
}

// Listen opens the mailbox on a free port of this machine.
func Listen(ctx context.Context) (*Sink, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("open the demo's mailbox: %w", err)
	}
	s := &Sink{listener: listener}
	s.server = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{sink: s}, nil }))
	s.server.Domain, s.server.MaxMessageBytes, s.server.MaxRecipients = "localhost", largest, 1
	s.server.ReadTimeout, s.server.WriteTimeout = time.Minute, time.Minute
	return s, nil
}

// Addr is where mails are taken, host:port.
func (s *Sink) Addr() string { return s.listener.Addr().String() }

// Serve takes mails until ctx ends.
func (s *Sink) Serve(ctx context.Context) error {
	stop := context.AfterFunc(ctx, func() { _ = s.server.Close() })
	defer stop()
	if err := s.server.Serve(s.listener); err != nil && !errors.Is(err, smtp.ErrServerClosed) && ctx.Err() == nil {
		return fmt.Errorf("the demo's mailbox: %w", err)
	}
	return nil
}

// Close closes a mailbox that is not served.
func (s *Sink) Close() { _ = s.listener.Close() }

// Mails are those that came in, the newest first.
func (s *Sink) Mails() []Mail {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := make([]Mail, 0, len(s.mails))
	for i := range s.mails {
		list = append(list, s.mails[len(s.mails)-1-i])
	}
	return list
}

// mail is one of those that are kept.
func (s *Sink) mail(number int) (Mail, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, m := range s.mails {
		if m.Number == number {
			return m, true
		}
	}
	return Mail{}, false
}

func (s *Sink) add(m Mail) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last++
	m.Number = s.last
	if len(s.mails) == kept {
		s.mails = s.mails[1:]
	}
	s.mails = append(s.mails, m)
}

// session is one connection.
type session struct {
	sink     *Sink
	from, to string
}

// Reset begins anew.
func (c *session) Reset() { c.from, c.to = "", "" }

// Logout ends it.
func (c *session) Logout() error { return nil }

// Mail takes every sender.
func (c *session) Mail(from string, _ *smtp.MailOptions) error {
	c.from = from
	return nil
}

// Rcpt takes every recipient who is not gone.
func (c *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasSuffix(strings.ToLower(to), "@"+Gone) {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such mailbox"}
	}
	c.to = to
	return nil
}

// Data takes a mail.
func (c *session) Data(r io.Reader) error {
	content, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	m, err := Read(content)
	if err != nil {
		return &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 6, 0}, Message: "this is no mail"}
	}
	m.From, m.To, m.Received = c.from, c.to, time.Now()
	c.sink.add(m)
	return nil
}

// Read takes a mail apart: its head, its text and its HTML part.
func Read(content []byte) (Mail, error) {
	parsed, err := mail.ReadMessage(bytes.NewReader(content))
	if err != nil {
		return Mail{}, err
	}
	head, _, _ := bytes.Cut(content, []byte("\r\n\r\n"))
	m := Mail{Header: string(head)}
	words := mime.WordDecoder{}
	if m.Subject, err = words.DecodeHeader(parsed.Header.Get("Subject")); err != nil {
		return Mail{}, err
	}
	return m, m.part(textproto.MIMEHeader(parsed.Header), parsed.Body)
}

// part reads one part, and the parts within it.
func (m *Mail) part(head textproto.MIMEHeader, body io.Reader) error {
	media, parameters, err := mime.ParseMediaType(head.Get("Content-Type"))
	if err != nil {
		media = "text/plain"
	}
	if strings.HasPrefix(media, "multipart/") {
		for parts := multipart.NewReader(body, parameters["boundary"]); ; {
			p, err := parts.NextRawPart()
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			if err := m.part(p.Header, p); err != nil {
				return err
			}
		}
	}
	switch strings.ToLower(head.Get("Content-Transfer-Encoding")) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	content, err := io.ReadAll(body)
	disposition, named, _ := mime.ParseMediaType(head.Get("Content-Disposition")) // none is a text
	switch {
	case disposition == "attachment":
		m.Files = append(m.Files, File{Name: named["filename"], MediaType: media, Content: content})
	case media == "text/html":
		m.HTML = string(content)
	default:
		m.Text = strings.ReplaceAll(string(content), "\r\n", "\n")
	}
	return err
}
