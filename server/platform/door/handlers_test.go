package door_test

import (
	"context"
	"sync"

	"google.golang.org/grpc"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	eventsv1 "oco.example/oco/gen/go/oco/events/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"
	"oco.example/oco/server/platform/call"
)

// handlers are services whose methods a test fills in. seen is the call that the last one found.
type handlers struct {
	intakev1.UnimplementedIntakeServiceServer
	intakev1.UnimplementedImportServiceServer
	adminv1.UnimplementedAdminServiceServer
	eventsv1.UnimplementedEventServiceServer
	matchingv1.UnimplementedMatchingServiceServer
	reportingv1.UnimplementedReportingServiceServer

	mu     sync.Mutex
	calls  int
	seen   call.Call
	submit func(context.Context, *intakev1.SubmitApplicationRequest) (*intakev1.SubmitApplicationResponse, error)
	update func(context.Context, *intakev1.UpdateApplicationRequest) (*intakev1.Application, error)
	get    func(context.Context, *intakev1.GetApplicationRequest) (*intakev1.Application, error)
	watch  func(*eventsv1.WatchEventsRequest, grpc.ServerStreamingServer[eventsv1.WatchEventsResponse]) error
}

func (h *handlers) note(ctx context.Context) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.calls++
	h.seen = call.From(ctx)
}

func (h *handlers) last() (call.Call, int) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.seen, h.calls
}

func (h *handlers) SubmitApplication(ctx context.Context, r *intakev1.SubmitApplicationRequest) (*intakev1.SubmitApplicationResponse, error) {
	h.note(ctx)
	if h.submit != nil {
		return h.submit(ctx, r)
	}
	return &intakev1.SubmitApplicationResponse{}, nil
}

func (h *handlers) GetApplication(ctx context.Context, r *intakev1.GetApplicationRequest) (*intakev1.Application, error) {
	h.note(ctx)
	if h.get != nil {
		return h.get(ctx, r)
	}
	return &intakev1.Application{}, nil
}

func (h *handlers) UpdateApplication(ctx context.Context, r *intakev1.UpdateApplicationRequest) (*intakev1.Application, error) {
	h.note(ctx)
	if h.update != nil {
		return h.update(ctx, r)
	}
	return &intakev1.Application{}, nil
}

func (h *handlers) GetIntakeForm(ctx context.Context, _ *intakev1.GetIntakeFormRequest) (*intakev1.IntakeForm, error) {
	h.note(ctx)
	return &intakev1.IntakeForm{}, nil
}

func (h *handlers) LookupReceipt(ctx context.Context, _ *intakev1.LookupReceiptRequest) (*intakev1.Receipt, error) {
	h.note(ctx)
	return &intakev1.Receipt{}, nil
}

func (h *handlers) GetCaller(ctx context.Context, _ *adminv1.GetCallerRequest) (*adminv1.Caller, error) {
	h.note(ctx)
	return &adminv1.Caller{}, nil
}

func (h *handlers) CreateMunicipality(ctx context.Context, _ *adminv1.CreateMunicipalityRequest) (*adminv1.Municipality, error) {
	h.note(ctx)
	return &adminv1.Municipality{}, nil
}

func (h *handlers) UpdateMunicipality(ctx context.Context, _ *adminv1.UpdateMunicipalityRequest) (*adminv1.Municipality, error) {
	h.note(ctx)
	return &adminv1.Municipality{}, nil
}

func (h *handlers) GetOffer(ctx context.Context, _ *matchingv1.GetOfferRequest) (*matchingv1.Offer, error) {
	h.note(ctx)
	return &matchingv1.Offer{}, nil
}

func (h *handlers) GetMonitor(ctx context.Context, _ *reportingv1.GetMonitorRequest) (*reportingv1.Monitor, error) {
	h.note(ctx)
	return &reportingv1.Monitor{}, nil
}

func (h *handlers) WatchEvents(r *eventsv1.WatchEventsRequest, s grpc.ServerStreamingServer[eventsv1.WatchEventsResponse]) error {
	h.note(s.Context())
	if h.watch != nil {
		return h.watch(r, s)
	}
	return nil
}
