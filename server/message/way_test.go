package message_test

import (
	"testing"

	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/sealed"
)

const (
	mail     = "inwoner@post.example"
	mobile   = "+31612345678"
	landline = "+31416123456"
)

// reaches are all ways in which a person can or cannot be reached, with every instruction: the whole table.
func reaches(visit func(r message.Reach)) {
	yes := []bool{false, true}
	for _, preferred := range append([]message.Channel{""}, message.Channels...) {
		for _, email := range []string{"", mail} {
			for _, phone := range []string{"", mobile, landline} {
				for _, bits := range [][3]bool{{false, false, false}, {true, false, false}, {false, true, false}, {false, false, true}, {true, true, true}} {
					for mask := range 1 << 6 {
						r := message.Reach{
							Name: sealed.Of("Nora Kant"), Email: sealed.Of(email), Phone: sealed.Of(phone), Point: bits[1], Trusted: bits[2], Preferred: preferred,
							Safety: message.Safety{
								NoPost: yes[mask&1], NoEmail: yes[mask>>1&1], NoPhone: yes[mask>>2&1], NoVoicemail: yes[mask>>3&1], NoCalendar: yes[mask>>4&1],
							},
						}
						if bits[0] {
							r.Postcode, r.HouseNumber = sealed.Of("5141AB"), sealed.Of("7a")
						}
						if yes[mask>>5&1] {
							r.Safety.Instruction = sealed.Of("alleen op school")
						}
						visit(r)
					}
				}
			}
		}
	}
}

// forbidden says, in the words of the instruction alone, whether a way may not be taken.
func forbidden(c message.Channel, s message.Safety) bool {
	words := s.Instruction.Reveal() != ""
	return c == message.Mail && (s.NoEmail || words) || c == message.SMS && (s.NoPhone || s.NoVoicemail || words) ||
		c == message.Call && s.NoPhone || c == message.Letter && s.NoPost
}

// leads says whether a way leads to the person at all.
func leads(c message.Channel, r message.Reach, sms bool) bool {
	switch c {
	case message.Mail:
		return r.Email.Reveal() != ""
	case message.SMS:
		return sms && r.Phone.Reveal() == mobile
	case message.Call:
		return r.Phone.Reveal() != ""
	case message.Letter:
		return r.Postcode.Reveal() != ""
	case message.NeighbourhoodPoint:
		return r.Point
	case message.TrustedPerson:
		return r.Trusted
	case message.Coordinator:
		return true
	}
	return false
}

func TestNothingGoesByAForbiddenWayAndNothingIsLost(t *testing.T) {
	cases := 0
	for _, kind := range message.Kinds {
		for _, sms := range []bool{false, true} {
			reaches(func(r message.Reach) {
				cases++
				got := message.Way(kind, r, sms)
				if kind.Digest() {
					if may := leads(message.Mail, r, sms) && !forbidden(message.Mail, r.Safety); may != (got.Channel == message.Mail) || may == (got.Nobody == message.NotNeeded) {
						t.Fatalf("%s %+v: %+v", kind, r, got)
					}
					return
				}
				if kind.Confirms() {
					confirmed(t, kind, r, sms, got)
					return
				}
				if got.Nobody != "" || forbidden(got.Channel, r.Safety) || !leads(got.Channel, r, sms) {
					t.Fatalf("%s by %q (sms %t), preferred %q, email %q, phone %q, safety %+v: nobody %q", kind, got.Channel, sms, r.Preferred, r.Email.Reveal(), r.Phone.Reveal(), r.Safety, got.Nobody)
				}
				if got.Mind.NoVoicemail != r.Safety.NoVoicemail || got.Mind.NoCalendar != r.Safety.NoCalendar || got.Mind.Instruction != r.Safety.Instruction {
					t.Fatalf("%s: whoever brings it is told %+v of %+v", kind, got.Mind, r.Safety)
				}
				for _, c := range message.Channels {
					if c != message.Coordinator && r.Preferred != message.TrustedPerson && got.Channel == message.Coordinator && leads(c, r, sms) && !forbidden(c, r.Safety) {
						t.Fatalf("%s: %s was free, and the coordinator has to find a way", kind, c)
					}
				}
				if got.Channel != message.TrustedPerson && got.Channel != message.Coordinator && r.Preferred == message.TrustedPerson {
					t.Fatalf("%s: told through somebody they trust, or not before it is found through whom, and goes by %s", kind, got.Channel)
				}
				if p := r.Preferred; p != "" && p != message.Coordinator && leads(p, r, sms) && !forbidden(p, r.Safety) && got.Channel != p {
					t.Fatalf("%s: asked for %s, goes by %s", kind, p, got.Channel)
				}
			})
		}
	}
	if cases != len(message.Kinds)*2*8*2*3*5*64 {
		t.Errorf("%d cases: the table is not whole", cases)
	}
}

// What nobody told by mouth goes by any way, and to nobody who died.
func TestWhatNobodyToldGoesByAnyWay(t *testing.T) {
	for _, kind := range message.Kinds {
		if !kind.Confirms() {
			continue
		}
		for _, sms := range []bool{false, true} {
			reaches(func(r message.Reach) {
				want := message.Way(message.Correction, r, sms)
				r.Untold = true
				if got := message.Way(kind, r, sms); got != want || got.Nobody != "" {
					t.Fatalf("%s %+v: %+v, all else %+v", kind, r, got, want)
				}
			})
		}
		if got := message.Way(kind, message.Reach{Phone: sealed.Of(mobile), Untold: true, Gone: message.Deceased}, false); got.Nobody != message.Deceased {
			t.Errorf("%s: got %+v", kind, got)
		}
	}
}

// confirmed checks that a confirmation goes in writing, by the way that everything else would go, or not at all.
func confirmed(t *testing.T, kind message.Kind, r message.Reach, sms bool, got message.Decision) {
	t.Helper()
	other := message.Way(message.Receipt, r, sms)
	written := other.Channel == message.Mail || other.Channel == message.SMS ||
		other.Channel == message.Letter && r.Preferred == message.Letter && kind != message.AppointmentReminder
	if written && got != other || !written && (got.Nobody != message.NotNeeded || got.Channel != "") {
		t.Fatalf("%s %+v: %+v, all else %+v", kind, r, got, other)
	}
}

// Whoever was on the phone was told on the spot: what would be a task to call them is none, and what is written goes as ever.
func TestTheReceiptOfWhoWasSpokenToIsWrittenOrToldOnTheSpot(t *testing.T) {
	for _, kind := range message.Kinds {
		reaches(func(r message.Reach) {
			for _, sms := range []bool{false, true} {
				other := message.Way(kind, r, sms)
				r.Spoke = true
				got := message.Way(kind, r, sms)
				r.Spoke = false
				if kind == message.Receipt {
					confirmed(t, kind, r, sms, got)
				} else if got != other {
					t.Fatalf("%s %+v: %+v, all else %+v", kind, r, got, other)
				}
			}
		})
	}
}

func TestToWhomNothingGoes(t *testing.T) {
	for _, gone := range []message.Fault{message.Deceased, message.Erased} {
		reaches(func(r message.Reach) {
			r.Gone = gone
			if got := message.Way(message.Receipt, r, true); got.Nobody != gone || got.Channel != "" {
				t.Fatalf("%s: %+v", gone, got)
			}
		})
	}
}

func TestTheOrderOfWays(t *testing.T) {
	all := message.Reach{
		Email: sealed.Of(mail), Phone: sealed.Of(mobile), Postcode: sealed.Of("5141AB"), HouseNumber: sealed.Of("7"), Point: true, Trusted: true,
	}
	for _, want := range []message.Channel{message.Mail, message.SMS, message.Call, message.Letter, message.NeighbourhoodPoint, message.TrustedPerson, message.Coordinator} {
		if got := message.Way(message.Receipt, all, true).Channel; got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		switch want {
		case message.Mail:
			all.Email = sealed.Text{}
		case message.SMS:
			all.Phone = sealed.Of(landline)
		case message.Call:
			all.Phone = sealed.Text{}
		case message.Letter:
			all.HouseNumber = sealed.Text{}
		case message.NeighbourhoodPoint:
			all.Point = false
		case message.TrustedPerson:
			all.Trusted = false
		case message.Coordinator:
		}
	}
}
