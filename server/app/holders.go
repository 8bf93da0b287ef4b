package app

import (
	"context"

	adminrpc "oco.example/oco/server/admin/rpc"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// holders is the admin slice as those who keep people of one role need it.
type holders struct {
	admin *adminrpc.Service
	role  call.Role
}

// CheckHolder refuses an account that such a person cannot sign in with.
func (h holders) CheckHolder(ctx context.Context, tx *pg.Tx, account string) error {
	return h.admin.CheckHolder(ctx, tx, h.role, account)
}
