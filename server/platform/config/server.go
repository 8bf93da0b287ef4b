// Package config reads the settings of oco-server: a flag and an environment variable of the
// same name each (--grpc-addr, OCO_GRPC_ADDR), of which the flag wins. A wrong value stops the
// start with one line that names the setting, where its value came from and what to do. The
// table in settings.go is the only list: flags, help text and docs/settings.md follow from it.
package config

import (
	"log/slog"
	"net/netip"
	"net/url"
	"time"

	"oco.example/oco/server/platform/sealed"
)

// Server holds the settings of oco-server, checked.
type Server struct {
	// GRPCAddr, HTTPAddr and MetricsAddr are host:port; port 0 lets the system choose one. An
	// empty MetricsAddr serves no metrics.
	GRPCAddr, HTTPAddr, MetricsAddr string
	// PublicURL is where people find the website, without a slash at its end; empty for where HTTP is served.
	PublicURL string

	// DatabaseURL names the database as oco_app, perhaps with a password; empty for the embedded one.
	DatabaseURL sealed.Text
	// DatabasePasswordsFile holds the passwords of the other roles, empty when they need none.
	DatabasePasswordsFile string
	// DatabaseConnections is the most connections that one replica holds as oco_app.
	DatabaseConnections int
	// OwnerURL names the database as oco_owner, for migrations alone; empty when not given.
	OwnerURL sealed.Text

	// DataDir is the folder of the embedded database and of what else a single server keeps.
	DataDir string
	// KeyFile is the file of the key-encryption key.
	KeyFile string
	// ErasureJournal is the folder that erasures are written to before they are done.
	ErasureJournal string

	// OIDCIssuer is whose tokens are taken, nil when nobody's; OIDCAudience is for whom they must be made out.
	OIDCIssuer   *url.URL
	OIDCAudience string
	// WebClientID is who the website is to the issuer.
	WebClientID string
	// Demo turns the development issuer and the invented people on.
	Demo bool

	// TLSCert and TLSKey are files in PEM, both or neither; TLSClientCA holds the authorities
	// whose client certificates are taken, empty when no client has one.
	TLSCert, TLSKey, TLSClientCA string
	// TrustedProxies are the networks whose X-Forwarded-For is believed.
	TrustedProxies []netip.Prefix
	// WebDir is the folder that the website was built into, empty when another server serves it.
	WebDir string
	// CORSOrigins are the origins whose pages may call the REST API from a browser.
	CORSOrigins []string

	// MaxRequestBytes and MaxUploadBytes bound one request; the second goes for calls that carry a file.
	MaxRequestBytes, MaxUploadBytes int64
	// Deadline is how long a call may take at most, streams excepted.
	Deadline time.Duration
	// RatePerAddress bounds calls without a token, per network address; RatePerClient those of one account.
	RatePerAddress, RatePerClient Rate
	// MaxStreams is how many streams one replica keeps open at the same time.
	MaxStreams int
	// DrainTimeout is how long calls in progress may take to end after SIGTERM.
	DrainTimeout time.Duration

	// LogLevel is from where on messages are logged; LogJSON chooses one JSON object per line.
	LogLevel slog.Level
	LogJSON  bool
	// OTLPEndpoint is the collector that traces go to, nil for none.
	OTLPEndpoint *url.URL
}

// Embedded reports whether the server runs its own database.
func (s Server) Embedded() bool { return s.DatabaseURL.Reveal() == "" }

// Rate is how many calls may come in how much time: a bucket of Count that fills evenly over Per.
type Rate struct {
	Count int
	Per   time.Duration
}

// PerSecond is how fast the bucket fills.
func (r Rate) PerSecond() float64 { return float64(r.Count) / r.Per.Seconds() }
