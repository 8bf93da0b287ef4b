package matching

import (
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/sealed"
)

// Override is why somebody was asked whom the list does not put first, or a gate leaves out.
type Override struct {
	// Reason is a name of the contract without prefix, empty when none was given.
	Reason string
	// Note is the reason in words.
	Note sealed.Text
	// Gates are those that the supporter failed; none when they could be asked anyway.
	Gates []Gate
}

// Ask says whether somebody who fails these gates is asked with this reason, and what is kept of that. Without a
// reason NOT_ELIGIBLE names the first gate, with one the first that no reason opens.
func (o Override) Ask(failed []Gate) (Override, error) {
	if len(failed) > 0 && o.Reason == "" {
		return Override{}, errs.New(errs.NotEligible, "why", string(failed[0]))
	}
	if gate := blocking(failed); gate != "" {
		return Override{}, errs.New(errs.NotEligible, "why", string(gate))
	}
	o.Gates = failed
	return o, nil
}
