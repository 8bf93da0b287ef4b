package message

import (
	"html/template"
	"strings"

	"oco.example/oco/server/platform/sealed"
)

// Envelope is who a letter goes to and who sends it.
type Envelope struct {
	// To are the lines of the address, From the name and number of who sends it; Place and Day stand above the text.
	To   []string
	From []string
	Day  string
}

// sheet is A4 with the address where the window of a Dutch envelope (C5/6, left or DL) shows it: 20 mm from the left,
// 45 mm from the top, 85 by 30 mm. It holds no script and loads nothing.
var sheet = template.Must(template.New("letter").Parse(`<!DOCTYPE html>
<html lang="{{.Language}}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{.Subject}}</title>
<style>
@page{size:A4;margin:0}
body{margin:0;font-family:Arial,Helvetica,sans-serif;font-size:12pt;line-height:1.5;color:#000;background:#fff}
main{position:relative;width:210mm;min-height:297mm;box-sizing:border-box;padding:95mm 20mm 25mm}
address{position:absolute;left:20mm;top:45mm;width:85mm;height:30mm;font-style:normal}
header{position:absolute;left:120mm;top:20mm;width:70mm}
h1{font-size:12pt;margin:0 0 1.5em}p{margin:0 0 1em}
@media screen and (max-width:210mm){main{width:auto;padding:1em}address,header{position:static;width:auto;height:auto;margin:0 0 1em}}
</style></head>
<body><main><header>{{range .From}}{{.}}<br>{{end}}</header><address>{{range .To}}{{.}}<br>{{end}}</address>
<p>{{.Day}}</p><h1>{{.Subject}}</h1>
{{range .Paragraphs}}<p>{{range $i, $line := .}}{{if $i}}<br>{{end}}{{range $line}}{{.Text}}{{.Link}}{{end}}{{end}}</p>
{{end}}</main></body></html>
`))

// Sheet is a letter as a page to print.
func Sheet(language, subject, body string, e Envelope) string {
	var b strings.Builder
	err := sheet.Execute(&b, map[string]any{
		"Language": language, "Subject": subject, "Paragraphs": paragraphs(body), "To": e.To, "From": e.From, "Day": e.Day,
	})
	if err != nil {
		panic(err) // it writes to memory
	}
	return b.String()
}

// Place is a postcode with a house number as they stand on an envelope: "5141 AB 7a".
func Place(postcode, houseNumber sealed.Text) string {
	code := strings.ReplaceAll(postcode.Reveal(), " ", "")
	if len(code) == len("5141AB") {
		code = code[:4] + " " + code[4:]
	}
	return code + " " + houseNumber.Reveal()
}
