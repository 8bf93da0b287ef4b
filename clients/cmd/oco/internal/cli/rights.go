package cli

import (
	"fmt"
	"os"

	"github.com/spf13/pflag"

	privacyv1 "oco.example/oco/gen/go/oco/privacy/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/show"
	"oco.example/oco/clients/cmd/oco/internal/texts"
)

var rights = group{
	use: "rights-requests", aliases: []string{"rechten", "verzoeken"}, section: people, short: "What people ask about what is recorded of them: to see, correct or destroy it",
	commands: []command{
		{
			rpc: privacyv1.PrivacyService_SubmitRightsRequest_FullMethodName, use: "submit", aliases: []string{"create"}, short: "Write down what somebody asks about their own data",
			long: `They are answered within a month; what they ask on paper counts from the day on which it came in. Without phone and mail,
				--channel says how they are answered: letter, or neighbourhood-point.`,
			example: `oco rights-requests submit see --name "R. van Dommelen" --phone 06-11930142
				oco rights-requests submit vernietigen --name "R. van Dommelen" --email riet@voorbeeld.example --channel letter --receive-date 2-11-2026`,
			shape: bind.Shape{Arguments: []string{"right"}, Require: []string{"name"}},
		},
		{
			rpc: privacyv1.PrivacyService_ListRightsRequests_FullMethodName, use: "list", short: "List requests, the newest first",
			example: "oco rights-requests list --unanswered",
			columns: []string{"id", "right", "state", "name", "receive_date", "due_date", "due_soon", "overdue"},
		},
		{
			rpc: privacyv1.PrivacyService_GetRightsRequest_FullMethodName, use: "get", short: "Show one request",
			example: "oco rights-requests get 0198c0de-0000-7000-8000-000000000081",
			shape:   bind.Shape{Arguments: []string{"rights_request"}},
		},
		{
			rpc: privacyv1.PrivacyService_IdentifyRequester_FullMethodName, use: "identify", short: "Record that you established who asks, and whose dossier it is about",
			long:    "Keep no copy of a document.",
			example: `oco rights-requests identify 0198c0de-0000-7000-8000-000000000081 --resident 0198c0de-0000-7000-8000-000000000002 --identity-check called-back`,
			shape:   bind.Shape{Arguments: []string{"rights_request"}, Require: []string{"resident", "identity-check"}},
		},
		{
			rpc: privacyv1.PrivacyService_ExtendRightsRequest_FullMethodName, use: "extend", short: "Take two months more to answer, once",
			example: `oco rights-requests extend 0198c0de-0000-7000-8000-000000000081 --reason "veel papieren"`,
			shape:   bind.Shape{Arguments: []string{"rights_request"}, Require: []string{"reason"}},
		},
		{
			rpc: privacyv1.PrivacyService_GetDossierExport_FullMethodName, use: "export", short: "Make what is recorded of somebody readable",
			long: `With --save it is a page to print or to hand over; else it is shown. Read it first: what was typed may be about others.
				--leave-out leaves out a line by its key, as --output json shows it.`,
			example: `oco rights-requests export 0198c0de-0000-7000-8000-000000000081 --save dossier.html
				oco rights-requests export 0198c0de-0000-7000-8000-000000000081 --output json`,
			shape: bind.Shape{Arguments: []string{"rights_request"}},
			flags: func(set *pflag.FlagSet) {
				set.String("save", "", "save it in a `file`, whose name ends in .html")
				set.Bool("overwrite", false, "let --save replace a file that is there")
			},
			run: saveDossier,
		},
		{
			rpc: privacyv1.PrivacyService_CreateCorrection_FullMethodName, use: "correct", short: "Record what you decided of one part of a dossier: corrected, or refused with the reason",
			long: "Make the correction itself where the data stands. What the resident says of a refusal can be added now or later (state).",
			example: `oco rights-requests correct 0198c0de-0000-7000-8000-000000000081 --part resident --outcome corrected --subject "huisnummer aangepast"
				oco rights-requests correct 0198c0de-0000-7000-8000-000000000081 --part case --outcome refused --subject "datum van het gesprek" --reason "zo staat het in de brief"`,
			shape: bind.Shape{Arguments: []string{"rights_request"}, Require: []string{"part", "outcome", "subject"}},
		},
		{
			rpc: privacyv1.PrivacyService_ListCorrections_FullMethodName, use: "corrections", short: "List what was decided for a resident, the newest first",
			example: "oco rights-requests corrections 0198c0de-0000-7000-8000-000000000002",
			shape:   bind.Shape{Arguments: []string{"resident"}},
			columns: []string{"id", "part", "outcome", "subject", "statement", "create_time"},
		},
		{
			rpc: privacyv1.PrivacyService_GetCorrection_FullMethodName, use: "correction", short: "Show what was decided of one part of a dossier",
			example: "oco rights-requests correction 0198c0de-0000-7000-8000-000000000082",
			shape:   bind.Shape{Arguments: []string{"correction"}},
		},
		{
			rpc: privacyv1.PrivacyService_RecordStatement_FullMethodName, use: "state", short: "Add to the dossier what the resident says of a refusal",
			long:    "In their own words. It takes the place of what they said before, and stands in the dossier and its copy.",
			example: `oco rights-requests state 0198c0de-0000-7000-8000-000000000082 --statement "Het gesprek was een week eerder"`,
			shape:   bind.Shape{Arguments: []string{"correction"}, Require: []string{"statement"}},
		},
		{
			rpc: privacyv1.PrivacyService_SettleRightsRequest_FullMethodName, use: "settle", short: "End a request: done, refused or withdrawn",
			long:    "Of a request to correct, the answer is told to the resident by their own way: write nothing that should not stand in a mail.",
			example: `oco rights-requests settle 0198c0de-0000-7000-8000-000000000081 --outcome done --answer "uitdraai meegegeven"`,
			shape:   bind.Shape{Arguments: []string{"rights_request"}, Require: []string{"outcome"}},
		},
		{
			rpc: privacyv1.PrivacyService_EraseDossier_FullMethodName, use: "erase", short: "Destroy the dossier of who asked, for good",
			long:    "Somebody else than who established the identity must do it. It asks first, unless --yes.",
			example: "oco rights-requests erase 0198c0de-0000-7000-8000-000000000081",
			shape:   bind.Shape{Arguments: []string{"rights_request"}}, danger: "ask.erase_dossier",
		},
	},
}

// saveDossier shows a dossier, or saves it as a page that only its owner can read.
func saveDossier(c *call) error {
	request, err := c.request()
	if err != nil {
		return err
	}
	ask, ok := request.(*privacyv1.GetDossierExportRequest)
	if !ok {
		return errContract
	}
	if err := mayReplace(c); err != nil {
		return err
	}
	dossier, err := c.client.Privacy.GetDossierExport(c.ctx, ask)
	if err != nil {
		return err
	}
	path, _ := c.cmd.Flags().GetString("save") // the command has the flag
	if path != "" {
		if err := os.WriteFile(path, []byte(dossier.GetDocument()), 0o600); err != nil {
			return &bind.Error{Name: "--save", Problem: texts.Wrong("file.unwritable")}
		}
		return nil
	}
	if c.printer.Format != show.Table {
		return c.printer.Record(dossier)
	}
	for _, section := range dossier.GetSections() {
		fmt.Fprintf(c.out, "%s  %s\n", section.GetKind(), section.GetRecordTime().AsTime().Format("2006-01-02"))
		for _, field := range section.GetFields() {
			value := field.GetValue()
			if field.GetLeftOut() {
				value = "–"
			}
			fmt.Fprintf(c.out, "  %s: %s\n", field.GetWhat(), value)
		}
	}
	return nil
}
