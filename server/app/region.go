package app

import (
	"context"

	"oco.example/oco/server/platform/call"
)

// region lets matching read what a neighbour shows, and intake read and answer what a neighbour hands over to it. It is the one
// place where a call changes its tenant: row security then shows the neighbour's rows and no others, and what is logged is
// logged there, under the caller's own account.
type region struct{}

// As is the context in which a neighbour, by its code, is the tenant.
func (region) As(ctx context.Context, neighbour string) context.Context {
	there := call.From(ctx)
	there.Municipality = neighbour
	return call.With(ctx, there)
}
