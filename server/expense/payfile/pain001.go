package payfile

import (
	"encoding/xml"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"oco.example/oco/server/expense"
)

// How long texts may be.
const (
	longestName   = 70
	longestRemark = 140
)

// The elements of the standard that a batch needs, in its order.
type (
	document struct {
		XMLName xml.Name `xml:"urn:iso:std:iso:20022:tech:xsd:pain.001.001.09 Document"`
		Order   order    `xml:"CstmrCdtTrfInitn"`
	}
	order struct {
		Header  header  `xml:"GrpHdr"`
		Payment payment `xml:"PmtInf"`
	}
	header struct {
		Message string `xml:"MsgId"`
		Created string `xml:"CreDtTm"`
		Number  string `xml:"NbOfTxs"`
		Sum     string `xml:"CtrlSum"`
		Name    string `xml:"InitgPty>Nm"`
	}
	payment struct {
		ID        string     `xml:"PmtInfId"`
		Method    string     `xml:"PmtMtd"`
		Number    string     `xml:"NbOfTxs"`
		Sum       string     `xml:"CtrlSum"`
		Service   string     `xml:"PmtTpInf>SvcLvl>Cd"`
		Execution string     `xml:"ReqdExctnDt>Dt"`
		Debtor    string     `xml:"Dbtr>Nm"`
		IBAN      string     `xml:"DbtrAcct>Id>IBAN"`
		Agent     string     `xml:"DbtrAgt>FinInstnId>Othr>Id"`
		Charges   string     `xml:"ChrgBr"`
		Transfers []transfer `xml:"CdtTrfTxInf"`
	}
	transfer struct {
		EndToEnd string `xml:"PmtId>EndToEndId"`
		Amount   amount `xml:"Amt>InstdAmt"`
		Creditor string `xml:"Cdtr>Nm"`
		IBAN     string `xml:"CdtrAcct>Id>IBAN"`
		Remark   string `xml:"RmtInf>Ustrd"`
	}
	amount struct {
		Currency string `xml:"Ccy,attr"`
		Value    string `xml:",chardata"`
	}
)

// Pain001 is a batch as a credit transfer of one debtor, booked by the bank on its day. remark is what the payee reads.
func Pain001(export expense.Export, payments []expense.Payment, remark string) ([]byte, error) {
	number, sum := strconv.Itoa(len(payments)), int64(0)
	transfers := make([]transfer, 0, len(payments))
	for _, p := range payments {
		holder := Text(p.Holder.Reveal(), longestName)
		if p.Amount <= 0 || p.IBAN.Reveal() == "" || holder == "" {
			return nil, errors.New("payment file: a payment lacks its amount, account or name")
		}
		sum += p.Amount
		transfers = append(transfers, transfer{
			EndToEnd: identifier(p.Claim), Amount: amount{Currency: "EUR", Value: euros(p.Amount)}, Creditor: holder,
			IBAN: p.IBAN.Reveal(), Remark: Text(remark, longestRemark),
		})
	}
	debtor := Text(export.DebtorName, longestName)
	file, err := xml.MarshalIndent(document{Order: order{
		Header: header{
			Message: identifier(export.ID), Created: export.CreateTime.UTC().Format(time.RFC3339), Number: number, Sum: euros(sum), Name: debtor,
		},
		Payment: payment{
			ID: identifier(export.ID), Method: "TRF", Number: number, Sum: euros(sum), Service: "SEPA", Execution: export.Date, Debtor: debtor,
			IBAN: export.DebtorIBAN, Agent: "NOTPROVIDED", Charges: "SLEV", Transfers: transfers,
		},
	}}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("payment file: %w", err)
	}
	return append([]byte(xml.Header), append(file, '\n')...), nil
}

// identifier is a UUID without its hyphens: with them it is one longer than the standard takes.
func identifier(id string) string { return strings.ReplaceAll(id, "-", "") }

// euros are cents with the decimals that the standard asks.
func euros(cents int64) string { return fmt.Sprintf("%d.%02d", cents/100, cents%100) }
