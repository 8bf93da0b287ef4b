package rest

import (
	"net/http"
	"net/netip"
	"strings"

	"oco.example/oco/server/platform/auth"
	"oco.example/oco/server/platform/door"
)

// peerOf finds where a request comes from. X-Forwarded-For is believed only as far as trusted
// proxies wrote it: read from the right, the first address that is not one of theirs is the
// caller's.
func peerOf(r *http.Request, trusted []netip.Prefix) door.Peer {
	peer := door.Peer{Certificate: auth.CertificateOf(r.TLS)}
	remote, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return peer
	}
	peer.Address = remote.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0 && isTrusted(peer.Address, trusted); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		peer.Address = hop.Unmap()
	}
	return peer
}

func isTrusted(address netip.Addr, trusted []netip.Prefix) bool {
	for _, network := range trusted {
		if network.Contains(address) {
			return true
		}
	}
	return false
}
