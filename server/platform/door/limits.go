package door

import (
	"net/netip"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"

	"oco.example/oco/server/platform/errs"
)

// Rate is how many calls may be made: so many a second on average, and Burst at once.
type Rate struct {
	PerSecond float64
	Burst     int
}

// Unlimited is a rate that never refuses, for tests of speed and for trusted networks.
var Unlimited = Rate{PerSecond: -1}

// Limits bound what one caller may ask of one server; each server counts for itself.
type Limits struct {
	// Address is for one network address, without a known account. Failed sign-ins count double,
	// and may leave a debt of one Burst.
	Address Rate
	// Sensitive is for one network address on public calls that write, or with which somebody
	// could guess a receipt code.
	Sensitive Rate
	// Client is for one account.
	Client Rate
	// Failures is how many failures of one client are written to the processing log.
	Failures Rate
	// StreamsPerClient and Streams bound the streams open at the same time; negative for no bound.
	StreamsPerClient, Streams int
}

// DefaultLimits let a whole town hall call from one address, and nobody guess.
var DefaultLimits = Limits{
	Address:          Rate{PerSecond: 20, Burst: 100},
	Sensitive:        Rate{PerSecond: 0.5, Burst: 30},
	Client:           Rate{PerSecond: 50, Burst: 200},
	Failures:         Rate{PerSecond: 1, Burst: 60},
	StreamsPerClient: 10,
	Streams:          2_000,
}

func (l Limits) orDefaults() Limits {
	for _, r := range []struct{ set, standard *Rate }{
		{&l.Address, &DefaultLimits.Address}, {&l.Sensitive, &DefaultLimits.Sensitive}, {&l.Client, &DefaultLimits.Client},
		{&l.Failures, &DefaultLimits.Failures},
	} {
		if *r.set == (Rate{}) {
			*r.set = *r.standard
		}
	}
	if l.StreamsPerClient == 0 {
		l.StreamsPerClient = DefaultLimits.StreamsPerClient
	}
	if l.Streams == 0 {
		l.Streams = DefaultLimits.Streams
	}
	return l
}

// remembered is how many callers are counted at the same time; the one that was quiet longest is
// forgotten first, so that a flood of addresses costs a bounded amount of memory.
const remembered = 50_000

// limits counts calls per caller.
type limits struct {
	address, sensitive, client *meter
}

func newLimits(l Limits, now func() time.Time) *limits {
	return &limits{address: newMeter(l.Address, now), sensitive: newMeter(l.Sensitive, now), client: newMeter(l.Client, now)}
}

// meter counts the calls of many callers against one rate.
type meter struct {
	rate    Rate
	now     func() time.Time
	callers *lru.Cache[string, *rate.Limiter]
}

func newMeter(r Rate, now func() time.Time) *meter {
	callers, err := lru.New[string, *rate.Limiter](remembered)
	if err != nil {
		panic(err) // only for a size that is not positive
	}
	return &meter{rate: r, now: now, callers: callers}
}

// take counts a call of one caller, or refuses with the time after which it may come.
func (m *meter) take(caller string) error {
	if m.rate.PerSecond < 0 {
		return nil
	}
	now := m.now()
	reserved := m.of(caller).ReserveN(now, 1)
	if !reserved.OK() {
		return limited(time.Second)
	}
	if wait := reserved.DelayFrom(now); wait > 0 {
		reserved.CancelAt(now)
		return limited(wait)
	}
	return nil
}

// spend counts n calls of one caller without refusing: what is over is missing next time. No
// caller owes more than a burst, however much it spent, so the time that others from there have
// to wait is bounded.
func (m *meter) spend(caller string, n int) {
	if m.rate.PerSecond < 0 {
		return
	}
	now, of := m.now(), m.of(caller)
	for range n {
		if of.TokensAt(now) <= -float64(m.rate.Burst) {
			return
		}
		of.ReserveN(now, 1)
	}
}

// owing refuses a caller who spent more than it had, and counts nothing.
func (m *meter) owing(caller string) error {
	of, ok := m.callers.Get(caller)
	if !ok {
		return nil
	}
	if debt := -of.TokensAt(m.now()); debt > 0 {
		return limited(time.Duration(debt / m.rate.PerSecond * float64(time.Second)))
	}
	return nil
}

func (m *meter) of(caller string) *rate.Limiter {
	if kept, ok := m.callers.Get(caller); ok {
		return kept
	}
	fresh := rate.NewLimiter(rate.Limit(m.rate.PerSecond), m.rate.Burst)
	if kept, ok, _ := m.callers.PeekOrAdd(caller, fresh); ok {
		return kept
	}
	return fresh
}

// limited is the refusal; the time is rounded up to whole seconds, as Retry-After has them.
func limited(wait time.Duration) error {
	e := errs.New(errs.RateLimited)
	e.RetryAfter = (wait + time.Second - 1).Truncate(time.Second)
	return e
}

// network is what counts as one address: an IPv6 subscriber has a whole /64 to call from.
func network(address netip.Addr) string {
	address = address.Unmap().WithZone("")
	if !address.IsValid() {
		return "unknown"
	}
	if address.Is6() {
		prefix, err := address.Prefix(64)
		if err != nil {
			return "unknown"
		}
		return prefix.String()
	}
	return address.String()
}
