package app

import (
	"context"

	"oco.example/oco/server/matching"
	"oco.example/oco/server/platform/call"
)

// region lets matching read what a neighbour shows. It is the one place where a call changes its tenant: row security
// then shows the neighbour's rows and no others, and what is logged is logged there, under the caller's own account.
type region struct{}

// As is the context in which a neighbour is read.
func (region) As(ctx context.Context, neighbour matching.Neighbour) context.Context {
	there := call.From(ctx)
	there.Municipality = neighbour.Municipality
	return call.With(ctx, there)
}
