package expense_test

import (
	"math/big"
	"strconv"
	"strings"
	"testing"

	"oco.example/oco/server/expense"
)

func TestParseIBAN(t *testing.T) {
	for written, want := range map[string]string{
		"NL91ABNA0417164300":          "NL91ABNA0417164300",
		"nl91 abna 0417 1643 00":      "NL91ABNA0417164300",
		"BE68 5390 0754 7034":         "BE68539007547034",
		"DE89 3704 0044 0532 0130 00": "DE89370400440532013000",
		"NL92ABNA0417164300":          "", // another check digit
		"NL91ABNA0417164301":          "", // another account
		"NL91ABNA041716430":           "", // too short
		"NL91ABNA04171643000":         "",
		"US64SVBKUS6S3300958879":      "", // a country that SEPA does not reach
		"NL91ABNA04171643Ø0":          "",
		"NL":                          "",
		"":                            "",
	} {
		got, ok := expense.ParseIBAN(written)
		if got != want || ok != (want != "") {
			t.Errorf("%q: got %q, %t", written, got, ok)
		}
	}
}

func TestMaskIBAN(t *testing.T) {
	if got := expense.MaskIBAN("NL91ABNA0417164300"); got != strings.Repeat("•", 14)+"4300" {
		t.Errorf("got %s", got)
	}
	if expense.MaskIBAN("4300") != "" || expense.MaskIBAN("") != "" {
		t.Error("the last four of four are all")
	}
}

// What is taken passes the check when the whole number is divided at once.
func FuzzParseIBAN(f *testing.F) {
	for _, seed := range []string{"NL91ABNA0417164300", "nl91 abna 0417 1643 00", "NL00", "ÿÿ", "NL91ABNA04171643\xff0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, written string) {
		iban, ok := expense.ParseIBAN(written)
		if !ok {
			if iban != "" {
				t.Fatalf("%q was refused, and gives %q", written, iban)
			}
			return
		}
		if again, ok := expense.ParseIBAN(iban); !ok || again != iban {
			t.Fatalf("%q gives %q, which gives %q", written, iban, again)
		}
		var digits strings.Builder
		for _, char := range iban[4:] + iban[:4] {
			value, err := strconv.ParseInt(string(char), 36, 64)
			if err != nil {
				t.Fatal(err)
			}
			digits.WriteString(strconv.FormatInt(value, 10))
		}
		number, _ := new(big.Int).SetString(digits.String(), 10)
		if rest := new(big.Int).Mod(number, big.NewInt(97)); rest.Int64() != 1 {
			t.Fatalf("%s leaves %s", iban, rest)
		}
	})
}
