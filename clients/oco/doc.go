// Package oco is the Go client of the platform: the generated gRPC services behind one connection
// that is encrypted, signed in, bounded in time, and safe to repeat.
//
//	client, err := oco.Dial("oco.example:443", oco.TokenFile("/run/secrets/oco-token"))
//	if err != nil {
//		return err
//	}
//	defer client.Close()
//	for application, err := range oco.All(ctx, client.Intake.ListApplications,
//		&intakev1.ListApplicationsRequest{Municipality: "gm0867"},
//		(*intakev1.ListApplicationsResponse).GetApplications) {
//		…
//	}
//
// # Trying again
//
// Every write carries a request_id. The client fills in a fresh one where the caller left it
// empty, so a write whose answer was lost is sent again with the same id and done once. Reads, and
// writes with a request_id, are tried again when the server cannot be reached (UNAVAILABLE) or is
// asked too much and says when to come back (RESOURCE_EXHAUSTED with RetryInfo); nothing else is.
//
// # Refusals
//
// AsError turns what a call returned into its reason, the fields that break a rule with a sentence
// for each in the language asked for, and when to try again.
package oco
