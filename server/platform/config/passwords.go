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
	wrong := func(format string, args ...any) error {
		return &Error{Flag: "database-passwords-file", Problem: fmt.Sprintf(format, args...)}
	}
	info, err := os.Stat(s.DatabasePasswordsFile)
	if err != nil {
		return nil, wrong("%v", err)
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		return nil, wrong("others may read it (mode %04o); set it with: chmod 600 %s", mode, s.DatabasePasswordsFile)
	}
	content, err := os.ReadFile(s.DatabasePasswordsFile)
	if err != nil {
		return nil, wrong("%v", err)
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
