package door

import (
	"net/netip"
	"strings"
)

// Forwarded finds the address that a call came from. What stands in X-Forwarded-For is believed
// only as far as trusted proxies wrote it: read from the right, the first address that is not one
// of theirs is the caller's. address is the connection's; header holds the header's values.
func Forwarded(address netip.Addr, header []string, trusted []netip.Prefix) netip.Addr {
	if len(header) == 0 || !isTrusted(address, trusted) {
		return address
	}
	hops := strings.Split(strings.Join(header, ","), ",")
	for i := len(hops) - 1; i >= 0 && isTrusted(address, trusted); i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		address = hop.Unmap()
	}
	return address
}

func isTrusted(address netip.Addr, trusted []netip.Prefix) bool {
	for _, network := range trusted {
		if network.Contains(address) {
			return true
		}
	}
	return false
}
