package cli

import (
	"fmt"

	"github.com/schollz/progressbar/v3"
)

// progress is a bar on a terminal, and nothing elsewhere.
type progress struct {
	bar  *progressbar.ProgressBar
	call *call
	// what is the key of the word for what is counted.
	what string
}

func newProgress(c *call, what string) *progress { return &progress{call: c, what: what} }

// show draws how many of all are done.
func (p *progress) show(done, of int) {
	if !p.call.system.TellsErr || of == 0 {
		return
	}
	if p.bar == nil {
		p.bar = progressbar.NewOptions(of, progressbar.OptionSetWriter(p.call.err), progressbar.OptionSetDescription(p.call.say(p.what)),
			progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(false))
	}
	if err := p.bar.Set(done); err != nil {
		p.bar = nil // a bar that cannot be drawn is no reason to stop
	}
}

// end leaves the line of the bar.
func (p *progress) end() {
	if p.bar != nil {
		fmt.Fprintln(p.call.err)
	}
}
