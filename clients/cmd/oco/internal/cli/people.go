package cli

import (
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var residents = group{
	use: "residents", aliases: []string{"inwoners"}, section: people, short: "Residents (inwoners)",
	commands: []command{
		{
			rpc: intakev1.ResidentService_GetResident_FullMethodName, use: "get", short: "Show one resident",
			example: "oco residents get 0198c0de-0000-7000-8000-000000000003",
			shape:   bind.Shape{Arguments: []string{"resident"}},
		},
		{
			rpc: intakev1.ResidentService_SearchResidents_FullMethodName, use: "search", short: "Find residents by what identifies a person",
			long:    "Whole words, no wildcards; all that is given must match.",
			example: "oco residents search --name zonneveld --phone 06-11930201",
			columns: []string{"id", "name", "phone", "email", "postcode", "house_number", "neighbourhood"},
		},
		{
			rpc: intakev1.ResidentService_UpdateResident_FullMethodName, use: "update", short: "Change a resident",
			long: "Changes what is given and leaves the rest. An empty value clears.",
			example: `oco residents update 0198c0de-0000-7000-8000-000000000003 --phone 06-11930299
				oco residents update 0198c0de-0000-7000-8000-000000000003 --no-voicemail --safe-contact "alleen op school"`,
			shape: bind.Shape{Arguments: []string{"resident.id"}},
		},
	},
}

var households = group{
	use: "households", aliases: []string{"huishoudens"}, section: people, short: "Residents who live together",
	commands: []command{
		{
			rpc: intakev1.ResidentService_CreateHousehold_FullMethodName, use: "create", short: "Put residents who live together in one household",
			long:    "Each keeps an own dossier.",
			example: "oco households create 0198c0de-0000-7000-8000-000000000003 0198c0de-0000-7000-8000-000000000004",
			shape:   bind.Shape{Arguments: []string{"household.residents..."}, Omit: []string{"household.etag"}},
		},
		{
			rpc: intakev1.ResidentService_GetHousehold_FullMethodName, use: "get", short: "Show one household",
			example: "oco households get 0198c0de-0000-7000-8000-000000000005",
			shape:   bind.Shape{Arguments: []string{"household"}},
		},
		{
			rpc: intakev1.ResidentService_UpdateHousehold_FullMethodName, use: "update", short: "Change who belongs to a household",
			long:    "Name everybody who belongs to it now.",
			example: "oco households update 0198c0de-0000-7000-8000-000000000005 --resident 0198c0de-0000-7000-8000-000000000003 --resident 0198c0de-0000-7000-8000-000000000006",
			shape:   bind.Shape{Arguments: []string{"household.id"}},
		},
	},
}

var representatives = group{
	use: "representatives", aliases: []string{"vertegenwoordigers"}, section: people, short: "Who may act for a resident",
	commands: []command{
		{
			rpc: intakev1.ResidentService_CreateRepresentative_FullMethodName, use: "create", short: "Record who may act for a resident, and that the papers were seen",
			example: `oco representatives create 0198c0de-0000-7000-8000-000000000003 --kind bewindvoerder --name "Bo Bewind" --extent "alleen geldzaken" --seen-date today`,
			shape:   bind.Shape{Arguments: []string{"resident"}, Omit: []string{"representative.etag"}, Require: []string{"kind", "name"}},
		},
		{
			rpc: intakev1.ResidentService_GetRepresentative_FullMethodName, use: "get", short: "Show one representative of a resident",
			example: "oco representatives get 0198c0de-0000-7000-8000-000000000003 0198c0de-0000-7000-8000-000000000007",
			shape:   bind.Shape{Arguments: []string{"resident", "representative"}},
		},
		{
			rpc: intakev1.ResidentService_ListRepresentatives_FullMethodName, use: "list", short: "List the representatives of a resident, the newest first",
			example: "oco representatives list 0198c0de-0000-7000-8000-000000000003",
			shape:   bind.Shape{Arguments: []string{"resident"}},
			columns: []string{"id", "kind", "name", "phone", "email", "extent", "seen_date"},
		},
		{
			rpc: intakev1.ResidentService_DeleteRepresentative_FullMethodName, use: "delete", short: "Remove a representative who no longer acts",
			long:    "It asks first, unless --yes.",
			example: "oco representatives delete 0198c0de-0000-7000-8000-000000000003 0198c0de-0000-7000-8000-000000000007",
			shape:   bind.Shape{Arguments: []string{"resident", "representative"}}, danger: "ask.delete_representative",
		},
	},
}

var consents = group{
	use: "consents", aliases: []string{"toestemmingen"}, section: people, short: "What residents agreed to",
	commands: []command{
		{
			rpc: intakev1.ResidentService_CreateConsent_FullMethodName, use: "create", aliases: []string{"record"}, short: "Record a yes or a no of a resident",
			long:    "The newest of its kind counts. A yes to support lets applications that wait for it go on.",
			example: `oco consents create 0198c0de-0000-7000-8000-000000000003 --kind ondersteuning --given yes --manner "door de telefoon"`,
			shape:   bind.Shape{Arguments: []string{"resident"}, Require: []string{"kind", "given"}},
		},
		{
			rpc: intakev1.ResidentService_GetConsent_FullMethodName, use: "get", short: "Show one consent of a resident",
			example: "oco consents get 0198c0de-0000-7000-8000-000000000003 0198c0de-0000-7000-8000-000000000017",
			shape:   bind.Shape{Arguments: []string{"resident", "consent"}},
		},
		{
			rpc: intakev1.ResidentService_ListConsents_FullMethodName, use: "list", short: "List the consents of a resident, the newest first",
			example: "oco consents list 0198c0de-0000-7000-8000-000000000003",
			shape:   bind.Shape{Arguments: []string{"resident"}},
			columns: []string{"id", "given_date", "kind", "given", "manner", "recorded_by"},
		},
	},
}

var referrers = group{
	use: "referrers", aliases: []string{"verwijzers"}, section: people, short: "Contacts of those who refer residents",
	commands: []command{
		{
			rpc: intakev1.ReferrerService_ListReferrers_FullMethodName, use: "list", short: "List referrers, the newest first",
			example: "oco referrers list --referrer-organisation 0198c0de-0000-7000-8000-000000000008",
			columns: []string{"id", "name", "referrer_organisation", "phone", "email"},
		},
		{
			rpc: intakev1.ReferrerService_GetReferrer_FullMethodName, use: "get", short: "Show one referrer",
			example: "oco referrers get 0198c0de-0000-7000-8000-000000000009",
			shape:   bind.Shape{Arguments: []string{"referrer"}},
		},
		{
			rpc: intakev1.ReferrerService_CreateReferrer_FullMethodName, use: "create", short: "Add a contact of an organisation",
			example: `oco referrers create --referrer-organisation 0198c0de-0000-7000-8000-000000000008 --name "Rosa Verwijzer"`,
			shape:   bind.Shape{Omit: []string{"referrer.etag"}, Require: []string{"referrer-organisation", "name"}},
		},
		{
			rpc: intakev1.ReferrerService_UpdateReferrer_FullMethodName, use: "update", short: "Change a referrer",
			example: "oco referrers update 0198c0de-0000-7000-8000-000000000009 --email rosa@haven.example",
			shape:   bind.Shape{Arguments: []string{"referrer.id"}},
		},
	},
}

var referrerOrganisations = group{
	use: "referrer-organisations", aliases: []string{"verwijzende-organisaties"}, section: people, short: "Organisations that refer residents",
	commands: []command{
		{
			rpc: intakev1.ReferrerService_ListReferrerOrganisations_FullMethodName, use: "list", short: "List organisations by name",
			long: "--order \"longest ago\" puts first with whom there was no contact, then those with whom it was longest ago.",
			example: `oco referrer-organisations list --kind gp
				oco referrer-organisations list --silent-weeks 12 --order "longest ago"`,
			columns: []string{"id", "name", "kind", "partner_status", "last_contact_date", "next_contact_date", "liaison_name", "code_applications"},
		},
		{
			rpc: intakev1.ReferrerService_GetReferrerOrganisation_FullMethodName, use: "get", short: "Show one organisation",
			example: "oco referrer-organisations get 0198c0de-0000-7000-8000-000000000008",
			shape:   bind.Shape{Arguments: []string{"referrer_organisation"}},
		},
		{
			rpc: intakev1.ReferrerService_CreateReferrerOrganisation_FullMethodName, use: "create", short: "Add an organisation",
			example: `oco referrer-organisations create --name "Huisartsen De Haven" --partner-status active`,
			shape:   bind.Shape{Omit: []string{"referrer_organisation.etag"}, Require: []string{"name"}},
		},
		{
			rpc: intakev1.ReferrerService_UpdateReferrerOrganisation_FullMethodName, use: "update", short: "Change an organisation",
			example: "oco referrer-organisations update 0198c0de-0000-7000-8000-000000000008 --partner-status informed",
			shape:   bind.Shape{Arguments: []string{"referrer_organisation.id"}},
		},
		{
			rpc: intakev1.ReferrerService_AskReferralParagraph_FullMethodName, use: "paragraph", short: "Write a paragraph for the letters of an organisation",
			long:    "It holds the address of the website and the code of the organisation, by which applications are counted. The first time the organisation gets that code.",
			example: "oco referrer-organisations paragraph 0198c0de-0000-7000-8000-000000000008",
			shape:   bind.Shape{Arguments: []string{"referrer_organisation"}},
		},
	},
}

var partnerContacts = group{
	use: "partner-contacts", aliases: []string{"partnercontacten"}, section: people, short: "When there was contact with organisations that refer",
	commands: []command{
		{
			rpc: intakev1.ReferrerService_ListPartnerContacts_FullMethodName, use: "list", short: "List contacts with an organisation, the newest first",
			example: "oco partner-contacts list 0198c0de-0000-7000-8000-000000000008",
			columns: []string{"id", "contact_date", "kind", "note"},
			shape:   bind.Shape{Arguments: []string{"referrer_organisation"}},
		},
		{
			rpc: intakev1.ReferrerService_GetPartnerContact_FullMethodName, use: "get", short: "Show one contact",
			example: "oco partner-contacts get 0198c0de-0000-7000-8000-000000000092",
			shape:   bind.Shape{Arguments: []string{"partner_contact"}},
		},
		{
			rpc: intakev1.ReferrerService_RecordPartnerContact_FullMethodName, use: "record", short: "Record a contact, and when the next is to be",
			long:    "Without --next-contact-date no next contact is planned, and what was planned is done.",
			example: `oco partner-contacts record 0198c0de-0000-7000-8000-000000000008 --kind visit --note "folders gebracht" --next-contact-date 2027-03-01`,
			shape:   bind.Shape{Arguments: []string{"referrer_organisation"}, Require: []string{"kind"}},
		},
		{
			rpc: intakev1.ReferrerService_DeletePartnerContact_FullMethodName, use: "delete", short: "Remove a contact that was recorded by mistake",
			example: "oco partner-contacts delete 0198c0de-0000-7000-8000-000000000092",
			shape:   bind.Shape{Arguments: []string{"partner_contact"}},
		},
	},
}

var referrals = group{
	use: "referrals", aliases: []string{"verwijzingen"}, section: people, short: "What was referred, without content",
	commands: []command{{
		rpc: intakev1.ReferrerService_ListReferrals_FullMethodName, use: "list", short: "List what was referred, the newest first",
		example: "oco referrals list --referrer 0198c0de-0000-7000-8000-000000000009",
		columns: []string{"referral_date", "status", "referrer", "application"},
	}},
}
