package payfile_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"oco.example/oco/server/expense"
	"oco.example/oco/server/expense/payfile"
	"oco.example/oco/server/platform/sealed"
)

var (
	export = expense.Export{
		ID: "0198c0de-0000-7000-8000-000000000001", Date: "2026-03-31", DebtorName: "Stichting Náást & Co", DebtorIBAN: "NL20INGB0001234567",
		Claims: 2, Amount: 100_005, CreateTime: time.Date(2026, 3, 31, 10, 0, 0, 0, time.UTC),
	}
	payments = []expense.Payment{
		{Claim: "0198c0de-0000-7000-8000-000000000002", Supporter: "s1", Amount: 99_999, IBAN: sealed.Of("NL91ABNA0417164300"), Holder: sealed.Of("André Çelik-Łukasz")},
		{Claim: "0198c0de-0000-7000-8000-000000000003", Supporter: "s2", Amount: 6, Over: 6, IBAN: sealed.Of("NL58RABO0193471234"), Holder: sealed.Of("=HYPERLINK(1)")},
	}
)

// element is one element of a file as any reader sees it: where it stands, what it holds.
type element struct{ Path, Text string }

// elements reads a file without knowing its types.
func elements(t *testing.T, file []byte) (list []element) {
	t.Helper()
	reader := xml.NewDecoder(bytes.NewReader(file))
	var path []string
	text := ""
	for {
		token, err := reader.Token()
		if errors.Is(err, io.EOF) {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if token.Name.Space != "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09" {
				t.Fatalf("%s is of %q", token.Name.Local, token.Name.Space)
			}
			path, text = append(path, token.Name.Local), ""
			for _, a := range token.Attr {
				if a.Name.Local == "Ccy" {
					list = append(list, element{"Ccy", a.Value})
				}
			}
		case xml.CharData:
			text += string(token)
		case xml.EndElement:
			if strings.TrimSpace(text) != "" {
				list = append(list, element{strings.Join(path[2:], "/"), text})
			}
			path, text = path[:len(path)-1], ""
		}
	}
}

// Every element, in the order that the standard has them.
func TestPain001(t *testing.T) {
	file, err := payfile.Pain001(export, payments, "Onkostenvergoeding")
	if err != nil {
		t.Fatal(err)
	}
	want := []element{
		{"GrpHdr/MsgId", "0198c0de000070008000000000000001"},
		{"GrpHdr/CreDtTm", "2026-03-31T10:00:00Z"},
		{"GrpHdr/NbOfTxs", "2"},
		{"GrpHdr/CtrlSum", "1000.05"},
		{"GrpHdr/InitgPty/Nm", "Stichting Naast + Co"},
		{"PmtInf/PmtInfId", "0198c0de000070008000000000000001"},
		{"PmtInf/PmtMtd", "TRF"},
		{"PmtInf/NbOfTxs", "2"},
		{"PmtInf/CtrlSum", "1000.05"},
		{"PmtInf/PmtTpInf/SvcLvl/Cd", "SEPA"},
		{"PmtInf/ReqdExctnDt/Dt", "2026-03-31"},
		{"PmtInf/Dbtr/Nm", "Stichting Naast + Co"},
		{"PmtInf/DbtrAcct/Id/IBAN", "NL20INGB0001234567"},
		{"PmtInf/DbtrAgt/FinInstnId/Othr/Id", "NOTPROVIDED"},
		{"PmtInf/ChrgBr", "SLEV"},
		{"PmtInf/CdtTrfTxInf/PmtId/EndToEndId", "0198c0de000070008000000000000002"},
		{"Ccy", "EUR"},
		{"PmtInf/CdtTrfTxInf/Amt/InstdAmt", "999.99"},
		{"PmtInf/CdtTrfTxInf/Cdtr/Nm", "Andre Celik-Lukasz"},
		{"PmtInf/CdtTrfTxInf/CdtrAcct/Id/IBAN", "NL91ABNA0417164300"},
		{"PmtInf/CdtTrfTxInf/RmtInf/Ustrd", "Onkostenvergoeding"},
		{"PmtInf/CdtTrfTxInf/PmtId/EndToEndId", "0198c0de000070008000000000000003"},
		{"Ccy", "EUR"},
		{"PmtInf/CdtTrfTxInf/Amt/InstdAmt", "0.06"},
		{"PmtInf/CdtTrfTxInf/Cdtr/Nm", ".HYPERLINK(1)"},
		{"PmtInf/CdtTrfTxInf/CdtrAcct/Id/IBAN", "NL58RABO0193471234"},
		{"PmtInf/CdtTrfTxInf/RmtInf/Ustrd", "Onkostenvergoeding"},
	}
	if diff := cmp.Diff(want, elements(t, file)); diff != "" {
		t.Error(diff)
	}
}

func TestAPaymentThatLacksSomethingMakesNoFile(t *testing.T) {
	for name, p := range map[string]expense.Payment{
		"amount":  {Claim: "c", IBAN: sealed.Of("NL91ABNA0417164300"), Holder: sealed.Of("A")},
		"account": {Claim: "c", Amount: 1, Holder: sealed.Of("A")},
		"name":    {Claim: "c", Amount: 1, IBAN: sealed.Of("NL91ABNA0417164300")},
	} {
		if _, err := payfile.Pain001(export, []expense.Payment{p}, ""); err == nil {
			t.Errorf("without %s there is a file", name)
		}
	}
}

func TestTextsAreInTheLettersOfBanks(t *testing.T) {
	known := regexp.MustCompile(`^[A-Za-z0-9/\-?:().,'+ ]*$`)
	for written, want := range map[string]string{
		"Zoë Müller-Straße":     "Zoe Muller-Strasse",
		"Ærøskøbing, IJsbrand":  "AEroskobing, IJsbrand",
		"  a \n b ":             "a b",
		"//a//b/":               "a/b",
		"名":                     ".",
		strings.Repeat("é", 99): strings.Repeat("e", 70),
	} {
		got := payfile.Text(written, 70)
		if got != want || !known.MatchString(got) {
			t.Errorf("%q: got %q, want %q", written, got, want)
		}
	}
}

func TestTheSpreadsheetHoldsTexts(t *testing.T) {
	content, err := payfile.Spreadsheet(export, payments, [7]string{"Declaratie", "Ondersteuner", "Datum", "Rekeninghouder", "IBAN", "Bedrag", "Boven de grens"})
	if err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := file.GetRows(file.GetSheetName(0))
	if err != nil || len(rows) != 3 {
		t.Fatalf("got %v, %v", rows, err)
	}
	want := []string{"0198c0de-0000-7000-8000-000000000003", "s2", "2026-03-31", "=HYPERLINK(1)", "NL58RABO0193471234", "0.06", "0.06"}
	if !slices.Equal(rows[2], want) {
		t.Errorf("got %v", rows[2])
	}
	if formula, err := file.GetCellFormula(file.GetSheetName(0), "D3"); err != nil || formula != "" {
		t.Errorf("a name became the formula %q, %v", formula, err)
	}
}
