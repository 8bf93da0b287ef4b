package signin

import (
	"context"
	"errors"

	"golang.org/x/oauth2"

	"oco.example/oco/clients/cmd/oco/internal/texts"
)

// ErrExpired is a token that counts no more and cannot renew itself.
var ErrExpired = errors.New("the sign-in has expired")

// Source gives the tokens of a credential, and keeps what it renews.
func (s Store) Source(ctx context.Context, server string, credential *Credential) oauth2.TokenSource {
	return &source{ctx: ctx, store: s, server: server, credential: *credential}
}

type source struct {
	ctx        context.Context
	store      Store
	server     string
	credential Credential
}

// Token is the kept token, or a new one when that counts no more.
func (s *source) Token() (*oauth2.Token, error) {
	kept := s.credential.Token
	if kept.Valid() {
		return kept, nil
	}
	if kept.RefreshToken == "" {
		return nil, ErrExpired
	}
	endpoint := oauth2.Endpoint{TokenURL: s.credential.TokenURL, AuthStyle: oauth2.AuthStyleInParams} // the command has no secret
	config := oauth2.Config{ClientID: s.credential.ClientID, Endpoint: endpoint}
	renewed, err := config.TokenSource(s.ctx, kept).Token()
	if refused := (*oauth2.RetrieveError)(nil); errors.As(err, &refused) {
		return nil, ErrExpired
	}
	if err != nil {
		return nil, texts.Wrong("signin.renew").Because(unreachable(s.credential.TokenURL, err))
	}
	s.credential.Token = renewed
	return renewed, s.store.Put(s.server, &s.credential)
}
