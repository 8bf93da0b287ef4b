package config

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"strings"

	"oco.example/oco/server/platform/sealed"
)

// Passwords reads the file of --database-passwords-file: one user=password a line, empty lines
// and lines that begin with # left out. A file that others than its owner may read is refused.
// The error is an *Error that quotes nothing of the file.
func (s Server) Passwords() (map[string]sealed.Text, error) {
	if s.DatabasePasswordsFile == "" {
		return nil, nil
	}
	content, err := secretFile("database-passwords-file", s.DatabasePasswordsFile)
	if err != nil {
		return nil, err
	}
	wrong := func(format string, args ...any) error {
		return &Error{Flag: "database-passwords-file", Problem: fmt.Sprintf(format, args...)}
	}
	passwords := map[string]sealed.Text{}
	lines := bufio.NewScanner(bytes.NewReader(content))
	for number := 1; lines.Scan(); number++ {
		line := strings.TrimRight(lines.Text(), "\r")
		if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
			continue
		}
		user, password, ok := strings.Cut(line, "=")
		if !ok || user == "" || password == "" {
			return nil, wrong("line %d is not of the form user=password", number)
		}
		passwords[user] = sealed.Of(password)
	}
	if err := lines.Err(); err != nil {
		return nil, wrong("%v", err)
	}
	return passwords, nil
}

// SMTPPassword reads the file of --smtp-password-file; empty when there is none.
func (s Server) SMTPPassword() (sealed.Text, error) {
	return secret("smtp-password-file", s.SMTPPasswordFile)
}

// SMSToken reads the file of --sms-token-file; empty when there is none.
func (s Server) SMSToken() (sealed.Text, error) { return secret("sms-token-file", s.SMSTokenFile) }

// secret is what one line of a file says.
func secret(flag, path string) (sealed.Text, error) {
	if path == "" {
		return sealed.Text{}, nil
	}
	content, err := secretFile(flag, path)
	if err != nil {
		return sealed.Text{}, err
	}
	text := strings.TrimSpace(string(content))
	if text == "" || strings.ContainsAny(text, "\r\n") {
		return sealed.Text{}, &Error{Flag: flag, Problem: "the file must hold one line"}
	}
	return sealed.Of(text), nil
}

// secretFile reads a file that nobody but its owner may read.
func secretFile(flag, path string) ([]byte, error) {
	wrong := func(format string, args ...any) error {
		return &Error{Flag: flag, Problem: fmt.Sprintf(format, args...)}
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, wrong("%v", err)
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		return nil, wrong("others may read it (mode %04o); set it with: chmod 600 %s", mode, path)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, wrong("%v", err)
	}
	return content, nil
}
