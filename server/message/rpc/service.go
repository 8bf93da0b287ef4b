// Package rpc is the contract's side of messages: oco.message.v1.MessageService, and what happens by nobody's call:
// events become messages (Plan), and messages go out (Send).
package rpc

import (
	"context"

	messagev1 "oco.example/oco/gen/go/oco/message/v1"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/mail"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sms"
)

// People is how the other slices know whom messages are for.
type People interface {
	// Reach reads how recipients are reached now. Who is not known any more is left out.
	Reach(ctx context.Context, tx *pg.Tx, list []message.Recipient) (map[message.Recipient]message.Reach, error)
}

// Facts are what messages say, as the other slices know it. NOT_FOUND when what it is about is not there any more.
type Facts interface {
	// Office is who writes.
	Office(ctx context.Context, tx *pg.Tx) (message.Office, error)
	// Received is what a receipt says.
	Received(ctx context.Context, tx *pg.Tx, application string) (message.Received, error)
	// Dossier is the resident whom an application is about.
	Dossier(ctx context.Context, tx *pg.Tx, application string) (string, error)
	// Asked is what an offer says to a supporter, or to the planners of an organisation.
	Asked(ctx context.Context, tx *pg.Tx, application, supporter, organisation string) (message.Asked, error)
	// Requirement is what people call it.
	Requirement(ctx context.Context, tx *pg.Tx, code, language string) (string, error)
	// Appointment is what is told of one, AppointmentsOn of those that are planned on a day, YYYY-MM-DD.
	Appointment(ctx context.Context, tx *pg.Tx, id string) (message.Appointment, error)
	AppointmentsOn(ctx context.Context, tx *pg.Tx, day string) ([]message.Appointment, error)
	// Invitation is a calendar file with the time of an appointment and nothing else; nil when there is none any more.
	Invitation(ctx context.Context, tx *pg.Tx, appointment string) (*mail.File, error)
	// Surveyed is what an invitation to the survey says; NOT_FOUND once it was answered or ended.
	Surveyed(ctx context.Context, tx *pg.Tx, invitation string) (message.Surveyed, error)
	// ReferralEnded is what a referrer is told of an application whose case closed; NOT_FOUND when there is nobody to tell: nobody
	// referred, the resident did not agree, support goes on otherwise, or the referrer was told by mouth.
	ReferralEnded(ctx context.Context, tx *pg.Tx, application, supportCase string) (message.Referred, error)
	// Gatherings are what those with some of the invitations to a meeting are told of it; who is not invited any more is left out.
	Gatherings(ctx context.Context, tx *pg.Tx, meeting string, invitations []string) ([]message.Gathering, error)
	// MeetingFile is the calendar file of an invitation, as the meeting stands; nil when there is none any more.
	MeetingFile(ctx context.Context, tx *pg.Tx, invitation string) (*mail.File, error)
	// Corrected is what is told of a request to correct; NOT_FOUND when nobody is to be written to.
	Corrected(ctx context.Context, tx *pg.Tx, request string) (message.Corrected, error)
	// Barred says of messages, by id, why they may go to nobody any more, whomever they are for: the resident died, or took back
	// that a referrer hears of an end. What may go is not in it.
	Barred(ctx context.Context, tx *pg.Tx, list []message.Message) (map[string]message.Fault, error)
	// GoBetweens are where or through whom a task by neighbourhood point or trusted person may be told; none of anything else.
	GoBetweens(ctx context.Context, tx *pg.Tx, m message.Message) ([]message.GoBetween, error)
	// Weeks are what coordinators and supporters should know this week.
	Weeks(ctx context.Context, tx *pg.Tx) (coordinators, supporters []message.Week, err error)
}

// Messages is where messages are kept (message/store). What it reads it logs.
type Messages interface {
	Insert(ctx context.Context, tx *pg.Tx, m message.Message) (fresh bool, err error)
	// Told are the people who were told of a period, without what it was about.
	Told(ctx context.Context, tx *pg.Tx, period string) (map[message.Recipient]bool, error)
	// WroteAbout reports whether there is a message of a kind about something.
	WroteAbout(ctx context.Context, tx *pg.Tx, kind message.Kind, about string) (bool, error)
	Get(ctx context.Context, tx *pg.Tx, id, action string) (message.Message, error)
	Lock(ctx context.Context, tx *pg.Tx, id, action string) (message.Message, error)
	List(ctx context.Context, tx *pg.Tx, filter message.Filter, after string, limit int) ([]message.Message, error)
	Save(ctx context.Context, tx *pg.Tx, m message.Message) error
	Take(ctx context.Context, tx *pg.Tx, channels []message.Channel, limit int) ([]message.Message, error)
	Note(ctx context.Context, tx *pg.Tx, list []message.Message) error
	// Stopped tells which of the messages that are being sent were stopped meanwhile, and why, and lets nobody stop more of them.
	Stopped(ctx context.Context, tx *pg.Tx, ids []string) (map[string]message.Fault, error)
	Stop(ctx context.Context, tx *pg.Tx, application, dossier string, why message.Fault) error
	StopAbout(ctx context.Context, tx *pg.Tx, about string, why message.Fault) error
}

// Templates is where the municipality's own texts are kept (message/store).
type Templates interface {
	Templates(ctx context.Context, tx *pg.Tx) (map[string]message.Template, error)
	SaveTemplate(ctx context.Context, tx *pg.Tx, t message.Template) error
}

// Mails hands over mails (platform/mail).
type Mails interface {
	Deliver(ctx context.Context, list []mail.Mail) []mail.Class
}

// Texts hands over text messages (platform/sms).
type Texts interface {
	Deliver(ctx context.Context, list []sms.Text) []mail.Class
}

// Deps are what the service stands on.
type Deps struct {
	DB        *pg.DB
	Messages  Messages
	Templates Templates
	People    People
	Facts     Facts
	// Mails and Texts are nil while no server is set: then mails wait, and no text message is written.
	Mails Mails
	Texts Texts
	// PublicURL is where people find the website; empty when nobody said.
	PublicURL string
	Tokens    *page.Tokens
}

// Service serves oco.message.v1.MessageService.
type Service struct {
	messagev1.UnimplementedMessageServiceServer
	Deps
}

// New returns the service.
func New(d Deps) *Service { return &Service{Deps: d} }
