package oco

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"

	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
)

// three answers three pages of two applications each.
func three(request *intakev1.ListApplicationsRequest) *intakev1.ListApplicationsResponse {
	n, _ := strconv.Atoi(request.GetPageToken())
	next := strconv.Itoa(n + 1)
	if n == 2 {
		next = ""
	}
	id := strconv.Itoa(n)
	return &intakev1.ListApplicationsResponse{NextPageToken: next, Applications: []*intakev1.Application{{Id: id + "a"}, {Id: id + "b"}}}
}

func TestAllGoesThroughEveryPage(t *testing.T) {
	f := &fake{list: three}
	client, _ := connect(t, f)
	request := &intakev1.ListApplicationsRequest{Municipality: waalwijk, Urgent: true}
	var ids []string
	for application, err := range All(t.Context(), client.Intake.ListApplications, request, (*intakev1.ListApplicationsResponse).GetApplications) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, application.GetId())
	}
	if diff := cmp.Diff([]string{"0a", "0b", "1a", "1b", "2a", "2b"}, ids); diff != "" {
		t.Error(diff)
	}
	if request.GetPageToken() != "" {
		t.Error("the caller's request was changed")
	}
	for _, seen := range f.requests {
		if list, ok := seen.(*intakev1.ListApplicationsRequest); !ok || !list.GetUrgent() || list.GetMunicipality() != waalwijk {
			t.Errorf("a page was asked for without the filter: %v", seen)
		}
	}
}

func TestAllStopsWhenTheCallerDoes(t *testing.T) {
	f := &fake{list: three}
	client, _ := connect(t, f)
	for application, err := range All(t.Context(), client.Intake.ListApplications, &intakev1.ListApplicationsRequest{}, (*intakev1.ListApplicationsResponse).GetApplications) {
		if err != nil || application.GetId() == "0b" {
			break
		}
	}
	if len(f.requests) != 1 {
		t.Errorf("%d pages were asked for, want 1", len(f.requests))
	}
}

func TestAllEndsWithAnError(t *testing.T) {
	f := &fake{list: three, refuse: func(call int) error {
		if call == 2 {
			return status.Error(codes.PermissionDenied, "")
		}
		return nil
	}}
	client, _ := connect(t, f)
	rows, last := 0, error(nil)
	for _, err := range All(t.Context(), client.Intake.ListApplications, &intakev1.ListApplicationsRequest{}, (*intakev1.ListApplicationsResponse).GetApplications) {
		if last = err; err == nil {
			rows++
		}
	}
	if rows != 2 || status.Code(last) != codes.PermissionDenied {
		t.Errorf("%d rows, then %v", rows, last)
	}
}

func TestPagesRefuseAServerThatNeverEnds(t *testing.T) {
	f := &fake{list: func(*intakev1.ListApplicationsRequest) *intakev1.ListApplicationsResponse {
		return &intakev1.ListApplicationsResponse{NextPageToken: "same"}
	}}
	client, _ := connect(t, f)
	var last error
	for _, err := range Pages(t.Context(), client.Intake.ListApplications, &intakev1.ListApplicationsRequest{}) {
		last = err
	}
	if !errors.Is(last, errEndless) || len(f.requests) != 2 {
		t.Errorf("%v after %d calls", last, len(f.requests))
	}
}

// TestEveryListHasPages holds that All works for every List and Search RPC.
func TestEveryListHasPages(t *testing.T) {
	eachRPC(func(rpc protoreflect.MethodDescriptor) {
		name := string(rpc.Name())
		if !strings.HasPrefix(name, "List") && !strings.HasPrefix(name, "Search") {
			return
		}
		if rpc.Input().Fields().ByName("page_token") == nil || rpc.Output().Fields().ByName("next_page_token") == nil {
			t.Errorf("%s has no pages", rpc.FullName())
		}
	})
}

func TestWatchGoesOnWhereItBroke(t *testing.T) {
	f := &fake{watch: func(call int, request *eventsv1.WatchEventsRequest, stream grpc.ServerStreamingServer[eventsv1.WatchEventsResponse]) error {
		for position := request.GetAfterPosition() + 1; position <= 4; position++ {
			if err := stream.Send(&eventsv1.WatchEventsResponse{Position: position}); err != nil {
				return err
			}
			if position == 2 && call == 1 {
				return status.Error(codes.Unavailable, "stopping")
			}
		}
		return status.Error(codes.PermissionDenied, "")
	}}
	client, pauses := connect(t, f)
	var positions []int64
	var last error
	for answer, err := range client.WatchEvents(t.Context(), waalwijk, 0) {
		if last = err; err == nil {
			positions = append(positions, answer.GetPosition())
		}
	}
	if diff := cmp.Diff([]int64{1, 2, 3, 4}, positions); diff != "" {
		t.Error(diff)
	}
	if status.Code(last) != codes.PermissionDenied || len(*pauses) != 1 {
		t.Errorf("ended with %v after %d pauses", last, len(*pauses))
	}
}

func TestWatchGivesUp(t *testing.T) {
	f := &fake{refuse: func(int) error { return status.Error(codes.Unavailable, "") }}
	client, _ := connect(t, f)
	for _, err := range client.WatchEvents(t.Context(), waalwijk, 0) {
		if status.Code(err) != codes.Unavailable {
			t.Errorf("got %v", err)
		}
	}
	if len(f.requests) != defaultAttempts {
		t.Errorf("opened %d times", len(f.requests))
	}
}
