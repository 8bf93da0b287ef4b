package message

import "time"

// Lease is how long whoever took a message up has for it. Then another may: the one before crashed.
const Lease = 10 * time.Minute

// pauses are how long after each attempt the next one is; together a day. The first is short: many servers refuse
// whoever they do not know once, and take the same message a minute later.
var pauses = []time.Duration{
	time.Minute, 4 * time.Minute, 10 * time.Minute, 45 * time.Minute, 2 * time.Hour, 4 * time.Hour, 8 * time.Hour, 9 * time.Hour,
}

// permanent says of a fault that another attempt changes nothing.
func (f Fault) permanent() bool { return f == AddressRefused || f == MessageRefused }

// Tried is the message after an attempt: sent when there was no fault, else given up or tried again later. One that was
// stopped meanwhile is not tried again.
func (m Message) Tried(fault Fault, now time.Time) Message {
	switch {
	case fault == "":
		m.State, m.Fault, m.SentTime, m.NextAttempt = Sent, "", now, time.Time{}
	case m.Stopped != "":
		m.State, m.Fault, m.NextAttempt = Cancelled, m.Stopped, time.Time{}
	case fault == AddressRefused:
		m.State, m.Fault, m.NextAttempt = Bounced, fault, time.Time{}
	case fault.permanent():
		m.State, m.Fault, m.NextAttempt = Failed, fault, time.Time{}
	case m.Attempts > len(pauses):
		m.State, m.Fault, m.NextAttempt = Failed, TooLate, time.Time{}
	default:
		m.State, m.Fault, m.NextAttempt = Queued, fault, now.Add(pauses[max(m.Attempts-1, 0)])
	}
	return m
}
