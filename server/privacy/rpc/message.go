package rpc

import (
	"maps"
	"slices"

	privacyv1 "oco.example/oco/gen/go/oco/privacy/v1"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/moment"
)

func toProto(municipality string, r view) *privacyv1.RightsRequest {
	message := &privacyv1.RightsRequest{
		Id: r.ID, Municipality: municipality, Right: enum.Number[privacyv1.Right](string(r.Asks)), Channel: enum.Number[privacyv1.RequestChannel](r.Channel),
		State: enum.Number[privacyv1.RightsRequestState](string(r.Standing)), Name: r.Name.Reveal(), Phone: r.Phone.Reveal(), Email: r.Email.Reveal(),
		Explanation: r.Explanation.Reveal(), Resident: r.Dossier, IdentityCheck: enum.Number[privacyv1.IdentityCheck](r.IdentityCheck),
		IdentityDate: r.IdentityDate, IdentifiedBy: r.IdentifiedBy, ReceiveDate: r.ReceiveDate, DueDate: r.DueDate,
		ExtensionReason: r.ExtensionReason.Reveal(), DueSoon: r.Soon(r.now), Overdue: r.Overdue(r.now), CloseDate: r.CloseDate, Answer: r.Answer.Reveal(),
		CreateTime: moment.Of(r.CreateTime), UpdateTime: moment.Of(r.UpdateTime), Etag: r.Etag(),
	}
	if c := r.Certificate; c != nil {
		message.Certificate = &privacyv1.ErasureCertificate{EraseTime: moment.Of(c.Time), ErasedBy: c.By}
		for _, what := range slices.Sorted(maps.Keys(c.Gone)) {
			message.Certificate.ErasedItems = append(message.Certificate.ErasedItems, &privacyv1.ErasedItem{What: what, Count: c.Gone[what]})
		}
	}
	return message
}
