package cli

import (
	"fmt"
	"slices"
	"strings"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/texts"
)

// leftOut is typed for a column that must not be read.
const leftOut = "-"

// columnFields are the fields that --column can name, by what the file holds; docs/api.md says what
// they mean.
var columnFields = map[intakev1.ImportKind][]string{
	intakev1.ImportKind_IMPORT_KIND_APPLICATIONS: {
		"number", "application_date", "name", "given_name", "name_prefix", "family_name", "phone", "email", "postcode", "house_number",
		"neighbourhood", "applicant_kind", "referrer_name", "referrer_organisation", "channel", "life_domains", "question", "notes",
		"target_groups", "consent", "route", "supporter", "match_date", "first_appointment_date", "close_date", "outcome", "hours",
	},
	intakev1.ImportKind_IMPORT_KIND_SUPPORTERS: {
		"number", "name", "given_name", "name_prefix", "family_name", "phone", "email", "postcode", "house_number", "neighbourhood",
		"supporter_kind", "organisation", "capacity", "life_domains", "notes", "target_groups", "languages", "lived_experience",
		"hours_per_week", "vog_until", "confidentiality", "training", "buddy", "status",
	},
}

// columnHelp lists the fields in the help of a command.
func columnHelp() string {
	var b strings.Builder
	b.WriteString("--column says which field a heading means that is not understood, or is read wrongly; - leaves a column out. The fields:\n")
	for _, kind := range []struct {
		name string
		of   intakev1.ImportKind
	}{{"applications", intakev1.ImportKind_IMPORT_KIND_APPLICATIONS}, {"supporters", intakev1.ImportKind_IMPORT_KIND_SUPPORTERS}} {
		fmt.Fprintf(&b, "\n  of %s:\n", kind.name)
		for fields := range slices.Chunk(columnFields[kind.of], 6) {
			b.WriteString("    " + strings.Join(fields, ", ") + "\n")
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

// checkColumns refuses a column of a field that such a file does not have, and names those it has.
func checkColumns(ask *intakev1.CreateImportRequest) error {
	fields := columnFields[ask.GetKind()]
	for _, column := range ask.GetColumns() {
		if field := column.GetField(); fields != nil && field != leftOut && !slices.Contains(fields, field) {
			return &bind.Error{Name: "--column", Problem: texts.Wrong("line.one_of", "words", strings.Join(fields, ", ")+", "+leftOut)}
		}
	}
	return nil
}
