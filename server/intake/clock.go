package intake

import "oco.example/oco/server/intake/promise"

// Situation is what the clocks of the promises follow of an application.
func (a Application) Situation() promise.Situation {
	return promise.Situation{
		Runs: a.State.Running() && a.State != AwaitingConsent, Matched: a.State.supported(),
		Urgent: a.Urgency.Reason != "", LatestDay: a.Urgency.LatestDay,
	}
}

// Situation is that of the whole application.
func (o Outline) Situation() promise.Situation {
	return Application{State: o.State, Urgency: o.Urgency}.Situation()
}

// supported reports whether a supporter said yes.
func (s State) supported() bool { return s == Matched || s == InSupport || s == Closed }
