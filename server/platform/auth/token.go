package auth

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"time"

	"oco.example/oco/server/platform/errs"
)

// longestToken is the longest token that is looked at, in bytes.
const longestToken = 16 << 10

// verified is what a good token says.
type verified struct {
	who Identity
	// thumbprint is the certificate that the token is bound to (RFC 8705, cnf), empty for none.
	thumbprint string
}

// ByToken verifies a bearer token and says who it proves the caller to be. A token that is bound
// to a client certificate counts only over a connection with that certificate. A good token is
// remembered by its hash for at most a minute, never past its expiry; a bad one not at all.
func (a *Authenticator) ByToken(ctx context.Context, token string, certificate Certificate) (Identity, error) {
	if token == "" || len(token) > longestToken {
		return Identity{}, refused("no token, or one of an impossible length")
	}
	found, err := a.tokens.get(ctx, sha256.Sum256([]byte(token)), func(ctx context.Context) (verified, time.Duration, error) {
		v, err := a.verifier.verify(ctx, token)
		if err != nil {
			return verified{}, 0, err
		}
		return v, min(tokensFor, v.who.Expires.Sub(a.now())), nil
	})
	switch {
	case errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return Identity{}, err
	case errs.Of(err) != nil:
		return Identity{}, err
	case err != nil:
		return Identity{}, errs.New(errs.Unauthenticated).Because(err)
	case found.thumbprint != "" && found.thumbprint != certificate.thumbprint():
		return Identity{}, refused("the token is bound to another client certificate")
	}
	return found.who, nil
}

// Remembers reports whether a token was verified a moment ago, so that ByToken answers from memory.
func (a *Authenticator) Remembers(token string) bool {
	kept, ok := a.tokens.entries.Peek(sha256.Sum256([]byte(token)))
	return ok && a.now().Before(kept.until)
}

func refused(why string) error {
	return errs.New(errs.Unauthenticated).Because(errors.New(why))
}

// away is the refusal when an issuer cannot be reached: the token may well be good.
func away(issuer string, err error) error {
	return errs.New(errs.Unavailable).Because(fmt.Errorf("ask issuer %s: %w", issuer, err))
}
