package intake

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"oco.example/oco/server/platform/errs"
)

// leastInHousehold is how many residents make a household.
const leastInHousehold = 2

// Household (huishouden) is residents who live together; each keeps a dossier of their own, and
// belongs to one household at most.
type Household struct {
	ID        string
	Residents []string
	Created   time.Time
	Updated   time.Time
	Version   int64
}

// ResourceID is the household's id, for requests that come again.
func (h Household) ResourceID() string { return h.ID }

// CheckNew refuses a household of one. One that exists may shrink: people move out.
func (h Household) CheckNew() error {
	if len(h.Residents) < leastInHousehold {
		return errs.Field("household.residents", "household.size")
	}
	return nil
}

// CheckKnown refuses residents that there are not.
func (h Household) CheckKnown(known []string) error {
	var unknown []*errs.Error
	for i, resident := range h.Residents {
		if !slices.ContainsFunc(known, func(id string) bool { return strings.EqualFold(id, resident) }) {
			unknown = append(unknown, errs.Field(fmt.Sprintf("household.residents[%d]", i), "resident.unknown"))
		}
	}
	return errs.Join(unknown...)
}
