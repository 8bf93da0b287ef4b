package mailsink_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"oco.example/oco/server/platform/mail"
	"oco.example/oco/server/platform/mailsink"
	"oco.example/oco/server/platform/sealed"
)

func TestTheMailboxShowsWhatCameIn(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	sink, err := mailsink.Listen(ctx)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- sink.Serve(ctx) }()
	server, err := mail.New(mail.Config{Addr: sink.Addr(), From: "demo@oco.example", Security: mail.None})
	if err != nil {
		t.Fatal(err)
	}
	var list []mail.Mail
	for _, subject := range []string{"Eerste", "Tweede é <b>"} {
		list = append(list, mail.Mail{
			ID: subject[:3], To: sealed.Of("nora@post.example"), Subject: sealed.Of(subject), Text: sealed.Of("Beste Nora,\né <i>"),
			HTML: sealed.Of("<p>Beste <script>alert(1)</script></p>"), Time: time.Now(),
		})
	}
	list[1].File = &mail.File{Name: "afspraak.ics", MediaType: "text/calendar; charset=utf-8", Content: []byte("BEGIN:VCALENDAR\r\né")}
	for _, class := range server.Deliver(ctx, list) {
		if class != "" {
			t.Fatal(class)
		}
	}
	back := list[0]
	back.To = sealed.Of("Weg@Bestaat-niet.example")
	if classes := server.Deliver(ctx, []mail.Mail{back}); classes[0] != mail.AddressRefused {
		t.Errorf("of who is gone: %q", classes)
	}
	mails := sink.Mails()
	if len(mails) != 2 || mails[0].Subject != "Tweede é <b>" || mails[0].Text != "Beste Nora,\né <i>" || mails[0].To != "nora@post.example" || !strings.Contains(mails[0].HTML, "<script>") {
		t.Fatalf("got %+v", mails)
	}
	if len(mails[0].Files) != 1 || string(mails[0].Files[0].Content) != "BEGIN:VCALENDAR\r\né" || len(mails[1].Files) != 0 {
		t.Errorf("got %+v, %+v", mails[0].Files, mails[1].Files)
	}
	web := httptest.NewServer(sink.Handler(http.NotFoundHandler()))
	defer web.Close()
	for path, want := range map[string]struct {
		status         int
		policy, within string
	}{
		"/demo/mail":           {200, "form-action 'none'", "Tweede é &lt;b&gt;"},
		"/demo/mail/2":         {200, "form-action 'none'", `<iframe sandbox title`},
		"/demo/mail/2/html":    {200, "sandbox;", "<script>alert(1)</script>"}, // which the policy keeps from running
		"/demo/mail/2/files/0": {200, "", "BEGIN:VCALENDAR"},
		"/demo/mail/2/files/1": {404, "", ""},
		"/demo/mail/3":         {404, "", ""},
		"/demo/mailbox":        {404, "", ""},
	} {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, web.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := web.Client().Do(request)
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil || answer.StatusCode != want.status || !strings.Contains(answer.Header.Get("Content-Security-Policy"), want.policy) || !strings.Contains(string(content), want.within) {
			t.Errorf("%s: %d %q\n%s", path, answer.StatusCode, answer.Header.Get("Content-Security-Policy"), content)
		}
		if path == "/demo/mail/2/files/0" && answer.Header.Get("Content-Disposition") != "attachment; filename=afspraak.ics" {
			t.Errorf("a file is shown: %v", answer.Header)
		}
		if path == "/demo/mail/2" && (!strings.Contains(string(content), `<a href="/demo/mail/2/files/0">afspraak.ics</a>`) || strings.Contains(string(content), "<script>") || !strings.Contains(string(content), "Message-ID: &lt;Twe@oco.example&gt;")) {
			t.Errorf("got %s", content)
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}
