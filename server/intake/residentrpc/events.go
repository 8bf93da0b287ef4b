package residentrpc

import (
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	eventv1 "oco.example/oco/gen/go/oco/event/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/pg"
)

// changed tells the others that what is counted of an application changed.
func changed(tx *pg.Tx, a intake.Application) {
	tx.Emit(tx.Now(), pg.Live, &eventv1.ApplicationChanged{
		Application: a.ID, Channel: enum.Number[commonv1.Channel](a.Channel),
		LifeDomains: enum.Numbers[commonv1.LifeDomain](a.LifeDomains), Neighbourhood: a.Neighbourhood,
		ToComplete: len(a.ToComplete) > 0, AwaitingConsent: a.State == intake.AwaitingConsent,
	})
}
