package intake

import "slices"

// RecheckContact brings up to date whether the application misses a way to reach the resident,
// after the resident changed, and reports whether that made a difference. What else is to be
// completed stays as it is: history has words of its own there.
func (a *Application) RecheckContact() bool {
	missing := slices.Contains(a.Missing(), MissingContact)
	at := slices.Index(a.ToComplete, MissingContact)
	switch {
	case missing && at < 0:
		a.ToComplete = append([]string{MissingContact}, a.ToComplete...)
	case !missing && at >= 0:
		a.ToComplete = slices.Delete(slices.Clone(a.ToComplete), at, at+1)
	default:
		return false
	}
	return true
}
