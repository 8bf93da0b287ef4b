package register_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/intake/register/registergen"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/texts"
)

// one reads a register of applications from lines and returns its first row.
func one(t *testing.T, lines ...string) register.Row {
	t.Helper()
	rows, _ := open(t, []byte(strings.Join(lines, "\n")), register.Applications)
	if len(rows) == 0 {
		t.Fatal("no rows")
	}
	return rows[0]
}

// refusal is the field and the rule by which a file is refused.
func refusal(t *testing.T, file []byte, options register.Options) (field string, rule register.Rule) {
	t.Helper()
	_, err := register.Open(file, options)
	e := errs.Of(err)
	if e == nil || e.Reason != errs.Invalid || len(e.Violations) != 1 {
		t.Fatalf("want one violation, got %v", err)
	}
	v := e.Violations[0]
	for _, language := range []string{"nl", "en"} {
		nothing := texts.Violation(language, errs.Violation{Field: v.Field, Rule: "no.such.rule"})
		if text := texts.Violation(language, v); strings.ContainsAny(text, "{…_") || text == nothing {
			t.Errorf("%s in %s: %q", v.Rule, language, text)
		}
	}
	return v.Field, register.Rule(v.Rule)
}

func archive(t *testing.T, parts map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range parts {
		part, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFilesThatAreRefused(t *testing.T) {
	heading := "Datum aanmelding;Naam inwoner;Telefoon\n"
	applications := register.Options{Kind: register.Applications}
	for _, c := range []struct {
		name    string
		file    []byte
		options register.Options
		field   string
		rule    register.Rule
	}{
		{"empty", nil, applications, "file", register.RuleFileEmpty},
		{"only white space", []byte(" \r\n\t"), applications, "file", register.RuleFileEmpty},
		{"too large", make([]byte, register.MaxBytes+1), applications, "file", register.RuleFileTooLarge},
		{"a picture", append([]byte("\x89PNG\r\n\x1a\n"), make([]byte, 500)...), applications, "file", register.RuleFileKind},
		{"a PDF", []byte("%PDF-1.7 ..."), applications, "file", register.RuleFileKind},
		{"old Excel or a password", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ..."), applications, "file", register.RuleFileSecret},
		{
			"OpenDocument", archive(t, map[string][]byte{"mimetype": []byte("application/vnd.oasis.opendocument.spreadsheet")}),
			applications, "file", register.RuleFileKind,
		},
		{"half an archive", []byte("PK\x03\x04 and no more"), applications, "file", register.RuleFileBroken},
		{
			"a workbook without a workbook", archive(t, map[string][]byte{"[Content_Types].xml": []byte("<Types/>")}),
			applications, "file", register.RuleFileBroken,
		},
		{
			"a zip bomb", archive(t, map[string][]byte{
				"[Content_Types].xml": nil, "xl/worksheets/sheet1.xml": bytes.Repeat([]byte(" "), 97<<20),
			}), applications, "file", register.RuleFileTooLarge,
		},
		{
			"a bomb of texts", archive(t, map[string][]byte{
				"[Content_Types].xml": nil, "xl/sharedStrings.xml": bytes.Repeat([]byte("<si/>"), 2_000_000),
			}), applications, "file", register.RuleFileTooLarge,
		},
		{
			"a bomb of styles", archive(t, map[string][]byte{
				"[Content_Types].xml": nil, "xl/styles.xml": bytes.Repeat([]byte("<xf/>"), 2_000_000),
			}), applications, "file", register.RuleFileTooLarge,
		},
		{"no headings", []byte("1;2;3\n4;5;6\n"), applications, "file", register.RuleNoHeading},
		{"needed columns missing", []byte("Nr;Telefoon;Wijk\n"), applications, "file", register.RuleColumnsMissing},
		{"too many rows", []byte(heading + strings.Repeat("a;b;c\n", register.MaxRows)), applications, "file", register.RuleTooManyRows},
		{"too many columns", []byte(heading + strings.Repeat("x;", register.MaxColumns+1)), applications, "file", register.RuleTooManyColumns},
		{"an unknown kind", []byte(heading), register.Options{Kind: "letters"}, "kind", register.RuleKindUnknownHere},
		{
			"a mapping from a heading that is not there", []byte(heading),
			register.Options{Kind: register.Applications, Mapping: map[string]register.Field{"Fax": register.Phone}}, "columns", register.RuleMappingHeading,
		},
		{
			"a mapping to a field that does not exist", []byte(heading),
			register.Options{Kind: register.Applications, Mapping: map[string]register.Field{"Telefoon": "fax"}}, "columns", register.RuleMappingField,
		},
		{
			"two columns mapped to one field", []byte(heading), register.Options{
				Kind: register.Applications, Mapping: map[string]register.Field{"Telefoon": register.CameBy, "Naam inwoner": register.CameBy},
			}, "columns", register.RuleMappingTwice,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if field, rule := refusal(t, c.file, c.options); field != c.field || rule != c.rule {
				t.Errorf("got %s %s, want %s %s", field, rule, c.field, c.rule)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	text := "Datum aanmelding;Naam inwoner\n1-1-2021;Zoë Çelik – “een”\n"
	latin, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	wide := func(high, low int) string {
		var b []byte
		for _, r := range text {
			pair := [2]byte{}
			pair[high], pair[low] = byte(r>>8), byte(r)
			b = append(b, pair[:]...)
		}
		return string(b)
	}
	for name, file := range map[string]string{
		"utf-8": text, "utf-8 with mark": "\ufeff" + text, "windows-1252": latin, "utf-16": wide(1, 0), "utf-16 the other way": wide(0, 1),
		"utf-16 with mark": "\xff\xfe" + wide(1, 0),
	} {
		t.Run(name, func(t *testing.T) {
			rows, report := open(t, []byte(file), register.Applications)
			if got := rows[0].Application.Name.Reveal(); got != "Zoë Çelik – “een”" || !strings.HasPrefix(name, report.Encoding) {
				t.Errorf("%s: %q", report.Encoding, got)
			}
		})
	}
}

// Workbooks of old Macs count their days from 1904; numbers may be stored as 6.11E+8.
func TestWorkbookNumbers(t *testing.T) {
	book := excelize.NewFile()
	start := true
	if err := book.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &start}); err != nil {
		t.Fatal(err)
	}
	for cell, value := range map[string]any{
		"A1": "Datum aanmelding", "B1": "Naam inwoner", "C1": "Telefoon", "D1": "Uren",
		"A2": 42740, "B2": "Jan", "C2": 3.1611930009e10, "D2": 7.1999999999999993,
		"A9": "=A2", "B9": "Piet",
	} {
		if err := book.SetCellValue("Sheet1", cell, value); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := book.Write(&b); err != nil {
		t.Fatal(err)
	}
	rows, _ := open(t, b.Bytes(), register.Applications)
	a := rows[0].Application
	if a == nil || a.AppliedOn != "2021-01-06" || a.Phone.Reveal() != "+31611930009" || a.Minutes != 432 {
		t.Fatalf("got %+v %+v", rows[0], a)
	}
	if len(rows) != 8 || rows[1].Skipped == nil || rows[1].Line != 3 || rows[7].Line != 9 {
		t.Errorf("rows that the workbook leaves out are empty rows: %+v", rows)
	}
}

// What a spreadsheet writes for itself, and no coordinator meant, is taken off.
func TestCellsAreCleaned(t *testing.T) {
	row := one(t, "Datum aanmelding;Naam inwoner;Telefoon;Vraag", "=\"6-1-2021\";\u00a0Jan\u200b  de\u00a0 Wit ;'0611930001;a\x00b\x07c")
	a := row.Application
	if a == nil || a.Name.Reveal() != "Jan de Wit" || a.Phone.Reveal() != "+31611930001" || a.Question.Reveal() != "abc" {
		t.Errorf("got %+v", row)
	}
}

func FuzzOpen(f *testing.F) {
	// Short ones: the engine spends its time on making what it finds shorter still.
	for _, text := range []string{
		"Datum aanmelding;Naam inwoner;Vraag\n1-1-2021;Jan;\"open\n2-2-22;Piet;bsn 111222333",
		"sep=,\nDatum,Naam,Tel,Via,Door wie,Toestemming\n6 jan 21,Zo\xeb,06-11930001,tel,dochter,J\n,***,,,,",
		"Datum;Naam;Tel;Opmerkingen;OCO;Afgesloten op;Uren;Doelgroep\n1-1-2121;?;06-11930001 (dochter);let op;Bo;overleden;1u30;lvb, raar",
		"Lijst\n\nNaam\tDatum\tLeefgebied(en)\tRoute\r\nBo\t44202\twmo / tuin\t2\r\n",
	} {
		f.Add([]byte(text), false)
	}
	f.Add([]byte("Naam;Soort;Max zaken;VOG tot;Talen\nBo;vrijwilliger;2;1-1-27;nl, Turks\nAl;x;een;31-2-27;"), true)
	f.Add(registergen.Applications(1, registergen.Shape{Workbook: true, Plain: true}, "gm0855", 2022, 1).File, false)
	f.Fuzz(func(t *testing.T, file []byte, supporters bool) {
		kind := register.Applications
		if supporters {
			kind = register.Supporters
		}
		r, err := register.Open(file, register.Options{Kind: kind, Lists: &ours, Today: "2024-03-05"})
		if err != nil {
			if errs.Of(err) == nil {
				t.Fatalf("not an error of ours: %v", err)
			}
			return
		}
		line := 0
		for i, row := range r.Rows(0) {
			outcomes := 0
			for _, is := range []bool{row.Skipped != nil, row.Refused != nil, row.Application != nil, row.Supporter != nil} {
				if is {
					outcomes++
				}
			}
			if outcomes != 1 || row.Kept() != (row.Key.Reveal() != "") {
				t.Fatalf("row %d has %d outcomes", i, outcomes)
			}
			if row.Line <= line {
				t.Fatalf("line %d after line %d", row.Line, line)
			}
			line = row.Line
			if !row.Kept() && (len(row.ToComplete)+len(row.Notes) > 0 || row.Number != "" || row.PersonKey.Reveal() != "") {
				t.Fatalf("line %d is not kept and says more than why", line)
			}
			for _, remark := range append(row.ToComplete, row.Notes...) {
				if text := remark.Text("nl"); text == "" {
					t.Fatalf("no sentence for %s", remark.Rule)
				}
			}
		}
		if got := register.Judge(r.All()); len(got) != r.Len() {
			t.Fatalf("%d verdicts on %d rows", len(got), r.Len())
		}
	})
}
