package rpc_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	supportv1 "oco.example/oco/gen/go/oco/support/v1"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

func (w *world) batch(t *testing.T, label string, cards int32) *supportv1.CardBatch {
	t.Helper()
	b, err := w.CreateCardBatch(w.coordinator, &supportv1.CreateCardBatchRequest{
		Municipality: municipality, CardBatch: &supportv1.CardBatch{Label: label, Cards: cards},
	})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (w *world) uses(t *testing.T, b *supportv1.CardBatch) int64 {
	t.Helper()
	got, err := w.GetCardBatch(w.coordinator, &supportv1.GetCardBatchRequest{Municipality: municipality, CardBatch: b.GetId()})
	if err != nil {
		t.Fatal(err)
	}
	return got.GetUses()
}

func TestCardsOfABatchShareACode(t *testing.T) {
	w := newWorld(t)
	one, other := w.batch(t, "Wijkpunt Centrum", 20), w.batch(t, "Huisartsen", 3)
	if one.GetCardCode() == other.GetCardCode() || len(one.GetCardCode()) != 9 || one.GetLabel() != "Wijkpunt Centrum" || one.GetCards() != 20 || one.GetUses() != 0 {
		t.Errorf("got %v and %v", one, other)
	}
	list, err := w.ListCardBatches(w.coordinator, &supportv1.ListCardBatchesRequest{Municipality: municipality})
	if err != nil || len(list.GetCardBatches()) != 2 || !proto.Equal(list.GetCardBatches()[0], other) || !proto.Equal(list.GetCardBatches()[1], one) {
		t.Errorf("listed: %v, %v", list, err)
	}
	first, err := w.ListCardBatches(w.coordinator, &supportv1.ListCardBatchesRequest{Municipality: municipality, PageSize: 1})
	if err != nil || len(first.GetCardBatches()) != 1 {
		t.Fatalf("a page: %v, %v", first, err)
	}
	second, err := w.ListCardBatches(w.coordinator, &supportv1.ListCardBatchesRequest{Municipality: municipality, PageSize: 1, PageToken: first.GetNextPageToken()})
	if err != nil || len(second.GetCardBatches()) != 1 || second.GetCardBatches()[0].GetId() != one.GetId() {
		t.Errorf("the next: %v, %v", second, err)
	}
	if _, err := w.GetCardBatch(w.coordinator, &supportv1.GetCardBatchRequest{Municipality: municipality, CardBatch: pg.NewID()}); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("unknown: %v", err)
	}
	sheet, err := w.GetCardSheet(w.coordinator, &supportv1.GetCardSheetRequest{Municipality: municipality, CardBatch: one.GetId()})
	if err != nil || sheet.GetMediaType() != "application/pdf" || !bytes.HasPrefix(sheet.GetContent(), []byte("%PDF-")) ||
		sheet.GetFileName() != "bedankkaartjes-"+today+"-"+one.GetCardCode()+".pdf" {
		t.Errorf("the sheet: %s, %s, %v", sheet.GetFileName(), sheet.GetMediaType(), err)
	}
}

// Who comes by a card is counted with the batch. Whoever tries a code learns nothing by it.
func TestTheUseOfACardIsCountedAndACodeIsNotGuessed(t *testing.T) {
	w := newWorld(t)
	one, other := w.batch(t, "Wijkpunt Centrum", 20), w.batch(t, "Huisartsen", 3)
	known := call.From(pgtest.Context(t, municipality, call.RoleCoordinator))
	known.Caller = call.Caller{}
	nobody := call.With(t.Context(), known)
	use := func(ctx context.Context, code, request string) *supportv1.CountCardUseResponse {
		t.Helper()
		answer, err := w.CountCardUse(ctx, &supportv1.CountCardUseRequest{Municipality: municipality, CardCode: code, RequestId: request})
		if err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		return answer
	}
	welcome := use(nobody, one.GetCardCode(), "")
	if welcome.GetContactName() != "Coördinator OCO" || welcome.GetContactPhone() != "0416-930099" {
		t.Errorf("told %v", welcome)
	}
	typed := strings.ToLower(strings.ReplaceAll(one.GetCardCode(), "-", " "))
	request := pg.NewID()
	for range 2 { // sent again, it is the same use
		use(nobody, typed, request)
	}
	for _, code := range []string{"2222-2222", "x", "7KXP-M4TQ-WB9R-3D", "onbekend"} {
		if got := use(nobody, code, ""); !proto.Equal(got, welcome) {
			t.Errorf("%s is told %v", code, got)
		}
	}
	if a, b := w.uses(t, one), w.uses(t, other); a != 2 || b != 0 {
		t.Errorf("counted %d and %d", a, b)
	}
	neighbour := pgtest.Context(t, "gm0855", call.RoleCoordinator)
	if _, err := w.CountCardUse(neighbour, &supportv1.CountCardUseRequest{Municipality: "gm0855", CardCode: one.GetCardCode()}); err != nil {
		t.Fatal(err)
	}
	if a := w.uses(t, one); a != 2 {
		t.Errorf("a use in another municipality counted: %d", a)
	}
}
