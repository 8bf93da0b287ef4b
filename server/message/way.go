package message

import (
	"slices"

	"oco.example/oco/server/platform/sealed"
)

// Channel is the one way by which a message goes, a word of oco.message.v1.MessageChannel.
type Channel string

// The ways.
const (
	Mail               Channel = "MAIL"
	SMS                Channel = "SMS"
	Letter             Channel = "LETTER"
	Call               Channel = "CALL"
	NeighbourhoodPoint Channel = "NEIGHBOURHOOD_POINT"
	TrustedPerson      Channel = "TRUSTED_PERSON"
	// Coordinator is no way: the coordinator finds one.
	Coordinator Channel = "COORDINATOR"
)

// Channels lists every way, in the order of the contract.
var Channels = []Channel{Mail, SMS, Letter, Call, NeighbourhoodPoint, TrustedPerson, Coordinator}

// Sends reports whether it goes by itself; everything else somebody does.
func (c Channel) Sends() bool { return c == Mail || c == SMS }

// Safety is how a person may be reached safely; it binds every message.
type Safety struct {
	NoPost, NoEmail, NoPhone, NoVoicemail, NoCalendar bool
	Instruction                                       sealed.Text
}

// Reach is how a person can be reached. What is empty there is not.
type Reach struct {
	Name, Email, Phone sealed.Text
	// Postcode and HouseNumber are where a letter goes; one alone is no address.
	Postcode, HouseNumber sealed.Text
	// Point says that the resident comes to a neighbourhood point, Trusted that the resident named somebody who tells them.
	Point, Trusted bool
	// Preferred is the way that the person asked for, empty when none.
	Preferred Channel
	// Spoke says that whoever applied was spoken to when the application was written down.
	Spoke bool
	// Untold says that nobody spoke with the person of what a message confirms.
	Untold bool
	Safety Safety
	// Language is "nl" or "en".
	Language string
	// Gone is why nothing goes to this person (any more): Deceased, Erased, or why this message does not; empty for everybody else.
	Gone Fault
}

// Mind is what whoever brings a message must heed.
type Mind struct {
	NoVoicemail, NoCalendar bool
	Instruction             sealed.Text
}

// Decision is the way that a message goes, and what to mind on it; or why it goes to nobody.
type Decision struct {
	Channel Channel
	Mind    Mind
	// Nobody is why it does not go out; then there is no way.
	Nobody Fault
}

// turn is the order in which ways are tried after the one that the person asked for.
var turn = []Channel{Mail, SMS, Call, Letter, NeighbourhoodPoint, TrustedPerson}

// Way decides by which one way a message of a kind goes; sms says that there is a service for text messages.
//
// A way that the safe-contact instruction forbids is never taken, whatever the person prefers. Where the instruction
// has words, nothing goes by itself: words are for people. A text message stays on the phone as a voicemail does, so
// what forbids the one forbids the other. Who cannot be reached by any way is the coordinator's task, and no failure.
//
// What confirms an appointment goes in writing or not at all: whoever made it spoke with the resident. So does the receipt
// of who was on the phone or stood at the desk, and was told on the spot. What nobody spoke of, since the end of a case called
// the appointment off, goes as everything else does. It is printed for those alone who asked for post,
// and a reminder, which would come late, not even for them.
func Way(kind Kind, r Reach, sms bool) Decision {
	if r.Gone != "" {
		return Decision{Nobody: r.Gone}
	}
	mind := r.mind()
	if kind.Digest() {
		if r.may(Mail, sms) {
			return Decision{Channel: Mail, Mind: mind}
		}
		return Decision{Nobody: NotNeeded}
	}
	way := Decision{Channel: Coordinator, Mind: mind}
	for _, channel := range r.ways() {
		if r.may(channel, sms) {
			way.Channel = channel
			break
		}
	}
	if (kind.Confirms() && !r.Untold || kind == Receipt && r.Spoke) && !way.Channel.Sends() && (way.Channel != Letter || r.Preferred != Letter || kind == AppointmentReminder) {
		return Decision{Nobody: NotNeeded}
	}
	return way
}

// ways are those to try, in their order. Who is told things through somebody they trust is told in no other way, also while
// nobody knows who that is: whoever they live with may read along.
func (r Reach) ways() []Channel {
	if r.Preferred == TrustedPerson {
		return []Channel{TrustedPerson}
	}
	return append([]Channel{r.Preferred}, turn...)
}

// mind is what the instruction asks of whoever brings a message.
func (r Reach) mind() Mind {
	return Mind{NoVoicemail: r.Safety.NoVoicemail, NoCalendar: r.Safety.NoCalendar, Instruction: r.Safety.Instruction}
}

// may reports whether a way leads to the person, and is allowed.
func (r Reach) may(channel Channel, sms bool) bool {
	if channel.Sends() && r.Safety.Instruction.Reveal() != "" {
		return false
	}
	switch channel {
	case Mail:
		return r.Email.Reveal() != "" && !r.Safety.NoEmail
	case SMS:
		return sms && Mobile(r.Phone.Reveal()) && !r.Safety.NoPhone && !r.Safety.NoVoicemail
	case Call:
		return r.Phone.Reveal() != "" && !r.Safety.NoPhone
	case Letter:
		return r.Postcode.Reveal() != "" && r.HouseNumber.Reveal() != "" && !r.Safety.NoPost
	case NeighbourhoodPoint:
		return r.Point
	case TrustedPerson:
		return r.Trusted
	case Coordinator:
		return false
	}
	return false
}

// mobile are the beginnings of Dutch mobile numbers in E.164.
const mobile = "+316"

// Mobile reports whether a number, E.164, can take a text message.
func Mobile(number string) bool {
	return len(number) == len("+31612345678") && number[:len(mobile)] == mobile && !slices.ContainsFunc([]byte(number[1:]), func(c byte) bool { return c < '0' || c > '9' })
}
