package cli

import (
	"bufio"
	"fmt"
	"strings"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

// confirm asks before what cannot be undone. Where nobody can be asked, --yes must say it.
func (c *call) confirm() error {
	yes, err := c.cmd.Flags().GetBool("yes")
	if err != nil || c.command.danger == "" || yes {
		return err
	}
	if !c.system.AsksIn {
		return &bind.Error{Name: "--yes", Problem: "this cannot be undone, and nobody can be asked here; add --yes"}
	}
	fmt.Fprintf(c.err, "%s %s? [y/N] ", c.command.danger, strings.Join(c.args, " "))
	answer, err := bufio.NewReader(c.in).ReadString('\n')
	if sure, wrong := bind.YesNo(answer); err != nil || wrong != nil || !sure {
		return errDeclined
	}
	return nil
}
