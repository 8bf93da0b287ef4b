package cli

import (
	"os"

	"github.com/spf13/pflag"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/texts"
)

var cards = group{
	use: "cards", aliases: []string{"bedankkaartjes"}, section: daily, short: "Thank-you cards (bedankkaartjes), printed in batches with a code",
	commands: []command{
		{
			rpc: supportv1.CardService_ListCardBatches_FullMethodName, use: "list", short: "List batches, the newest first, and how often their cards were used",
			example: "oco cards list",
			columns: []string{"id", "label", "cards", "card_code", "uses", "create_time"},
		},
		{
			rpc: supportv1.CardService_GetCardBatch_FullMethodName, use: "get", short: "Show one batch",
			example: "oco cards get 0198c0de-0000-7000-8000-000000000091",
			shape:   bind.Shape{Arguments: []string{"card_batch"}},
		},
		{
			rpc: supportv1.CardService_CreateCardBatch_FullMethodName, use: "create", short: "Make the code of a batch of cards",
			long:    "oco cards print makes the file to print.",
			example: `oco cards create --label "Wijkpunt Centrum" --cards 40`,
			shape:   bind.Shape{Require: []string{"label", "cards"}},
		},
		{
			rpc: supportv1.CardService_GetCardSheet_FullMethodName, use: "print", short: "Save a batch as a PDF: two cards on a sheet of A4",
			example: "oco cards print 0198c0de-0000-7000-8000-000000000091 --save kaartjes.pdf",
			shape:   bind.Shape{Arguments: []string{"card_batch"}},
			flags:   exportFlags,
			run:     printCards,
		},
		{
			rpc: supportv1.CardService_CountCardUse_FullMethodName, use: "use", short: "Count that somebody came by a card",
			long:    "The answer is the same whether the code is known or not.",
			example: "oco cards use 7KXP-M4TQ",
			shape:   bind.Shape{Arguments: []string{"card_code"}},
		},
	},
}

// exportFlags are those of the commands that save a file and print none.
func exportFlags(set *pflag.FlagSet) {
	set.String("save", "", "the `file` to save it in")
	set.Bool("overwrite", false, "let --save replace a file that is there")
}

// printCards saves the sheets of a batch.
func printCards(c *call) error {
	path, err := c.exportPath()
	if err != nil {
		return err
	}
	request, err := c.request()
	if err != nil {
		return err
	}
	ask, ok := request.(*supportv1.GetCardSheetRequest)
	if !ok {
		return errContract
	}
	if err := mayReplace(c); err != nil {
		return err
	}
	file, err := c.client.Cards.GetCardSheet(c.ctx, ask)
	if err != nil {
		return err
	}
	return export(path, file.GetContent())
}

// exportPath is where --save says, which is needed.
func (c *call) exportPath() (string, error) {
	path, _ := c.cmd.Flags().GetString("save") // the command has the flag
	if path == "" {
		return "", &bind.Error{Name: "--save", Problem: texts.Wrong("file.one")}
	}
	return path, nil
}

// export saves a file that only its owner reads.
func export(path string, content []byte) error {
	if err := os.WriteFile(path, content, 0o600); err != nil {
		return &bind.Error{Name: "--save", Problem: texts.Wrong("file.unwritable")}
	}
	return nil
}
