package cli

import (
	"slices"

	"google.golang.org/protobuf/proto"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	commonv1 "oco.example/oco/gen/go/oco/common/v1"
)

// caller is who is signed in, asked for once; nobody when the server does not say.
func (c *call) caller() *adminv1.Caller {
	if c.me == nil {
		me, err := c.client.Admin.GetCaller(c.ctx, &adminv1.GetCallerRequest{})
		if err != nil {
			me = &adminv1.Caller{}
		}
		c.me = me
	}
	return c.me
}

// may reports whether a role of the caller is one that the contract lets call an RPC. The server
// decides; this keeps the command from asking on its own for what would be refused.
func (c *call) may(rpc string) bool {
	access, _ := proto.GetExtension(descriptor(rpc).Options(), commonv1.E_Access).(*commonv1.Access)
	return slices.ContainsFunc(access.GetAllow(), func(allowed *commonv1.Allow) bool {
		return slices.ContainsFunc(c.caller().GetGrants(), func(held *adminv1.Grant) bool {
			return held.GetRole() == allowed.GetRole() && (held.GetMunicipality() == "" || held.GetMunicipality() == c.municipality(c.cmd))
		})
	})
}
