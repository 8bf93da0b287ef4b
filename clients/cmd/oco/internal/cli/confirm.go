package cli

import (
	"bufio"
	"fmt"
	"strings"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/texts"
)

// confirm asks before what cannot be undone. Where nobody can be asked, --yes must say it.
func (c *call) confirm() error {
	yes, err := c.cmd.Flags().GetBool("yes")
	if err != nil || c.command.danger == "" || yes {
		return err
	}
	if !c.system.AsksIn {
		return &bind.Error{Name: "--yes", Problem: texts.Wrong("line.yes_needed")}
	}
	fmt.Fprint(c.err, c.say("ask.sure", "question", c.say(c.command.danger), "about", strings.Join(c.args, " ")))
	answer, err := bufio.NewReader(c.in).ReadString('\n')
	if sure, wrong := bind.YesNo(answer); err != nil || wrong != nil || !sure {
		return errDeclined
	}
	return nil
}
