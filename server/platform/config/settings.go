package config

// Group is a heading under which settings stand together. A command takes the groups it needs.
type Group string

// The groups, in the order of the help text.
const (
	Addresses Group = "Addresses"
	Database  Group = "Database"
	Migration Group = "Migration"
	Storage   Group = "Keys and data"
	SignIn    Group = "Signing in"
	Transport Group = "Encryption and browsers"
	Outgoing  Group = "Messages"
	Limits    Group = "Limits"
	Watching  Group = "Logs and traces"
)

// Groups lists all groups.
var Groups = []Group{Addresses, Database, Migration, Storage, SignIn, Transport, Outgoing, Limits, Watching}

// setting is one setting: how it is called, what it means and how its text becomes a value.
type setting struct {
	name  string // as a flag; the environment variable follows from it
	group Group
	kind  string // what a value is, for the help text
	// fallback is the default, empty for none.
	fallback string
	// computed describes a default that depends on the machine or on other settings.
	computed string
	usage    string
	example  string
	// secret values are never shown, not even when they are wrong.
	secret bool
	take   func(s *Server, text string) error
}

var settings = []setting{
	{name: "grpc-addr", group: Addresses, kind: "host:port", fallback: "127.0.0.1:9090", example: "0.0.0.0:9090",
		usage: "Where gRPC is served. Port 0 chooses a free one.",
		take:  func(s *Server, text string) (err error) { s.GRPCAddr, err = hostPort(text); return err }},
	{name: "http-addr", group: Addresses, kind: "host:port", fallback: "127.0.0.1:8080", example: "0.0.0.0:8080",
		usage: "Where REST, the website, `/healthz` and `/readyz` are served. Port 0 chooses a free one.",
		take:  func(s *Server, text string) (err error) { s.HTTPAddr, err = hostPort(text); return err }},
	{name: "metrics-addr", group: Addresses, kind: "host:port", fallback: "127.0.0.1:9464", example: "0.0.0.0:9464",
		usage: "Where Prometheus reads `/metrics`. Keep it off the internet. Empty serves none.",
		take:  func(s *Server, text string) (err error) { s.MetricsAddr, err = optional(hostPort)(text); return err }},

	{name: "oin", group: Addresses, kind: "number", fallback: "00000099000000000000", example: "00000001123456789000",
		usage: "The organisation identification number (OIN, 20 digits) of who runs the platform: events that are delivered to webhooks name it as their source. The default is a number for tests.",
		take:  func(s *Server, text string) (err error) { s.OIN, err = digits(20)(text); return err }},

	{name: "database-url", group: Database, kind: "url", secret: true, example: "postgres://oco_app@db.example:5432/oco?sslmode=verify-full",
		computed: "none: the server runs its own Postgres under `--data-dir`",
		usage:    "The Postgres database (15 or newer), as user oco_app. The other users, oco_door, oco_worker and oco_report, use the same address.",
		take:     func(s *Server, text string) (err error) { s.DatabaseURL, err = postgresURL(text); return err }},
	{name: "database-passwords-file", group: Database, kind: "file", example: "/run/secrets/oco-passwords",
		usage: "The passwords of the database users, one `user=password` a line; only the file's owner may read it. Not needed where the database knows them otherwise (certificate, socket).",
		take:  func(s *Server, text string) error { s.DatabasePasswordsFile = text; return nil }},
	{name: "database-connections", group: Database, kind: "number", fallback: "16", example: "32",
		usage: "The most connections that one server holds as oco_app. The other users together take about half as many.",
		take: func(s *Server, text string) (err error) {
			s.DatabaseConnections, err = between(1, 1000)(text)
			return err
		}},

	{name: "owner-url", group: Migration, kind: "url", secret: true, example: "postgres://oco_owner@db.example:5432/oco?sslmode=verify-full",
		computed: "none: the embedded database under `--data-dir`",
		usage:    "The database as user oco_owner, for changing the schema. The serving command neither needs nor takes it.",
		take:     func(s *Server, text string) (err error) { s.OwnerURL, err = postgresURL(text); return err }},

	{name: "data-dir", group: Storage, kind: "folder", example: "/srv/oco",
		computed: "`/var/lib/oco` as root, else `oco` in the user's data folder",
		usage:    "Where the embedded database and its key live. It is made when it is not there.",
		take:     func(s *Server, text string) error { s.DataDir = text; return nil }},
	{name: "key-file", group: Storage, kind: "file", example: "/run/secrets/oco-keys.json",
		computed: "`keys.json` in `--data-dir`, made at the first start; needed with `--database-url`",
		usage:    "The key that wraps all other keys: a tink keyset in JSON that only its owner can read. All servers of one database share it. Without it nobody can read any personal data again: keep a copy, apart from the backups of the database.",
		take:     func(s *Server, text string) error { s.KeyFile = text; return nil }},
	{name: "erasure-journal", group: Storage, kind: "folder", example: "/srv/oco-erasures",
		computed: "`erasures` in `--data-dir`; needed with `--database-url`, and by `restore` with `--owner-url`",
		usage:    "Where every erasure is noted before it is done, so that restoring a backup can repeat it. Shared by all servers, and not part of the backup. Only for the embedded database it is made when it is not there.",
		take:     func(s *Server, text string) error { s.ErasureJournal = text; return nil }},

	{name: "oidc-issuer", group: SignIn, kind: "url", example: "https://login.example",
		usage: "Whose tokens are taken (OpenID Connect). Its keys are found through discovery.",
		take:  func(s *Server, text string) (err error) { s.OIDCIssuer, err = optional(issuerURL)(text); return err }},
	{name: "oidc-audience", group: SignIn, kind: "text", fallback: "oco", example: "oco-production",
		usage: "For whom a token must be made out (claim `aud`).",
		take:  func(s *Server, text string) (err error) { s.OIDCAudience, err = notEmpty(text); return err }},
	{name: "web-client-id", group: SignIn, kind: "text", fallback: "oco-web", example: "oco-website",
		usage: "Who the website is to the issuer: a public client with authorization code and PKCE, whose redirect address is `/login` of the website.",
		take:  func(s *Server, text string) (err error) { s.WebClientID, err = notEmpty(text); return err }},
	{name: "demo", group: SignIn, kind: "", fallback: "false",
		usage: "Try it out: invented people, and tokens that the server gives out itself. Only with the embedded database and on addresses of this machine alone.",
		take:  func(s *Server, text string) (err error) { s.Demo, err = yesNo(text); return err }},

	{name: "tls-cert", group: Transport, kind: "file", example: "/etc/oco/tls.crt",
		usage: "The certificate of the gRPC and REST addresses, with its chain, in PEM. Goes with `--tls-key`.",
		take:  func(s *Server, text string) error { s.TLSCert = text; return nil }},
	{name: "tls-key", group: Transport, kind: "file", example: "/etc/oco/tls.key",
		usage: "The private key of `--tls-cert`, in PEM.",
		take:  func(s *Server, text string) error { s.TLSKey = text; return nil }},
	{name: "tls-client-ca", group: Transport, kind: "file", example: "/etc/oco/clients.pem",
		usage: "The authorities whose client certificates are taken, in PEM. Systems sign in with one.",
		take:  func(s *Server, text string) error { s.TLSClientCA = text; return nil }},
	{name: "trusted-proxies", group: Transport, kind: "list", example: "10.0.0.0/8,2001:db8::/32",
		usage: "The networks of the proxies before the server, whose `X-Forwarded-For` is believed, over REST and over gRPC. Others' is ignored.",
		take:  func(s *Server, text string) (err error) { s.TrustedProxies, err = list(network)(text); return err }},
	{name: "web-dir", group: Transport, kind: "folder", example: "/srv/oco-web",
		computed: "none: the server serves no website",
		usage:    "The folder that the website was built into (`make web`). Another web server may serve it as well.",
		take:     func(s *Server, text string) error { s.WebDir = text; return nil }},
	{name: "cors-origins", group: Transport, kind: "list", example: "https://www.waalwijk.example",
		usage: "The websites whose pages may call the REST API from a browser.",
		take:  func(s *Server, text string) (err error) { s.CORSOrigins, err = list(origin)(text); return err }},

	{name: "smtp-addr", group: Outgoing, kind: "host:port", example: "mail.example:587",
		computed: "none: mails wait; with `--demo` a mailbox of the demo's own",
		usage:    "The mail server that mails go out through. Without it they wait until there is one.",
		take:     func(s *Server, text string) (err error) { s.SMTPAddr, err = optional(hostPort)(text); return err }},
	{name: "smtp-user", group: Outgoing, kind: "text", example: "oco",
		usage: "As whom to sign in to the mail server. Empty does not sign in.",
		take:  func(s *Server, text string) error { s.SMTPUser = text; return nil }},
	{name: "smtp-password-file", group: Outgoing, kind: "file", example: "/run/secrets/oco-smtp",
		usage: "The password of `--smtp-user`; only the file's owner may read it.",
		take:  func(s *Server, text string) error { s.SMTPPasswordFile = text; return nil }},
	{name: "smtp-from", group: Outgoing, kind: "text", example: "ondersteuning@oco.example",
		usage: "The address that mails come from. Needed with `--smtp-addr`. Answers go to the address of the municipality.",
		take:  func(s *Server, text string) (err error) { s.SMTPFrom, err = optional(mailAddress)(text); return err }},
	{name: "smtp-tls", group: Outgoing, kind: "word", fallback: "starttls", example: "tls",
		usage: "How the connection to the mail server is protected: starttls, tls from the first byte, or none for a server on this machine.",
		take: func(s *Server, text string) (err error) {
			s.SMTPTLS, err = oneOf("starttls", "tls", "none")(text)
			return err
		}},
	{name: "sms-url", group: Outgoing, kind: "url", example: "https://sms.example/messages",
		usage: "The service that sends text messages: it takes a POST of `{\"id\", \"to\", \"text\"}` in JSON. Without it none are sent, and people are reached otherwise.",
		take:  func(s *Server, text string) (err error) { s.SMSURL, err = optional(serviceURL)(text); return err }},
	{name: "sms-token-file", group: Outgoing, kind: "file", example: "/run/secrets/oco-sms",
		usage: "The token that the service for text messages asks for (`Authorization: Bearer`); only the file's owner may read it. Needed with `--sms-url`.",
		take:  func(s *Server, text string) error { s.SMSTokenFile = text; return nil }},
	{name: "public-url", group: Outgoing, kind: "url", example: "https://ondersteuning.example",
		computed: "where HTTP is served",
		usage:    "Where people find the website, for the links in messages and on cards.",
		take:     func(s *Server, text string) (err error) { s.PublicURL, err = optional(publicURL)(text); return err }},

	{name: "max-request-bytes", group: Limits, kind: "size", fallback: "1MiB", example: "512KiB",
		usage: "The largest request.",
		take:  func(s *Server, text string) (err error) { s.MaxRequestBytes, err = size(text); return err }},
	{name: "max-upload-bytes", group: Limits, kind: "size", fallback: "16MiB", example: "32MiB",
		usage: "The largest request that carries a file (an import), counted as it comes in: over REST a file takes a third more than it has on disk.",
		take:  func(s *Server, text string) (err error) { s.MaxUploadBytes, err = size(text); return err }},
	{name: "deadline", group: Limits, kind: "duration", fallback: "30s", example: "10s",
		usage: "How long a call may take. Streams may take longer.",
		take:  func(s *Server, text string) (err error) { s.Deadline, err = duration(text); return err }},
	{name: "rate-per-address", group: Limits, kind: "rate", fallback: "60/m", example: "10/s",
		usage: "How many calls one network address may make without an account; per server. A failed sign-in counts double.",
		take:  func(s *Server, text string) (err error) { s.RatePerAddress, err = rate(text); return err }},
	{name: "rate-per-client", group: Limits, kind: "rate", fallback: "100/s", example: "600/m",
		usage: "How many calls one account may make; per server.",
		take:  func(s *Server, text string) (err error) { s.RatePerClient, err = rate(text); return err }},
	{name: "max-streams", group: Limits, kind: "number", fallback: "1000", example: "5000",
		usage: "How many streams (watching events) one server keeps open at the same time.",
		take:  func(s *Server, text string) (err error) { s.MaxStreams, err = between(1, 100_000)(text); return err }},
	{name: "drain-timeout", group: Limits, kind: "duration", fallback: "20s", example: "60s",
		usage: "How long calls in progress may take to end when the server is told to stop (SIGTERM).",
		take:  func(s *Server, text string) (err error) { s.DrainTimeout, err = duration(text); return err }},

	{name: "log-level", group: Watching, kind: "level", fallback: "info", example: "debug",
		usage: "From where on messages are logged: debug, info, warn or error. No level logs personal data.",
		take:  func(s *Server, text string) (err error) { s.LogLevel, err = level(text); return err }},
	{name: "log-format", group: Watching, kind: "format", fallback: "json", example: "text",
		usage: "One JSON object a line (json), or lines for people (text).",
		take:  func(s *Server, text string) (err error) { s.LogJSON, err = choice("json", "text")(text); return err }},
	{name: "otlp-endpoint", group: Watching, kind: "url", example: "http://collector.example:4317",
		usage: "The OpenTelemetry collector that traces go to, over gRPC. Empty sends none.",
		take: func(s *Server, text string) (err error) {
			s.OTLPEndpoint, err = optional(collectorURL)(text)
			return err
		}},
}
