package oco

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/known/durationpb"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
)

func refusal(t *testing.T, code codes.Code, details ...protoadapt.MessageV1) error {
	t.Helper()
	s, err := status.New(code, "refused").WithDetails(details...)
	if err != nil {
		t.Fatal(err)
	}
	return s.Err()
}

func comeBack(after time.Duration) protoadapt.MessageV1 {
	return &errdetails.RetryInfo{RetryDelay: durationpb.New(after)}
}

func TestWriteIsRepeatedUnderOneID(t *testing.T) {
	f := &fake{refuse: func(call int) error {
		if call < 3 {
			return status.Error(codes.Unavailable, "starting")
		}
		return nil
	}}
	client, pauses := connect(t, f)
	request := &intakev1.SubmitApplicationRequest{Municipality: waalwijk}
	if _, err := client.Intake.SubmitApplication(t.Context(), request); err != nil {
		t.Fatal(err)
	}
	ids := f.ids()
	if len(ids) != 3 || len(slices.Compact(slices.Clone(ids))) != 1 {
		t.Errorf("request ids %v, want one three times", ids)
	}
	if _, err := uuid.Parse(ids[0]); err != nil {
		t.Errorf("request id: %v", err)
	}
	if request.GetRequestId() != "" {
		t.Error("the caller's message was changed: sent again it would not be another write")
	}
	if _, err := client.Intake.SubmitApplication(t.Context(), request); err != nil {
		t.Fatal(err)
	}
	if again := f.ids(); again[3] == again[0] {
		t.Error("another call has the same id")
	}
	if len(*pauses) != 2 || (*pauses)[0] > firstPause || (*pauses)[1] > 2*firstPause || (*pauses)[0] <= 0 {
		t.Errorf("pauses %v", *pauses)
	}
}

func TestCallersIDIsKept(t *testing.T) {
	f := &fake{}
	client, _ := connect(t, f)
	id := uuid.NewString()
	if _, err := client.Intake.SubmitApplication(t.Context(), &intakev1.SubmitApplicationRequest{RequestId: id}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{id}, f.ids()); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsTriedAgain(t *testing.T) {
	for _, c := range []struct {
		name  string
		err   error
		tries int
		pause time.Duration
	}{
		{"unreachable", status.Error(codes.Unavailable, ""), defaultAttempts, 0},
		{"too many, come back", refusal(t, codes.ResourceExhausted, comeBack(7*time.Second)), defaultAttempts, 7 * time.Second},
		{"too many, come back much later", refusal(t, codes.ResourceExhausted, comeBack(time.Hour)), 1, 0},
		{"too many, come back after the deadline", refusal(t, codes.ResourceExhausted, comeBack(29*time.Second)), 1, 0},
		{"too large", status.Error(codes.ResourceExhausted, ""), 1, 0},
		{"wrong", status.Error(codes.InvalidArgument, ""), 1, 0},
		{"not signed in", status.Error(codes.Unauthenticated, ""), 1, 0},
		{"changed", status.Error(codes.Aborted, ""), 1, 0},
		{"conflict", status.Error(codes.FailedPrecondition, ""), 1, 0},
		{"fault", status.Error(codes.Internal, ""), 1, 0},
		{"too late", status.Error(codes.DeadlineExceeded, ""), 1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := &fake{refuse: func(int) error { return c.err }}
			client, pauses := connect(t, f, Timeout(20*time.Second))
			_, err := client.Intake.ListApplications(t.Context(), &intakev1.ListApplicationsRequest{})
			if status.Code(err) != status.Code(c.err) {
				t.Errorf("got %v", err)
			}
			if len(f.requests) != c.tries {
				t.Errorf("tried %d times, want %d", len(f.requests), c.tries)
			}
			for _, d := range *pauses {
				if d < c.pause || c.pause > 0 && d > c.pause+longestPause {
					t.Errorf("paused %v, want at least %v", d, c.pause)
				}
			}
		})
	}
}

func TestAttemptsAreBounded(t *testing.T) {
	f := &fake{refuse: func(int) error { return status.Error(codes.Unavailable, "") }}
	client, _ := connect(t, f, Attempts(1))
	_, err := client.Intake.ListApplications(t.Context(), &intakev1.ListApplicationsRequest{})
	if status.Code(err) != codes.Unavailable || len(f.requests) != 1 {
		t.Errorf("%v after %d calls", err, len(f.requests))
	}
}

func TestNothingIsTriedAgainForNobody(t *testing.T) {
	ctx, leave := context.WithCancel(t.Context())
	f := &fake{refuse: func(int) error { return status.Error(codes.Unavailable, "") }}
	client, err := Dial(serve(t, f), Plaintext())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	client.retry.attempts = 100
	f.refuse = func(int) error {
		leave()
		return status.Error(codes.Unavailable, "")
	}
	if _, err := client.Intake.ListApplications(ctx, &intakev1.ListApplicationsRequest{}); err == nil || len(f.requests) != 1 {
		t.Errorf("%v after %d calls", err, len(f.requests))
	}
}

func TestRepeatable(t *testing.T) {
	for _, c := range []struct {
		request any
		want    bool
	}{
		{&intakev1.ListApplicationsRequest{}, true},
		{&intakev1.EndApplicationRequest{}, false},
		{&intakev1.EndApplicationRequest{RequestId: uuid.NewString()}, true},
		{"no message", false},
	} {
		if got := repeatable(c.request); got != c.want {
			t.Errorf("%T: %v, want %v", c.request, got, c.want)
		}
	}
}

// TestContractTellsReadsFromWrites holds what repeatable builds on: an RPC whose request has no
// request_id changes nothing.
func TestContractTellsReadsFromWrites(t *testing.T) {
	reads := []string{"Get", "List", "Search", "Lookup", "Preview", "Propose", "Simulate", "Watch"}
	rpcs := 0
	eachRPC(func(rpc protoreflect.MethodDescriptor) {
		rpcs++
		read := slices.ContainsFunc(reads, func(verb string) bool { return len(rpc.Name()) > len(verb) && string(rpc.Name())[:len(verb)] == verb })
		if identified := rpc.Input().Fields().ByName("request_id") != nil; identified == read {
			t.Errorf("%s: reads %v, request_id %v", rpc.FullName(), read, identified)
		}
	})
	if rpcs == 0 {
		t.Error("there are no RPCs")
	}
}

func eachRPC(do func(protoreflect.MethodDescriptor)) {
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			service := file.Services().Get(i)
			for j := range service.Methods().Len() {
				if service.ParentFile().Package().Parent().Parent() == "oco" {
					do(service.Methods().Get(j))
				}
			}
		}
		return true
	})
}

func TestPauseGrowsAndStaysBounded(t *testing.T) {
	for attempt := 1; attempt < 70; attempt++ {
		want := firstPause << min(attempt-1, 5)
		if d := pause(attempt); d < min(want, longestPause)/2 || d > min(want, longestPause) {
			t.Errorf("attempt %d: %v", attempt, d)
		}
	}
}

func TestShallowCopyKeepsEverything(t *testing.T) {
	request := &intakev1.CreateImportRequest{Municipality: waalwijk, FileName: "lijst.csv", File: []byte("a;b"), Columns: []*intakev1.ColumnMapping{{Heading: "Naam", Field: "name"}}}
	field := requestID(request)
	got := with(request, field, protoreflect.ValueOfString("x"))
	want := proto.CloneOf(request)
	want.RequestId = "x"
	if !proto.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}
