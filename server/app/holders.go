package app

import (
	"context"

	adminrpc "oco.example/oco/server/admin/rpc"
	"oco.example/oco/server/meeting"
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

// guests is the admin slice as those who invite people need it.
type guests struct{ *adminrpc.Service }

// Guests reads and logs a page of the accounts that hold one of some roles.
func (g guests) Guests(ctx context.Context, tx *pg.Tx, roles []call.Role, after string, limit int) ([]meeting.Guest, error) {
	holders, err := g.Holders(ctx, tx, roles, after, limit)
	if err != nil {
		return nil, err
	}
	list := make([]meeting.Guest, 0, len(holders))
	for _, holder := range holders {
		list = append(list, meeting.Guest{Account: holder.Account, Name: holder.Name, Roles: holder.Roles})
	}
	return list, nil
}
