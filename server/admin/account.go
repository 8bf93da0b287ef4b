package admin

import (
	"net/netip"
	"net/url"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// AccountKind parts people from machines.
type AccountKind string

// The kinds of accounts.
const (
	// Person signs in with a token of the identity provider.
	Person AccountKind = "PERSON"
	// System is a partner's machine, with a client certificate or client credentials.
	System AccountKind = "SYSTEM"
)

// Account is who signs in. What it may do stands in its grants.
type Account struct {
	ID string
	// Municipality is the home of the account: its administrators keep it.
	Municipality string
	Kind         AccountKind
	Name, Email  sealed.Text
	// Issuer and Subject name the account in its tokens; both or neither.
	Issuer, Subject string
	// Municipal marks an account of the municipality itself. It is said once, when the account is
	// made, and never changed: a civil servant cannot become a coordinator by an edit.
	Municipal bool
	// Active says that it can sign in.
	Active bool
	Stamp
}

// ResourceID is the id of the account.
func (a Account) ResourceID() string { return a.ID }

// Holder is an account that holds some roles in a municipality today.
type Holder struct {
	// Account is its id.
	Account string
	Name    sealed.Text
	Roles   []call.Role
}

// Check returns the fields that break a rule which the contract cannot say. A person signs in by
// a token, so needs issuer and subject; a system may have a certificate instead.
func (a Account) Check() error {
	var wrong []*errs.Error
	if a.Issuer == "" && (a.Subject != "" || a.Kind == Person) {
		wrong = append(wrong, errs.Field("account.issuer", "issuer.required"))
	}
	if a.Subject == "" && (a.Issuer != "" || a.Kind == Person) {
		wrong = append(wrong, errs.Field("account.subject", "subject.required"))
	}
	if a.Issuer != "" && !isIssuer(a.Issuer) {
		wrong = append(wrong, errs.Field("account.issuer", "issuer.https"))
	}
	return errs.Join(wrong...)
}

// isIssuer reports whether text is the address of an identity provider (OpenID Connect Discovery
// 1.0, section 2): https, without query and fragment. Plain http is for the own machine alone.
func isIssuer(text string) bool {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return false
	}
	if u.Scheme == "https" {
		return true
	}
	address, err := netip.ParseAddr(u.Hostname())
	return u.Scheme == "http" && (u.Hostname() == "localhost" || err == nil && address.IsLoopback())
}

// SignInChanged reports whether somebody else could sign in as the account after the change.
func (a Account) SignInChanged(after Account) bool {
	return a.Issuer != after.Issuer || a.Subject != after.Subject
}

// Certificate is a client certificate of a system, known by its fingerprint.
type Certificate struct {
	ID, Municipality, Account string
	// Fingerprint is the SHA-256 of the certificate, 64 hexadecimal digits in lower case.
	Fingerprint string
	// UntilDate is the last day on which it counts, YYYY-MM-DD in Europe/Amsterdam.
	UntilDate string
	Stamp
}

// ResourceID is the id of the certificate.
func (c Certificate) ResourceID() string { return c.ID }

// Check refuses a certificate of a person and one that counts no more today; account is whose it
// would be.
func (c Certificate) Check(account Account, today string) error {
	if account.Kind != System {
		return errs.New(errs.GrantImpossible)
	}
	if !isDay(c.UntilDate) {
		return errs.Join(errs.Field("certificate.until_date", "date.invalid"))
	}
	if c.UntilDate < today {
		return errs.Join(errs.Field("certificate.until_date", "until_date.past"))
	}
	return nil
}
