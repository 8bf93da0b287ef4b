package app

import (
	"context"
	"net/http"

	messagerpc "oco.example/oco/server/message/rpc"
	"oco.example/oco/server/platform/mail"
	"oco.example/oco/server/platform/mailsink"
	"oco.example/oco/server/platform/sms"
)

// outgoing is how messages leave the platform. What is nil is not set.
type outgoing struct {
	mails     messagerpc.Mails
	texts     messagerpc.Texts
	publicURL string
	mailbox   *mailsink.Sink
}

// demoSender is where the mails of a demo come from.
const demoSender = "demo@oco.example"

// newOutgoing makes what the settings say. A demo without a mail server has a mailbox of its own.
func newOutgoing(f Foundation) (outgoing, error) {
	o, settings := outgoing{publicURL: publicPages(f)}, f.Settings
	password, err := settings.SMTPPassword()
	if err != nil {
		return o, err
	}
	server := mail.Config{
		Addr: settings.SMTPAddr, User: settings.SMTPUser, Password: password, From: settings.SMTPFrom, Security: mail.Security(settings.SMTPTLS),
	}
	if settings.Demo && server.Addr == "" {
		if o.mailbox, err = mailsink.Listen(context.Background()); err != nil {
			return o, err
		}
		server = mail.Config{Addr: o.mailbox.Addr(), From: demoSender, Security: mail.None}
	}
	if server.Addr != "" {
		if o.mails, err = mail.New(server); err != nil {
			return o, err
		}
	}
	if settings.SMSURL != nil {
		token, err := settings.SMSToken()
		if err != nil {
			return o, err
		}
		o.texts = sms.New(settings.SMSURL, token)
	}
	return o, nil
}

// run takes the mails of a demo until ctx ends.
func (o outgoing) run(ctx context.Context) error {
	if o.mailbox == nil {
		return nil
	}
	return o.mailbox.Serve(ctx)
}

// withMailbox shows the mails of a demo beside what handler serves.
func (o outgoing) withMailbox(handler http.Handler) http.Handler {
	if o.mailbox == nil {
		return handler
	}
	return o.mailbox.Handler(handler)
}
