package rest_test

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/fullstorydev/grpchan/inprocgrpc"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/protoadapt"
	"google.golang.org/protobuf/types/known/emptypb"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/platform/door"
	"oco.example/oco/server/platform/rest"
)

const (
	anID      = "01980000-0000-7000-8000-000000000001"
	anotherID = "01980000-0000-7000-8000-000000000002"
	base      = "/v1/municipalities/gm0867"
	version   = "1.0.0"
)

// fixture is the handler over an in-process channel with services that do what a test says.
type fixture struct {
	t       testing.TB
	handler http.Handler
	calls   []string
	seen    any
	meta    metadata.MD
	// admit is why the door lets nobody in; fail is what every call answers.
	admit, fail error
	answer      func(request any) (any, error)
	stream      func(send func(*eventsv1.WatchEventsResponse) error) error
}

// newFixture makes the handler; change may change its configuration.
func newFixture(t testing.TB, change ...func(*rest.Config)) *fixture {
	t.Helper()
	f := &fixture{t: t}
	channel := (&inprocgrpc.Channel{}).WithServerUnaryInterceptor(f.intercept)
	intakev1.RegisterIntakeServiceServer(channel, &intakev1.UnimplementedIntakeServiceServer{})
	intakev1.RegisterImportServiceServer(channel, &intakev1.UnimplementedImportServiceServer{})
	adminv1.RegisterAdminServiceServer(channel, &adminv1.UnimplementedAdminServiceServer{})
	eventsv1.RegisterEventServiceServer(channel, events{f: f})
	config := rest.Config{
		Channel: channel,
		Admit: func(context.Context, string, door.Outside) (door.Admission, error) {
			return door.Admission{}, f.admit
		},
		Services: []rest.Service{
			rest.ServiceOf(&intakev1.IntakeService_ServiceDesc, intakev1.NewIntakeServiceClient, intakev1.RegisterIntakeServiceHandlerClient),
			rest.ServiceOf(&intakev1.ImportService_ServiceDesc, intakev1.NewImportServiceClient, intakev1.RegisterImportServiceHandlerClient),
			rest.ServiceOf(&adminv1.AdminService_ServiceDesc, adminv1.NewAdminServiceClient, adminv1.RegisterAdminServiceHandlerClient),
			rest.ServiceOf(&eventsv1.EventService_ServiceDesc, eventsv1.NewEventServiceClient, eventsv1.RegisterEventServiceHandlerClient),
		},
		Version:         version,
		OpenAPI:         []byte(`{"openapi":"3.1.0","servers":[{"url":"https://elsewhere.example/v1"}]}`),
		CORSOrigins:     []string{"https://aanmelden.example"},
		SecurityContact: "mailto:security@oco.example",
	}
	for _, c := range change {
		c(&config)
	}
	handler, err := rest.New(config)
	if err != nil {
		t.Fatal(err)
	}
	f.handler = handler
	return f
}

// intercept stands for every service: it keeps the request and answers as the test says.
func (f *fixture) intercept(ctx context.Context, request any, info *grpc.UnaryServerInfo, _ grpc.UnaryHandler) (any, error) {
	f.calls = append(f.calls, info.FullMethod)
	f.seen = request
	f.meta, _ = metadata.FromIncomingContext(ctx)
	if f.fail != nil {
		return nil, f.fail
	}
	if f.answer != nil {
		return f.answer(request)
	}
	return answers(request), nil
}

// answers is what the services say when a test does not.
func answers(request any) any {
	switch request := request.(type) {
	case *intakev1.SubmitApplicationRequest:
		return &intakev1.SubmitApplicationResponse{ReceiptCode: "ABCD-EFGH", Application: anID}
	case *intakev1.GetApplicationRequest:
		return &intakev1.Application{Id: request.GetApplication(), Municipality: request.GetMunicipality(), Etag: "7"}
	case *intakev1.UpdateApplicationRequest:
		return &intakev1.Application{Id: request.GetApplication().GetId(), Etag: "8"}
	case *intakev1.EndApplicationRequest:
		return &intakev1.Application{Id: request.GetApplication(), Etag: "9"}
	case *intakev1.ListApplicationsRequest:
		return &intakev1.ListApplicationsResponse{}
	case *intakev1.LookupReceiptRequest:
		return &intakev1.Receipt{Status: intakev1.ReceiptStatus_RECEIPT_STATUS_RECEIVED}
	case *intakev1.CreateImportRequest:
		return &intakev1.Import{Id: anID}
	case *adminv1.CreateMunicipalityRequest:
		return &adminv1.Municipality{Municipality: request.GetMunicipality().GetMunicipality(), Etag: "1"}
	case *adminv1.UpdateMunicipalityRequest:
		return &adminv1.Municipality{Municipality: request.GetMunicipality().GetMunicipality(), Etag: "2"}
	case *adminv1.CreateCertificateRequest:
		return &adminv1.Certificate{Id: anID, Etag: "1"}
	case *adminv1.DeleteCertificateRequest:
		return &emptypb.Empty{}
	default:
		return &emptypb.Empty{}
	}
}

// events streams what a test says.
type events struct {
	eventsv1.UnimplementedEventServiceServer
	f *fixture
}

func (e events) WatchEvents(request *eventsv1.WatchEventsRequest, stream eventsv1.EventService_WatchEventsServer) error {
	e.f.seen = request
	return e.f.stream(stream.Send)
}

// call sends a request as a signed-in caller; headers come in pairs.
func (f *fixture) call(method, path, body string, headers ...string) *http.Response {
	f.t.Helper()
	return f.send(method, path, body, append([]string{"Authorization", "Bearer x"}, headers...)...)
}

// send sends a request as anyone.
func (f *fixture) send(method, path, body string, headers ...string) *http.Response {
	f.t.Helper()
	r := f.request(method, path, body)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return f.serve(r)
}

// request makes a request with a JSON body, or with none.
func (f *fixture) request(method, path, body string) *http.Request {
	f.t.Helper()
	r := httptest.NewRequestWithContext(f.t.Context(), method, "/", strings.NewReader(body))
	address, err := url.ParseRequestURI(path)
	if err != nil {
		f.t.Fatal(err)
	}
	r.URL, r.RequestURI = address, path
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	return r
}

// serve has a request answered.
func (f *fixture) serve(r *http.Request) *http.Response {
	w := httptest.NewRecorder()
	f.handler.ServeHTTP(w, r)
	return w.Result()
}

func read(t testing.TB, r *http.Response) string {
	t.Helper()
	defer r.Body.Close()
	content, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// problem checks that the answer is a complete problem with this status and type, and returns it.
func problem(t testing.TB, r *http.Response, status int, kind string) rest.Problem {
	t.Helper()
	text := read(t, r)
	if r.StatusCode != status {
		t.Fatalf("status: got %d, want %d; %s", r.StatusCode, status, text)
	}
	if media := r.Header.Get("Content-Type"); media != "application/problem+json" {
		t.Errorf("content type of a refusal: got %q", media)
	}
	var p rest.Problem
	if err := json.Unmarshal([]byte(text), &p); err != nil {
		t.Fatalf("a problem must be JSON: %v; %s", err, text)
	}
	if want := "urn:oco:problem:" + kind; p.Type != want && (kind != "" || p.Type != "about:blank") {
		t.Errorf("type: got %q, want %q", p.Type, want)
	}
	if p.Status != status || p.Title == "" || p.Detail == "" || len(p.TraceID) != 32 {
		t.Errorf("a problem needs status, title, detail and trace: %s", text)
	}
	for _, e := range p.Errors {
		if e.In == "" || e.Detail == "" || e.Code == "" {
			t.Errorf("an error needs in, detail and code: %s", text)
		}
	}
	return p
}

// refuse is what the door makes of a refusal.
func refuse(code codes.Code, reason string, details ...protoadapt.MessageV1) error {
	s, err := status.New(code, "for logs").WithDetails(append([]protoadapt.MessageV1{
		&errdetails.ErrorInfo{Reason: reason, Domain: "oco", Metadata: map[string]string{"resource": "application"}},
		&errdetails.LocalizedMessage{Locale: "nl", Message: "Zo staat het er."},
	}, details...)...)
	if err != nil {
		panic(err)
	}
	return s.Err()
}
