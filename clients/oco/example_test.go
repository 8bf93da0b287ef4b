package oco_test

import (
	"context"
	"fmt"
	"log"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	commonv1 "oco.example/oco/gen/go/oco/common/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"

	"oco.example/oco/clients/oco"
)

func ExampleDial() {
	client, err := oco.Dial("oco.example:443", oco.TokenFile("/run/secrets/oco-token"), oco.Language("nl"))
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	// A write carries a request_id by itself: an answer that got lost is asked for again, and the
	// application exists once.
	receipt, err := client.Intake.SubmitApplication(context.Background(), &intakev1.SubmitApplicationRequest{
		Municipality: "gm0867",
		Resident:     &intakev1.ResidentDetails{Name: "Noor Voorbeeld", Phone: "06-11930999"},
		CallBack:     "na vier uur",
	})
	if err != nil {
		log.Fatal(oco.AsError(err))
	}
	fmt.Println(receipt.GetReceiptCode())
}

func ExampleAll() {
	client, err := oco.Dial("127.0.0.1:9090", oco.Plaintext(), oco.Token("…"))
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	urgent := &intakev1.ListApplicationsRequest{Municipality: "gm0867", Urgent: true, OrderBy: "urgency"}
	for application, err := range oco.All(context.Background(), client.Intake.ListApplications, urgent, (*intakev1.ListApplicationsResponse).GetApplications) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(application.GetId(), application.GetUrgency().GetLatestDate())
	}
}

func ExampleAsError() {
	refused, err := status.New(codes.InvalidArgument, "not everything is right").WithDetails(
		&errdetails.ErrorInfo{Reason: "INVALID", Domain: "oco"},
		&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{
			{Field: "route", Reason: "enum.not_in", Description: "Choose a route."},
		}})
	if err != nil {
		log.Fatal(err)
	}
	e := oco.AsError(refused.Err())
	fmt.Println(e.Reason == commonv1.ErrorReason_ERROR_REASON_INVALID)
	for _, field := range e.Fields {
		fmt.Println(field.Path, field.Rule, field.Text)
	}
	// Output:
	// true
	// route enum.not_in Choose a route.
}
