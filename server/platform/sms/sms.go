// Package sms hands text messages to a service over HTTP: a POST of {"id", "to", "text"} in JSON with a bearer token.
// The service knows a message that comes again by its id. Any answer of 2xx takes it.
package sms

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"time"

	"oco.example/oco/server/platform/mail"
	"oco.example/oco/server/platform/sealed"
)

// Text is one text message to one person.
type Text struct {
	// ID is the same each time that the message is sent.
	ID string
	// To is the number in E.164.
	To, Body sealed.Text
}

// Service takes text messages. It is safe for concurrent use.
type Service struct {
	url    *url.URL
	token  sealed.Text
	client *http.Client
}

// New returns the service at an address.
func New(address *url.URL, token sealed.Text) *Service {
	return &Service{url: address, token: token, client: &http.Client{
		Timeout: 30 * time.Second,
		// A token goes to the address that was set, and nowhere else.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
}

type body struct {
	ID   string `json:"id"`
	To   string `json:"to"`
	Text string `json:"text"`
}

// Deliver hands over text messages one by one and says of each what went wrong: "" when the service took it.
func (s *Service) Deliver(ctx context.Context, list []Text) []mail.Class {
	classes := make([]mail.Class, len(list))
	for i, t := range list {
		classes[i] = s.send(ctx, t)
	}
	return classes
}

func (s *Service) send(ctx context.Context, t Text) mail.Class {
	content, err := json.Marshal(body{ID: t.ID, To: t.To.Reveal(), Text: t.Body.Reveal()})
	if err != nil {
		return mail.MessageRefused
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.url.String(), bytes.NewReader(content))
	if err != nil {
		return mail.Unreachable
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+s.token.Reveal())
	answer, err := s.client.Do(request)
	if err != nil {
		return mail.Unreachable
	}
	defer answer.Body.Close()
	switch {
	case answer.StatusCode < 300:
		return ""
	case answer.StatusCode == http.StatusUnauthorized || answer.StatusCode == http.StatusForbidden:
		return mail.SignInRefused
	case answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode >= 500:
		return mail.Later
	case answer.StatusCode == http.StatusUnprocessableEntity:
		return mail.AddressRefused
	case answer.StatusCode >= 400:
		return mail.MessageRefused
	default: // a redirection, which is not followed
		return mail.Unreachable
	}
}
