package rest

import (
	"net/http"
	"net/netip"

	"oco.example/oco/server/platform/auth"
	"oco.example/oco/server/platform/door"
)

// peerOf finds where a request comes from.
func peerOf(r *http.Request, trusted []netip.Prefix) door.Peer {
	peer := door.Peer{Certificate: auth.CertificateOf(r.TLS)}
	if remote, err := netip.ParseAddrPort(r.RemoteAddr); err == nil {
		peer.Address = door.Forwarded(remote.Addr().Unmap(), r.Header.Values("X-Forwarded-For"), trusted)
	}
	return peer
}
