// Package card writes thank-you cards (bedankkaartjes) as a PDF to print. A card has two halves with a line to tear along: one
// for the next question of the resident, the other for somebody they know. It is written in plain Dutch, whatever language the
// caller reads.
package card

import (
	"bytes"
	"fmt"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"github.com/skip2/go-qrcode"
)

// Sheet is what stands on the cards of a batch.
type Sheet struct {
	// Municipality is its name; Phone and Email are how the supporters are reached, and may be empty.
	Municipality, Phone, Email string
	// Hours are when the phone is answered.
	Hours []Hours
	// Link is the address behind the QR code, Code what stands on the card.
	Link, Code string
	// Cards is how many are printed, two on a sheet.
	Cards int
}

// MediaType is what HTTP calls the file.
const MediaType = "application/pdf"

// Measures, in millimetres: a sheet of A4 holds two cards of A5, each of two halves of A6.
const (
	halfWidth, halfHeight = 105.0, 148.5
	margin                = 9.0
	inner                 = halfWidth - 2*margin
	codeSize              = 40.0
	// quiet is how much stays white around a QR code, so that phones find it.
	quiet    = 4.5
	perSheet = 2
	// seam is by how much rows of squares reach into the next, for screens show a line where they only touch.
	seam = 0.03
)

// half is one half of a card.
type half struct{ title, text string }

var halves = [2]half{
	{"Hebt u later weer een vraag?", "Bewaar deze helft. U kunt altijd opnieuw bij ons terecht. Onze hulp is gratis."},
	{"Kent u iemand met een vraag?", "Geef deze helft weg. Wij denken mee over zorg, wonen, werk en geld. Onze hulp is gratis."},
}

// Write makes the file, dated now.
func Write(s Sheet, now time.Time) ([]byte, error) {
	pattern, err := qrcode.New(s.Link, qrcode.Medium)
	if err != nil {
		return nil, fmt.Errorf("make a QR code: %w", err)
	}
	pattern.DisableBorder = true
	p := &printer{Fpdf: fpdf.New("P", "mm", "A4", ""), sheet: s, pattern: pattern.Bitmap()}
	p.letters = p.UnicodeTranslatorFromDescriptor("")
	p.SetTitle("Bedankkaartjes "+s.Municipality, true)
	p.SetLang("nl-NL")
	p.SetCreationDate(now)
	p.SetModificationDate(now)
	p.SetAutoPageBreak(false, 0)
	for left := s.Cards; left > 0; left -= perSheet {
		p.AddPage()
		for i := range min(left, perSheet) {
			p.card(float64(i) * halfHeight)
		}
		p.lines()
	}
	var file bytes.Buffer
	if err := p.Output(&file); err != nil {
		return nil, fmt.Errorf("write the cards: %w", err)
	}
	return file.Bytes(), nil
}

// printer draws one sheet after another.
type printer struct {
	*fpdf.Fpdf
	sheet   Sheet
	pattern [][]bool
	// letters makes of a text what the fonts of every reader of PDFs have.
	letters func(string) string
}

// lines are where to tear, and between two cards where to cut.
func (p *printer) lines() {
	p.SetLineWidth(0.2)
	p.SetDashPattern([]float64{2, 2}, 0)
	p.Line(halfWidth, 0, halfWidth, 2*halfHeight)
	p.SetDashPattern([]float64{}, 0)
	p.Line(0, halfHeight, 2*halfWidth, halfHeight)
}

// card draws one card, whose top is at a height.
func (p *printer) card(top float64) {
	for i, h := range halves {
		p.half(h, float64(i)*halfWidth, top)
	}
}

func (p *printer) half(h half, left, top float64) {
	s := p.sheet
	p.SetXY(left+margin, top+margin)
	p.line(left, "", 10, "Bedankt dat wij u mochten helpen.")
	p.line(left, "B", 16, h.title)
	p.Ln(1)
	p.text(left, 11, h.text)
	p.Ln(quiet)
	p.code(left+(halfWidth-codeSize)/2, p.GetY())
	p.SetY(p.GetY() + codeSize + quiet)
	p.line(left, "", 9, "Scan de code met uw telefoon, of ga naar")
	p.line(left, "B", 9, s.Link)
	p.line(left, "", 9, "Code van dit kaartje: "+s.Code)
	p.Ln(2)
	if s.Phone != "" {
		p.line(left, "B", 13, "Bel "+s.Phone)
		for _, text := range Words(s.Hours) {
			p.line(left, "", 9, text)
		}
	}
	if s.Email != "" {
		p.line(left, "", 11, "Mail "+s.Email)
	}
	p.line(left, "", 9, "Onafhankelijke cliëntondersteuning "+s.Municipality)
}

// line writes one line as large as fits, at most of a size in points.
func (p *printer) line(left float64, style string, size float64, text string) {
	text = p.letters(text)
	for p.SetFont("Helvetica", style, size); p.GetStringWidth(text) > inner-1 && size > 5; size -= 0.5 {
		p.SetFont("Helvetica", style, size-0.5)
	}
	p.SetX(left + margin)
	p.CellFormat(inner, size*0.5, text, "", 1, "L", false, 0, "")
}

// text writes a text that takes as many lines as it needs.
func (p *printer) text(left, size float64, text string) {
	p.SetFont("Helvetica", "", size)
	p.SetX(left + margin)
	p.SetLeftMargin(left + margin)
	p.MultiCell(inner, size*0.45, p.letters(text), "", "L", false)
	p.SetLeftMargin(margin)
}

// code draws the QR code as squares, which stay sharp at any size; those beside each other are one.
func (p *printer) code(left, top float64) {
	module := codeSize / float64(len(p.pattern))
	p.SetFillColor(0, 0, 0)
	for y, row := range p.pattern {
		for x := 0; x < len(row); x++ {
			if !row[x] {
				continue
			}
			from := x
			for x+1 < len(row) && row[x+1] {
				x++
			}
			p.Rect(left+float64(from)*module, top+float64(y)*module, float64(x-from+1)*module, module+seam, "F")
		}
	}
}
