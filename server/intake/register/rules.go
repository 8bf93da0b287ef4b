package register

// Rules about the file as a whole. Open returns them as violations of the fields "file", "columns"
// and "kind", so that their sentences stand with those of all other fields, in platform/texts.
const (
	RuleFileEmpty       Rule = "register.file_empty"
	RuleFileTooLarge    Rule = "register.file_too_large"
	RuleFileKind        Rule = "register.file_kind"
	RuleFileBroken      Rule = "register.file_broken"
	RuleFileSecret      Rule = "register.file_protected"
	RuleTooManyRows     Rule = "register.too_many_rows"
	RuleTooManyColumns  Rule = "register.too_many_columns"
	RuleNoHeading       Rule = "register.no_heading"
	RuleColumnsMissing  Rule = "register.columns_missing"
	RuleMappingHeading  Rule = "register.mapping_heading"
	RuleMappingField    Rule = "register.mapping_field"
	RuleMappingTwice    Rule = "register.mapping_twice"
	RuleKindUnknownHere Rule = "register.kind"
	// RuleFileFault is the importer's: it met a fault of ours again and again.
	RuleFileFault Rule = "register.fault"
)

// Rules about a row.
const (
	RuleEmpty              Rule = "row.empty"
	RuleNoDate             Rule = "row.no_date"
	RuleNoName             Rule = "row.no_name"
	RuleMoreCells          Rule = "row.more_cells"
	RuleNoSuchDate         Rule = "date.none"
	RuleDateUnclear        Rule = "date.unclear"
	RuleDateOrder          Rule = "date.order"
	RuleNoConsent          Rule = "consent.missing"
	RuleConsentDenied      Rule = "consent.denied"
	RuleConsentDoubt       Rule = "consent.denied_by_resident"
	RuleNumberMasked       Rule = "citizen_number.masked"
	RuleTextCut            Rule = "text.too_long"
	RuleTooMany            Rule = "list.too_long"
	RuleNoContact          Rule = "contact.missing"
	RulePhone              Rule = "phone.invalid"
	RulePhoneDoubt         Rule = "phone.doubtful"
	RuleMail               Rule = "email.invalid"
	RulePostcode           Rule = "postcode.invalid"
	RuleDomainUnknown      Rule = "life_domain.unknown"
	RuleDomainMissing      Rule = "life_domain.missing"
	RuleChannelUnknown     Rule = "channel.unknown"
	RuleChannelMissing     Rule = "channel.missing"
	RuleRouteUnknown       Rule = "route.unknown"
	RuleApplicantUnknown   Rule = "applicant.unknown"
	RuleApplicantMissing   Rule = "applicant.missing"
	RuleReferrerMissing    Rule = "referrer.missing"
	RuleReferrerOther      Rule = "referrer_kind.other"
	RuleSupporterMissing   Rule = "supporter.missing"
	RuleMatchDateMissing   Rule = "match_date.missing"
	RuleHours              Rule = "hours.invalid"
	RuleKindUnknown        Rule = "supporter_kind.unknown"
	RuleKindMissing        Rule = "supporter_kind.missing"
	RuleCapacity           Rule = "capacity.invalid"
	RuleCapacityMissing    Rule = "capacity.missing"
	RuleLanguage           Rule = "language.unknown"
	RuleStatus             Rule = "status.unknown"
	RuleOrganisation       Rule = "organisation.missing"
	RuleDuplicate          Rule = "row.duplicate"
	RuleDuplicateLine      Rule = "row.duplicate_line"
	RuleDuplicateSupporter Rule = "supporter.duplicate"
	RuleAlreadyImported    Rule = "row.already_imported"

	// These are the importer's: a value that the contract or the database refuses, or a fault of ours.
	RuleNotAllowed  Rule = "row.not_allowed"
	RuleNotStorable Rule = "row.not_storable"
	RuleFault       Rule = "row.fault"

	// RuleNeighbourhoodUnknown is the importer's: the municipality's list is in the database.
	RuleNeighbourhoodUnknown Rule = "neighbourhood.unknown"
)
