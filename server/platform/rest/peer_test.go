package rest

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"oco.example/oco/server/platform/door"
)

func TestTheAddressIsTheConnectionsUnlessAProxyIsTrusted(t *testing.T) {
	proxies := []netip.Prefix{netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("fd00::/8")}
	for _, c := range []struct {
		name, remote, forwarded, want string
		trusted                       []netip.Prefix
	}{
		{"no proxy", "192.0.2.1:5000", "", "192.0.2.1", proxies},
		{"a header of the caller's own", "192.0.2.1:5000", "198.51.100.9", "192.0.2.1", proxies},
		{"nobody is trusted", "10.0.0.1:5000", "198.51.100.9", "10.0.0.1", nil},
		{"one proxy", "10.0.0.1:5000", "198.51.100.9", "198.51.100.9", proxies},
		{"two proxies", "10.0.0.1:5000", "198.51.100.9, 10.0.0.2", "198.51.100.9", proxies},
		{"what the caller put before", "10.0.0.1:5000", "203.0.113.7, 198.51.100.9", "198.51.100.9", proxies},
		{"nonsense before the proxy", "10.0.0.1:5000", "unknown, 10.0.0.2", "10.0.0.2", proxies},
		{"IPv6", "[fd00::1]:5000", "2001:db8::1", "2001:db8::1", proxies},
		{"IPv4 in IPv6", "[::ffff:10.0.0.1]:5000", "198.51.100.9", "198.51.100.9", proxies},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		r.RemoteAddr = c.remote
		if c.forwarded != "" {
			r.Header.Set("X-Forwarded-For", c.forwarded)
		}
		if got := peerOf(r, c.trusted).Address.String(); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestTheDoorGetsWhatItMayKnow(t *testing.T) {
	req := &request{
		route: &route{}, language: "en", trace: trace{parent: "00-a-b-01"}, authorization: []string{"Bearer x"},
		requestID: "r", etag: "7", peer: door.Peer{Address: netip.MustParseAddr("192.0.2.1")},
	}
	want := door.Outside{
		Peer: req.peer, Authorization: []string{"Bearer x"}, AcceptLanguage: "en", Traceparent: "00-a-b-01", RequestID: "r", Etag: "7",
	}
	if diff := cmp.Diff(want, req.outside(), cmpopts.EquateComparable(netip.Addr{}, door.Admission{}), cmpopts.IgnoreTypes(time.Time{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
