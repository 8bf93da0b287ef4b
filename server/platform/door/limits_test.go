package door_test

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"testing"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/auth"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/door"
	"oco.example/oco/server/platform/errs"
)

func limits(l door.Limits) func(*door.Config) { return func(c *door.Config) { c.Limits = l } }

func from(address string) func(*door.Outside) {
	return func(o *door.Outside) { o.Peer.Address = netip.MustParseAddr(address) }
}

func retryAfter(err error) time.Duration {
	for _, detail := range status.Convert(err).Details() {
		if info, ok := detail.(*errdetails.RetryInfo); ok {
			return info.GetRetryDelay().AsDuration()
		}
	}
	return 0
}

func form() *intakev1.GetIntakeFormRequest { return &intakev1.GetIntakeFormRequest{Municipality: here} }

func TestAnAddressMayAskSoMuch(t *testing.T) {
	h := newHouse(t, limits(door.Limits{Address: door.Rate{PerSecond: 0.1, Burst: 3}}))
	client := intakev1.NewIntakeServiceClient(h.inside)
	for range 3 {
		if _, err := client.GetIntakeForm(outside(t, ""), form()); err != nil {
			t.Fatal(err)
		}
	}
	_, err := client.GetIntakeForm(outside(t, ""), form())
	want(t, err, codes.ResourceExhausted, errs.RateLimited)
	if after := retryAfter(err); after != 10*time.Second {
		t.Errorf("try again after %s", after)
	}
	if _, err := client.GetIntakeForm(outside(t, "", from("192.0.2.8")), form()); err != nil {
		t.Errorf("a neighbour is not limited: %v", err)
	}
	h.pass(10 * time.Second)
	if _, err := client.GetIntakeForm(outside(t, ""), form()); err != nil {
		t.Errorf("after the time that was told: %v", err)
	}
}

func TestAnIPv6SubscriberIsOneCaller(t *testing.T) {
	h := newHouse(t, limits(door.Limits{Address: door.Rate{PerSecond: 0.1, Burst: 2}}))
	client := intakev1.NewIntakeServiceClient(h.inside)
	for i := range 2 {
		if _, err := client.GetIntakeForm(outside(t, "", from(fmt.Sprintf("2001:db8:1:2::%x", i+1))), form()); err != nil {
			t.Fatal(err)
		}
	}
	_, err := client.GetIntakeForm(outside(t, "", from("2001:db8:1:2:ffff::9%eth0")), form())
	want(t, err, codes.ResourceExhausted, errs.RateLimited)
	if _, err := client.GetIntakeForm(outside(t, "", from("2001:db8:1:3::1")), form()); err != nil {
		t.Errorf("another subscriber: %v", err)
	}
	for i := range 2 { // IPv4 written as IPv6 is one address, not one subscriber
		if _, err := client.GetIntakeForm(outside(t, "", from(fmt.Sprintf("::ffff:192.0.2.%d", i+1))), form()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := client.GetIntakeForm(outside(t, "", from("192.0.2.9")), form()); err != nil {
		t.Fatal(err)
	}
}

func TestGuessingIsLimitedMore(t *testing.T) {
	h := newHouse(t, limits(door.Limits{Sensitive: door.Rate{PerSecond: 0.01, Burst: 2}}))
	client := intakev1.NewIntakeServiceClient(h.inside)
	lookup := func(ctx context.Context) error {
		_, err := client.LookupReceipt(ctx, &intakev1.LookupReceiptRequest{Municipality: here, ReceiptCode: "x"})
		return err
	}
	if err := lookup(outside(t, "")); err != nil {
		t.Fatal(err)
	}
	if _, err := client.SubmitApplication(outside(t, ""), submission(here)); err != nil {
		t.Fatal(err)
	}
	want(t, lookup(outside(t, "")), codes.ResourceExhausted, errs.RateLimited)
	_, err := client.SubmitApplication(outside(t, ""), submission(here))
	want(t, err, codes.ResourceExhausted, errs.RateLimited)
	if _, err := client.GetIntakeForm(outside(t, ""), form()); err != nil {
		t.Errorf("reading what is public goes on: %v", err)
	}
	h.people.set("desk", at(call.RoleDesk, here))
	if _, err := client.SubmitApplication(outside(t, "desk"), submission(here)); err != nil {
		t.Errorf("the desk behind the same address goes on: %v", err)
	}
}

func TestAnAccountMayAskSoMuchWhereverItIs(t *testing.T) {
	h := newHouse(t, limits(door.Limits{Client: door.Rate{PerSecond: 1, Burst: 2}, Address: door.Rate{PerSecond: 1, Burst: 2}}))
	h.people.set("one", at(call.RoleCoordinator, here))
	h.people.set("two", at(call.RoleCoordinator, here))
	client := intakev1.NewIntakeServiceClient(h.inside)
	for i := range 2 {
		if _, err := client.GetApplication(outside(t, "one", from(fmt.Sprintf("192.0.2.%d", i+1))), getApplication()); err != nil {
			t.Fatal(err)
		}
	}
	_, err := client.GetApplication(outside(t, "one", from("192.0.2.99")), getApplication())
	want(t, err, codes.ResourceExhausted, errs.RateLimited)
	if after := retryAfter(err); after != time.Second {
		t.Errorf("try again after %s", after)
	}
	for range 2 { // a town hall calls from one address
		if _, err := client.GetApplication(outside(t, "two", from("192.0.2.1")), getApplication()); err != nil {
			t.Errorf("a colleague: %v", err)
		}
	}
}

func TestWhoKeepsTryingTokensIsLimitedBeforeTheyAreVerified(t *testing.T) {
	for name, try := range map[string]func(context.Context, intakev1.IntakeServiceClient) error{
		"a public call": func(ctx context.Context, client intakev1.IntakeServiceClient) error {
			_, err := client.GetIntakeForm(ctx, form())
			return err
		},
		"a private call": func(ctx context.Context, client intakev1.IntakeServiceClient) error {
			_, err := client.GetApplication(ctx, getApplication())
			return err
		},
	} {
		h := newHouse(t, limits(door.Limits{Address: door.Rate{PerSecond: 0.1, Burst: 10}}))
		h.people.set("early", at(call.RoleCoordinator, here))
		h.people.set("late", at(call.RoleCoordinator, here))
		client := intakev1.NewIntakeServiceClient(h.inside)
		if err := try(outside(t, "early"), client); err != nil {
			t.Fatal(err)
		}
		limited := 0
		for range 50 {
			if status.Code(try(outside(t, "bad"), client)) == codes.ResourceExhausted {
				limited++
			}
		}
		if verified, _ := h.people.counts(); verified > 7 || limited < 44 {
			t.Errorf("%s: %d of 50 bad tokens were verified, %d were limited", name, verified-1, limited)
		}
		if err := try(outside(t, "early"), client); err != nil {
			t.Errorf("%s: whose token was good a moment ago goes on: %v", name, err)
		}
		err := try(outside(t, "late"), client)
		want(t, err, codes.ResourceExhausted, errs.RateLimited)
		h.pass(retryAfter(err))
		if err := try(outside(t, "late"), client); err != nil {
			t.Errorf("%s: after the time that was told: %v", name, err)
		}
	}
}

// TestADebtIsBounded: whoever shares an address with somebody who tries tokens, or a certificate,
// waits for a burst at most.
func TestADebtIsBounded(t *testing.T) {
	h := newHouse(t, limits(door.Limits{Address: door.Rate{PerSecond: 0.1, Burst: 10}}))
	h.people.set("machine", at(call.RoleSystem, here))
	client := intakev1.NewIntakeServiceClient(h.inside)
	unlisted := outside(t, "", func(o *door.Outside) { o.Peer.Certificate = auth.Certificate{Fingerprint: "self-made"} })
	for range 100 {
		if _, err := client.GetApplication(unlisted, getApplication()); status.Code(err) != codes.Unauthenticated {
			t.Fatal(err)
		}
	}
	_, err := client.GetIntakeForm(outside(t, ""), form())
	want(t, err, codes.ResourceExhausted, errs.RateLimited)
	if after := retryAfter(err); after > 110*time.Second {
		t.Errorf("others from there have to wait for %s", after)
	}
	listed := outside(t, "", func(o *door.Outside) { o.Peer.Certificate = auth.Certificate{Fingerprint: "machine"} })
	if _, err := client.GetIntakeForm(listed, form()); err != nil {
		t.Errorf("a machine with a listed certificate goes on: %v", err)
	}
}

// TestWhoIsSignedInCountsByAccountAlone, on what is public too; a token of somebody without an
// account counts by its address, as no token does.
func TestWhoIsSignedInCountsByAccountAlone(t *testing.T) {
	h := newHouse(t, limits(door.Limits{
		Address: door.Rate{PerSecond: 0.01, Burst: 4}, Sensitive: door.Rate{PerSecond: 0.01, Burst: 2}, Client: door.Rate{PerSecond: 0.01, Burst: 20},
	}))
	h.people.set("desk", at(call.RoleDesk, here))
	client := intakev1.NewIntakeServiceClient(h.inside)
	for range 10 {
		if _, err := client.GetIntakeForm(outside(t, "desk"), form()); err != nil {
			t.Fatal(err)
		}
		if _, err := client.SubmitApplication(outside(t, "desk"), submission(here)); err != nil {
			t.Fatal(err)
		}
	}
	_, err := client.GetIntakeForm(outside(t, "desk"), form())
	want(t, err, codes.ResourceExhausted, errs.RateLimited)
	certificate := func(o *door.Outside) { o.Peer.Certificate = auth.Certificate{Fingerprint: "self-made"} }
	for name, as := range map[string]context.Context{
		"a token without an account": outside(t, "stranger", from("198.51.100.1")),
		"an unlisted certificate":    outside(t, "", from("198.51.100.2"), certificate),
	} {
		for range 2 {
			if _, err := client.SubmitApplication(as, submission(here)); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
		}
		_, err := client.SubmitApplication(as, submission(here))
		want(t, err, codes.ResourceExhausted, errs.RateLimited) // sensitive
		if _, err := client.GetIntakeForm(as, form()); err != nil {
			t.Errorf("%s: reading what is public goes on: %v", name, err)
		}
		_, err = client.GetIntakeForm(as, form())
		want(t, err, codes.ResourceExhausted, errs.RateLimited) // the address
	}
}

func TestNoLimitIsNoLimit(t *testing.T) {
	h := newHouse(t, limits(door.Limits{Address: door.Unlimited, Sensitive: door.Unlimited, Client: door.Unlimited}))
	client := intakev1.NewIntakeServiceClient(h.inside)
	for range 500 {
		if _, err := client.SubmitApplication(outside(t, ""), submission(here)); err != nil {
			t.Fatal(err)
		}
	}
}

func TestACallHasAtMostSoMuchTime(t *testing.T) {
	h := newHouse(t, func(c *door.Config) { c.Deadline = time.Hour })
	h.people.set("coordinator", at(call.RoleCoordinator, here))
	var left time.Duration
	h.get = func(ctx context.Context, _ *intakev1.GetApplicationRequest) (*intakev1.Application, error) {
		until, ok := ctx.Deadline()
		if !ok {
			t.Error("no deadline")
		}
		left = time.Until(until)
		return &intakev1.Application{}, nil
	}
	client := intakev1.NewIntakeServiceClient(h.inside)
	if _, err := client.GetApplication(outside(t, "coordinator"), getApplication()); err != nil || left > time.Hour || left < time.Minute {
		t.Errorf("%s left, %v", left, err)
	}
	ctx, cancel := context.WithTimeout(outside(t, "coordinator"), time.Minute)
	defer cancel()
	if _, err := client.GetApplication(ctx, getApplication()); err != nil || left > time.Minute {
		t.Errorf("a shorter deadline of the caller counts: %s left, %v", left, err)
	}
	late := newHouse(t, func(c *door.Config) { c.Deadline = time.Nanosecond })
	late.people.set("coordinator", at(call.RoleCoordinator, here))
	late.get = func(ctx context.Context, _ *intakev1.GetApplicationRequest) (*intakev1.Application, error) {
		<-ctx.Done()
		return nil, ctx.Err()
	}
	late.submit = func(ctx context.Context, _ *intakev1.SubmitApplicationRequest) (*intakev1.SubmitApplicationResponse, error) {
		<-ctx.Done()
		return nil, errs.New(errs.Unavailable).Because(errors.New("the statement was stopped"))
	}
	_, err := intakev1.NewIntakeServiceClient(late.inside).SubmitApplication(outside(t, "coordinator"), submission(here))
	want(t, err, codes.DeadlineExceeded, errs.DeadlineExceeded)
	_, err = intakev1.NewIntakeServiceClient(late.inside).GetApplication(outside(t, "coordinator"), getApplication())
	want(t, err, codes.DeadlineExceeded, errs.DeadlineExceeded)
}
