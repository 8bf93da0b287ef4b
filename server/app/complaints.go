package app

import (
	"context"

	adminrpc "oco.example/oco/server/admin/rpc"
	"oco.example/oco/server/complaint"
	intakestore "oco.example/oco/server/intake/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
)

// concerned is the intake slice as what went wrong needs it.
type concerned struct{ store *intakestore.Store }

// Lock is the dossier of the resident of an application, which is held until the transaction ends.
func (d concerned) Lock(ctx context.Context, tx *pg.Tx, application string) (string, error) {
	o, err := d.store.LockOutline(ctx, tx, application)
	return o.Dossier, err
}

// coordinators is the admin slice as what went wrong needs it.
type coordinators struct{ *adminrpc.Service }

// Coordinators reads and logs a page of the accounts of coordinators.
func (c coordinators) Coordinators(ctx context.Context, tx *pg.Tx, after string, limit int) ([]complaint.Person, error) {
	holders, err := c.Holders(ctx, tx, []call.Role{call.RoleCoordinator}, after, limit)
	if err != nil {
		return nil, err
	}
	list := make([]complaint.Person, 0, len(holders))
	for _, holder := range holders {
		list = append(list, complaint.Person{Account: holder.Account, Name: holder.Name})
	}
	return list, nil
}
