package cli

import (
	"github.com/spf13/pflag"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var municipalities = group{
	use: "municipalities", aliases: []string{"gemeenten"}, section: settings, short: "Municipalities and their settings",
	commands: []command{
		{
			rpc: adminv1.AdminService_ListMunicipalities_FullMethodName, use: "list", short: "List the municipalities that use the platform, by name",
			long:    "Nobody has to sign in for it.",
			example: "oco municipalities list",
			columns: []string{"municipality", "name", "region", "phone", "promise_working_days"},
		},
		{
			rpc: adminv1.AdminService_GetMunicipality_FullMethodName, use: "get", short: "Show one municipality and its settings",
			long: "Nobody has to sign in for it.",
			example: `oco municipalities get gm0867
				oco municipalities get --municipality gm0867`,
			shape: bind.Shape{Arguments: []string{"municipality"}},
		},
		{
			rpc: adminv1.AdminService_CreateMunicipality_FullMethodName, use: "create", short: "Add a municipality, with the seeded code lists",
			example: "oco municipalities create gm0867 --name Waalwijk --region hart-van-brabant --contact-name \"Team cliëntondersteuning\" --promise-working-days 3",
			shape: bind.Shape{
				Arguments: []string{"municipality.municipality"}, Omit: []string{"municipality.active", "municipality.etag"}, Require: []string{"name", "contact-name"},
				More: map[string]string{"promise-working-days": "; 2 when left out, 0 is the same day"},
			},
		},
		{
			rpc: adminv1.AdminService_UpdateMunicipality_FullMethodName, use: "update", short: "Change the settings of a municipality",
			long: "Changes what is given and leaves the rest. Neighbourhood points go by --from: change what oco municipalities get --output json shows.",
			example: `oco municipalities update gm0867 --phone 06-11930100 --opening-hours "mon 09:00-17:00" --opening-hours "wed 09:00-12:00"
				oco municipalities update gm0867 --from waalwijk.json`,
			shape: bind.Shape{Arguments: []string{"municipality.municipality"}, Omit: []string{"municipality.active"}},
		},
	},
}

var codeLists = group{
	use: "codes", aliases: []string{"codelijsten"}, section: settings, short: "Code lists that a municipality may extend",
	commands: []command{
		{
			rpc: adminv1.AdminService_ListCodes_FullMethodName, use: "list", short: "List a code list, in its order",
			long:    "Nobody has to sign in for it.",
			example: "oco codes list --list outcome",
			columns: []string{"id", "list", "code", "label_nl", "label_en", "life_domain", "active"},
		},
		{
			rpc: adminv1.AdminService_GetCode_FullMethodName, use: "get", short: "Show one entry of a code list",
			long:    "Nobody has to sign in for it.",
			example: "oco codes get 0198c0de-0000-7000-8000-000000000012",
			shape:   bind.Shape{Arguments: []string{"code"}},
		},
		{
			rpc: adminv1.AdminService_CreateCode_FullMethodName, use: "create", short: "Add an entry to a code list",
			example: `oco codes create --list neighbourhood --code de_hoef --label-nl "De Hoef"`,
			shape:   bind.Shape{Omit: []string{"code.active", "code.etag"}, Require: []string{"list", "code", "label-nl"}},
		},
		{
			rpc: adminv1.AdminService_UpdateCode_FullMethodName, use: "update", short: "Change an entry of a code list",
			long: "One that is used is never removed, but made inactive.",
			example: `oco codes update 0198c0de-0000-7000-8000-000000000012 --active no
				oco codes update 0198c0de-0000-7000-8000-000000000012 --word huisarts --word "praktijk de haven"`,
			shape: bind.Shape{Arguments: []string{"code.id"}, Omit: []string{"code.list", "code.code"}},
		},
	},
}

var accounts = group{
	use: "accounts", section: settings, short: "Accounts of people and systems",
	commands: []command{
		{
			rpc: adminv1.AdminService_ListAccounts_FullMethodName, use: "list", short: "List the accounts of a municipality, the newest first",
			example: "oco accounts list --all",
			columns: []string{"id", "name", "kind", "email", "municipal", "active"},
		},
		{
			rpc: adminv1.AdminService_GetAccount_FullMethodName, use: "get", short: "Show one account",
			example: "oco accounts get 0198c0de-0000-7000-8000-000000000013",
			shape:   bind.Shape{Arguments: []string{"account"}},
		},
		{
			rpc: adminv1.AdminService_CreateAccount_FullMethodName, use: "create", short: "Add an account of a person or a system",
			long: "What it may do stands in its grants.",
			example: `oco accounts create --kind person --name "Carla Voorbeeld" --issuer https://login.example --subject carla
				oco accounts create --kind person --name "Bo Beleid" --municipal --issuer https://login.example --subject bo`,
			shape: bind.Shape{Omit: []string{"account.active", "account.etag"}, Require: []string{"kind", "name"}},
		},
		{
			rpc: adminv1.AdminService_UpdateAccount_FullMethodName, use: "update", short: "Change an account",
			example: "oco accounts update 0198c0de-0000-7000-8000-000000000013 --active no",
			shape:   bind.Shape{Arguments: []string{"account.id"}, Omit: []string{"account.kind", "account.municipal"}},
		},
	},
}

var grants = group{
	use: "grants", aliases: []string{"toekenningen"}, section: settings, short: "Roles of accounts",
	commands: []command{
		{
			rpc: adminv1.AdminService_ListGrants_FullMethodName, use: "list", short: "List grants, the newest first",
			example: "oco grants list --account 0198c0de-0000-7000-8000-000000000013",
			columns: []string{"id", "account", "role", "state", "organisation", "region", "start_date", "until_date", "deputy_of"},
		},
		{
			rpc: adminv1.AdminService_GetGrant_FullMethodName, use: "get", short: "Show one grant",
			example: "oco grants get 0198c0de-0000-7000-8000-000000000014",
			shape:   bind.Shape{Arguments: []string{"grant"}},
		},
		{
			rpc: adminv1.AdminService_CreateGrant_FullMethodName, use: "create", short: "Give an account a role",
			long: "A role that sees persons waits for a second administrator, who says yes with oco grants confirm. While a " +
				"coordinator is away a deputy stands in: a coordinator of whom you say for whom, and until which day.",
			example: `oco grants create 0198c0de-0000-7000-8000-000000000013 --role coordinator
				oco grants create 0198c0de-0000-7000-8000-000000000013 --role planner --organisation "Bureau Voorbeeld" --until 31-12-2026
				oco grants create 0198c0de-0000-7000-8000-000000000013 --role coordinator --start-date 20-12-2026 --until 3-1-2027 --deputy-of 0198c0de-0000-7000-8000-000000000015`,
			shape: bind.Shape{Arguments: []string{"grant.account"}, Omit: []string{"grant.etag"}, Require: []string{"role"}},
		},
		{
			rpc: adminv1.AdminService_ConfirmGrant_FullMethodName, use: "confirm", short: "Say yes to a grant, as the second administrator",
			example: "oco grants confirm 0198c0de-0000-7000-8000-000000000014",
			shape:   bind.Shape{Arguments: []string{"grant"}},
		},
		{
			rpc: adminv1.AdminService_RevokeGrant_FullMethodName, use: "revoke", short: "End a grant",
			long:    "It counts within 30 seconds. It asks first, unless --yes.",
			example: "oco grants revoke 0198c0de-0000-7000-8000-000000000014",
			shape:   bind.Shape{Arguments: []string{"grant"}}, danger: "ask.revoke_grant",
		},
	},
}

var certificates = group{
	use: "certificates", aliases: []string{"certificaten"}, section: settings, short: "Client certificates of systems",
	commands: []command{
		{
			rpc: adminv1.AdminService_CreateCertificate_FullMethodName, use: "create", short: "Let a system sign in with a client certificate",
			long: `--file reads the certificate and takes its fingerprint and its last day. Nothing but those is sent; a private key in the
file is not read. Or give the fingerprint itself: openssl x509 -in client.pem -noout -fingerprint -sha256 shows it.`,
			example: `oco certificates create 0198c0de-0000-7000-8000-000000000015 --file client.pem
				oco certificates create 0198c0de-0000-7000-8000-000000000015 --fingerprint e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 --until 31-12-2026`,
			shape:   bind.Shape{Arguments: []string{"account"}, Omit: []string{"certificate.etag"}, Require: []string{"file|fingerprint", "file|until"}, More: map[string]string{"fingerprint": "; --file says it too", "until": "; --file says it too"}},
			flags:   func(set *pflag.FlagSet) { set.String("file", "", "the certificate, a PEM `file`") },
			prepare: fingerprint,
		},
		{
			rpc: adminv1.AdminService_GetCertificate_FullMethodName, use: "get", short: "Show one certificate of an account",
			example: "oco certificates get 0198c0de-0000-7000-8000-000000000015 0198c0de-0000-7000-8000-000000000016",
			shape:   bind.Shape{Arguments: []string{"account", "certificate"}},
		},
		{
			rpc: adminv1.AdminService_ListCertificates_FullMethodName, use: "list", short: "List the certificates of an account",
			example: "oco certificates list 0198c0de-0000-7000-8000-000000000015",
			shape:   bind.Shape{Arguments: []string{"account"}},
			columns: []string{"id", "fingerprint", "until_date"},
		},
		{
			rpc: adminv1.AdminService_DeleteCertificate_FullMethodName, use: "delete", short: "End the use of a certificate",
			long:    "It asks first, unless --yes.",
			example: "oco certificates delete 0198c0de-0000-7000-8000-000000000015 0198c0de-0000-7000-8000-000000000016",
			shape:   bind.Shape{Arguments: []string{"account", "certificate"}}, danger: "ask.delete_certificate",
		},
	},
}

var whoami = command{
	rpc: adminv1.AdminService_GetCaller_FullMethodName, use: "whoami", short: "Show who you are signed in as, and your roles",
	example: "oco whoami",
}
