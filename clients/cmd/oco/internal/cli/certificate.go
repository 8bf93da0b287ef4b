package cli

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"io"
	"os"
	"strings"
	"time"

	"oco.example/oco/clients/cmd/oco/internal/bind"
	"oco.example/oco/clients/cmd/oco/internal/texts"
)

// fingerprint takes --fingerprint and --until from the certificate in --file, unless they were typed;
// a fingerprint that was typed may look as openssl shows it.
func fingerprint(c *call) error {
	flags := c.cmd.Flags()
	if typed := flags.Lookup("fingerprint"); typed.Changed {
		return flags.Set("fingerprint", plainHex(c.form.Given("fingerprint")))
	}
	path, err := flags.GetString("file")
	if err != nil || path == "" {
		return err
	}
	certificate, err := readCertificate(path)
	if err != nil {
		return &bind.Error{Name: "--file", Problem: err}
	}
	sum := sha256.Sum256(certificate.Raw)
	if err := flags.Set("fingerprint", hex.EncodeToString(sum[:])); err != nil || flags.Changed("until") {
		return err
	}
	return flags.Set("until", certificate.NotAfter.Format(time.DateOnly))
}

// plainHex is "ab12" of "SHA256 Fingerprint=AB:12".
func plainHex(typed string) string {
	return strings.ToLower(strings.ReplaceAll(strings.TrimSpace(typed[strings.LastIndex(typed, "=")+1:]), ":", ""))
}

// readCertificate is the first certificate of a PEM file.
func readCertificate(path string) (*x509.Certificate, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, texts.Wrong("file.unreadable")
	}
	defer func() { _ = file.Close() }() // it was only read
	content, err := io.ReadAll(io.LimitReader(file, longestDocument))
	if err != nil {
		return nil, texts.Wrong("file.broken")
	}
	for {
		var block *pem.Block
		if block, content = pem.Decode(content); block == nil {
			return nil, texts.Wrong("file.no_certificate")
		}
		if block.Type != "CERTIFICATE" {
			continue
		}
		certificate, err := x509.ParseCertificate(block.Bytes)
		if err != nil {
			return nil, texts.Wrong("file.no_certificate")
		}
		return certificate, nil
	}
}
