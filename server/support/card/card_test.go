package card_test

import (
	"bytes"
	"image"
	"image/color"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ledongthuc/pdf"
	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"oco.example/oco/server/support/card"
)

var now = time.Date(2026, 3, 10, 12, 0, 0, 0, time.UTC)

func sheet(cards int) card.Sheet {
	return card.Sheet{
		Municipality: "Waalwijk", Phone: "0416-930099", Email: "ondersteuning@gm0867.example", Cards: cards,
		Link: "https://ondersteuning.example/gm0867/k/7KXP-M4TQ", Code: "7KXP-M4TQ",
		Hours: []card.Hours{{1, "09:00", "12:30"}, {2, "09:00", "12:30"}, {3, "09:00", "12:30"}, {5, "13:00", "17:00"}},
	}
}

// read is a file as another library understands it.
func read(t testing.TB, s card.Sheet) *pdf.Reader {
	t.Helper()
	file, err := card.Write(s, now)
	if err != nil {
		t.Fatal(err)
	}
	r, err := pdf.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// quarters are the four places of half a card on a sheet, in points, as a PDF counts: from below.
var quarters = []struct{ left, bottom float64 }{{0, 421}, {298, 421}, {0, 0}, {298, 0}}

// texts are what stands in each quarter of a page, line by line.
func texts(page pdf.Page) [4]string {
	var all [4]string
	var last [4]float64
	for _, glyph := range page.Content().Text {
		i := 0
		if glyph.X >= 298 {
			i = 1
		}
		if glyph.Y < 421 {
			i += 2
		}
		if last[i] != glyph.Y {
			all[i] += "\n"
		}
		last[i] = glyph.Y
		all[i] += glyph.S
	}
	return all
}

// scanned is what a phone reads in a quarter of a page.
func scanned(t testing.TB, page pdf.Page, left, bottom float64) string {
	t.Helper()
	const scale = 4
	picture := image.NewGray(image.Rect(0, 0, 298*scale, 421*scale))
	for i := range picture.Pix {
		picture.Pix[i] = 0xff
	}
	for _, r := range page.Content().Rect {
		if r.Min.X < left || r.Max.X > left+298 || min(r.Min.Y, r.Max.Y) < bottom || max(r.Min.Y, r.Max.Y) > bottom+421 {
			continue
		}
		low, high := min(r.Min.Y, r.Max.Y)-bottom, max(r.Min.Y, r.Max.Y)-bottom
		for y := int((421 - high) * scale); y < int((421-low)*scale); y++ {
			for x := int((r.Min.X - left) * scale); x < int((r.Max.X-left)*scale); x++ {
				picture.SetGray(x, y, color.Gray{})
			}
		}
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Fatalf("no phone reads it: %v", err)
	}
	return result.GetText()
}

// Both halves of a card lead back, whichever is torn off.
func TestEachHalfOfACardLeadsBack(t *testing.T) {
	s := sheet(2)
	page := read(t, s).Page(1)
	all := texts(page)
	for i, place := range quarters {
		for _, want := range []string{
			s.Link, "Code van dit kaartje: " + s.Code, "Bel 0416-930099", "Mail ondersteuning@gm0867.example", "maandag tot en met woensdag: 09.00 - 12.30 uur",
			"vrijdag: 13.00 - 17.00 uur", "Waalwijk", "gratis",
		} {
			if !strings.Contains(all[i], want) {
				t.Errorf("quarter %d does not say %q but %q", i, want, all[i])
			}
		}
		if got := scanned(t, page, place.left, place.bottom); got != s.Link {
			t.Errorf("quarter %d leads to %q", i, got)
		}
	}
	for i, title := range []string{"Hebt u later weer een vraag?", "Kent u iemand met een vraag?"} {
		if !strings.Contains(all[i], title) || !strings.Contains(all[i+2], title) || strings.Contains(all[1-i], title) {
			t.Errorf("%q stands elsewhere: %q", title, all)
		}
	}
}

func TestAsManyCardsAreOnTheSheetsAsAreAskedFor(t *testing.T) {
	for cards, pages := range map[int]int{1: 1, 2: 1, 3: 2, 400: 200} {
		r := read(t, sheet(cards))
		if r.NumPage() != pages {
			t.Errorf("%d cards on %d sheets", cards, r.NumPage())
		}
		last := texts(r.Page(pages))
		if odd := cards%2 == 1; odd != (last[2] == "") || last[0] == "" {
			t.Errorf("%d cards: the last sheet says %q", cards, last)
		}
	}
}

// What is not known is not printed, and what is long stays on its half.
func TestWhateverAMunicipalityIsCalledStaysOnItsHalf(t *testing.T) {
	s := sheet(2)
	s.Municipality = "Nuenen, Gerwen en Nederwetten aan de Vliet"
	s.Email = "onafhankelijke.clientondersteuning.aanmelding@nuenen-gerwen-nederwetten.example"
	s.Link = "https://onafhankelijke-clientondersteuning-nuenen-gerwen-nederwetten.example/gm0820/k/7KXP-M4TQ"
	page := read(t, s).Page(1)
	for _, glyph := range page.Content().Text {
		left := 0.0
		if glyph.X >= 298 {
			left = 298
		}
		if glyph.X < left+20 || glyph.X+glyph.W > left+298-20 {
			t.Fatalf("%q stands over the edge, at %.0f", glyph.S, glyph.X)
		}
	}
	for i, place := range quarters {
		if got := scanned(t, page, place.left, place.bottom); got != s.Link {
			t.Errorf("quarter %d leads to %q", i, got)
		}
	}
	s.Phone, s.Email, s.Hours = "", "", nil
	if all := texts(read(t, s).Page(1)); strings.Contains(all[0], "Bel") || strings.Contains(all[0], "Mail") {
		t.Errorf("says %q", all[0])
	}
}

// Each line is written by hand.
func TestHoursAsPeopleReadThem(t *testing.T) {
	for name, c := range map[string]struct {
		hours []card.Hours
		want  []string
	}{
		"none":              {nil, nil},
		"one day":           {[]card.Hours{{3, "09:00", "12:00"}}, []string{"woensdag: 09.00 - 12.00 uur"}},
		"two in a row":      {[]card.Hours{{6, "10:00", "12:00"}, {7, "10:00", "12:00"}}, []string{"zaterdag en zondag: 10.00 - 12.00 uur"}},
		"a break":           {[]card.Hours{{1, "13:00", "17:00"}, {1, "09:00", "12:00"}}, []string{"maandag: 09.00 - 12.00 en 13.00 - 17.00 uur"}},
		"not in a row":      {[]card.Hours{{1, "09:00", "12:00"}, {3, "09:00", "12:00"}}, []string{"maandag: 09.00 - 12.00 uur", "woensdag: 09.00 - 12.00 uur"}},
		"a day of no week":  {[]card.Hours{{0, "09:00", "12:00"}, {8, "09:00", "12:00"}}, nil},
		"all of a week":     {[]card.Hours{{1, "09:00", "17:00"}, {2, "09:00", "17:00"}, {3, "09:00", "17:00"}, {4, "09:00", "17:00"}, {5, "09:00", "17:00"}}, []string{"maandag tot en met vrijdag: 09.00 - 17.00 uur"}},
		"another afternoon": {[]card.Hours{{1, "09:00", "17:00"}, {2, "09:00", "17:00"}, {3, "09:00", "12:00"}}, []string{"maandag en dinsdag: 09.00 - 17.00 uur", "woensdag: 09.00 - 12.00 uur"}},
	} {
		if got := card.Words(c.hours); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q", name, got)
		}
	}
}
