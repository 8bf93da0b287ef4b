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
	return c.ask(c.command.danger, strings.Join(c.args, " "))
}

// ask asks a person a question, by its key, about something; any answer but yes is errDeclined.
func (c *call) ask(question, about string) error {
	fmt.Fprint(c.err, c.say("ask.sure", "question", c.say(question), "about", about))
	answer, err := bufio.NewReader(c.in).ReadString('\n')
	if sure, wrong := bind.YesNo(answer); err != nil || wrong != nil || !sure {
		return errDeclined
	}
	return nil
}
