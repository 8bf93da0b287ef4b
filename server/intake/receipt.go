package intake

// Standing is what decides what the holder of a receipt is told.
type Standing struct {
	// ApplicantKind is who applied with this receipt.
	ApplicantKind string
	// State is where the application stands; of one that was merged, where the one stands that stayed.
	State State
	// Support and StatusToReferrer are the resident's newest recorded answers: to be supported, and
	// that a referrer sees the status. An answer that only the applicant gave is none.
	Support, StatusToReferrer bool
	// Day and PromiseDay are those of the application itself.
	Day, PromiseDay string
}

// Status is what the holder of the receipt sees, a word of oco.intake.v1.ReceiptStatus. The resident
// sees where the own application stands; who applied for somebody else no more than that it arrived,
// unless that person agreed and did not take it back.
func (s Standing) Status() string {
	agreed := s.Support
	switch s.ApplicantKind {
	case ByResident:
		agreed = true
	case ByReferrer:
		agreed = s.StatusToReferrer
	}
	return statusFor(s.State, agreed)
}

// statusFor is what may be told of a state, and without agreement no more than "received".
func statusFor(state State, agreed bool) string {
	switch {
	case !agreed:
		return "RECEIVED"
	case state == Received, state == AwaitingConsent:
		return "RECEIVED"
	case state == Answered, state == Referred, state == Closed, state == Ended, state == Merged:
		return "ENDED"
	default:
		return "BEING_HELPED"
	}
}
