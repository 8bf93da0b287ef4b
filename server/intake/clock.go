package intake

import "oco.example/oco/server/intake/promise"

// Situation is what the clocks of the promises follow of an application.
func (a Application) Situation() promise.Situation {
	return promise.Situation{
		Runs: a.State.Running() && a.State != AwaitingConsent, Matched: a.State.supported(),
		Urgent: a.Urgency.Reason != "", LatestDay: a.Urgency.LatestDay,
	}
}

// ClockPlace is the place in the worklist by the clocks that the application has.
func (a Application) ClockPlace(clocks []promise.Clock) int64 {
	return promise.Order(clocks, a.Urgency.Reason != "" && a.State.Running())
}

// ClockPlace is that of the whole application.
func (o Outline) ClockPlace(clocks []promise.Clock) int64 {
	return Application{State: o.State, Urgency: o.Urgency}.ClockPlace(clocks)
}

// Situation is that of the whole application.
func (o Outline) Situation() promise.Situation {
	return Application{State: o.State, Urgency: o.Urgency}.Situation()
}

// supported reports whether a supporter said yes.
func (s State) supported() bool { return s == Matched || s == InSupport || s == Closed }
