package rpc_test

import (
	"strings"
	"testing"

	messagev1 "oco.example/oco/gen/go/oco/message/v1"
	"oco.example/oco/server/message"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/mail/mailtest"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
)

func TestALetterIsPrinted(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	_, _, m := w.receipt(t, 1, message.Reach{Name: sealed.Of("Nora <Kant>"), Postcode: sealed.Of("5141AB"), HouseNumber: sealed.Of("7a")})
	letter, err := w.GetLetter(w.coordinator, &messagev1.GetLetterRequest{Municipality: municipality, Message: m.GetId()})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Nora &lt;Kant&gt;<br>5141 AB 7a<br>", "9 maart 2026", "ABCD-EFGH-JKMN", "11 maart 2026", "size:A4", "Waalwijk<br>0416-123456"} {
		if !strings.Contains(string(letter.GetContent()), want) {
			t.Errorf("no %q in\n%s", want, letter.GetContent())
		}
	}
	request := &messagev1.MarkPrintedRequest{Municipality: municipality, Message: m.GetId(), Etag: m.GetEtag(), RequestId: pg.NewID()}
	for range 2 { // a repeat does it once
		after, err := w.MarkPrinted(w.coordinator, request)
		if err != nil || after.GetState() != messagev1.MessageState_MESSAGE_STATE_DONE || after.GetEtag() != "2" {
			t.Errorf("got %v, %v", after, err)
		}
	}
	if _, err := w.CancelMessage(w.coordinator, &messagev1.CancelMessageRequest{Municipality: municipality, Message: m.GetId()}); !errs.Is(err, errs.StateConflictReason) {
		t.Errorf("got %v", err)
	}
}

func TestAMessageThatWasTakenBackIsNotSent(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	_, _, m := w.receipt(t, 1, nora())
	if _, err := w.CancelMessage(w.coordinator, &messagev1.CancelMessageRequest{Municipality: municipality, Message: m.GetId()}); err != nil {
		t.Fatal(err)
	}
	if n := w.send(t); n != 0 {
		t.Errorf("%d sent", n)
	}
	if _, err := w.RetryMessage(w.coordinator, &messagev1.RetryMessageRequest{Municipality: municipality, Message: m.GetId()}); err != nil {
		t.Fatal(err)
	}
	if n := w.send(t); n != 1 {
		t.Errorf("%d sent after all", n)
	}
}

func TestTheMunicipalityWritesItsOwnTexts(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	write := func(subject, body, etag string) (*messagev1.MessageTemplate, error) {
		return w.UpdateMessageTemplate(w.admin, &messagev1.UpdateMessageTemplateRequest{
			Municipality: municipality, MessageTemplate: &messagev1.MessageTemplate{Id: "receipt.mail.nl", Subject: subject, Body: body, Etag: etag},
			UpdateMask: mask("subject", "body"),
		})
	}
	own, err := write("Dank u, {{naam}}", "Uw code is {{code}}.", "0")
	if err != nil || own.GetStandard() || own.GetEtag() != "1" {
		t.Fatalf("got %v, %v", own, err)
	}
	if _, err := write("x", "y", "0"); !errs.Is(err, errs.EtagMismatchReason) {
		t.Errorf("an outdated copy: %v", err)
	}
	if _, err := write("{{bsn}}", "y", ""); !errs.Is(err, errs.Invalid) {
		t.Errorf("a word that is not known: %v", err)
	}
	if _, _, m := w.receipt(t, 1, nora()); m.GetSubject() != "Dank u, Nora Kant" || m.GetBody() != "Uw code is ABCD-EFGH-JKMN." {
		t.Errorf("got %v", m)
	}
	if back, err := write("", "", "1"); err != nil || !back.GetStandard() || back.GetSubject() == "" {
		t.Errorf("got %v, %v", back, err)
	}
	if _, _, m := w.receipt(t, 2, nora()); !strings.Contains(m.GetBody(), "Beste Nora Kant") {
		t.Errorf("got %v", m)
	}
}

func TestEveryTextHasAPreview(t *testing.T) {
	w := newWorld(t, &mailtest.Server{})
	list, err := w.ListMessageTemplates(w.admin, &messagev1.ListMessageTemplatesRequest{Municipality: municipality, PageSize: 200})
	if err != nil || len(list.GetMessageTemplates()) != len(message.Standards("", 1000)) {
		t.Fatalf("got %d, %v", len(list.GetMessageTemplates()), err)
	}
	for _, text := range list.GetMessageTemplates() {
		preview, err := w.PreviewMessageTemplate(w.admin, &messagev1.PreviewMessageTemplateRequest{
			Municipality: municipality, MessageTemplate: text.GetId(),
		})
		if err != nil || preview.GetText() == "" || strings.Contains(preview.GetSubject()+preview.GetText()+preview.GetHtml(), "{{") ||
			(preview.GetHtml() == "") != (text.GetChannel() == messagev1.MessageChannel_MESSAGE_CHANNEL_SMS || text.GetChannel() == messagev1.MessageChannel_MESSAGE_CHANNEL_CALL) {
			t.Errorf("%s: %v, %v", text.GetId(), preview, err)
		}
	}
}
