package promises_test

import (
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"strings"
	"testing"

	"github.com/emersion/go-ical"
)

// calendarOf is the file of a mail as another library for calendars reads it.
func calendarOf(t testing.TB, content string) *ical.Calendar {
	t.Helper()
	message, err := mail.ReadMessage(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	_, parameters, err := mime.ParseMediaType(message.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	for parts := multipart.NewReader(message.Body, parameters["boundary"]); ; {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			t.Fatalf("a mail without a calendar file:\n%s", content)
		}
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(part.Header.Get("Content-Type"), "text/calendar") {
			continue
		}
		calendar, err := ical.NewDecoder(base64.NewDecoder(base64.StdEncoding, part)).Decode()
		if err != nil {
			t.Fatalf("no calendar reads it: %v", err)
		}
		return calendar
	}
}

// readable holds that a mail's file is one appointment at a time, which says who asks for it and neither where nor why: a mail
// leaves the platform.
func readable(t testing.TB, kind, content string) {
	t.Helper()
	events := calendarOf(t, content).Events()
	if len(events) != 1 {
		t.Errorf("%s: %d appointments in a file", kind, len(events))
		return
	}
	event := events[0]
	if start, err := event.DateTimeStart(nil); err != nil || start.IsZero() {
		t.Errorf("%s: it begins at %v, %v", kind, start, err)
	}
	status, uid := event.Props.Get(ical.PropStatus), event.Props.Get(ical.PropUID)
	if uid == nil || uid.Value == "" || status == nil || (status.Value == "CANCELLED") != (kind == "APPOINTMENT_CANCELLED") {
		t.Errorf("%s: the file says %v, %v", kind, uid, status)
	}
	if event.Props.Get(ical.PropLocation) != nil || event.Props.Get(ical.PropDescription) != nil {
		t.Errorf("%s: the file of a mail says where and why", kind)
	}
}
