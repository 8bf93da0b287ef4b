package config

import (
	"net"
	"os"
	"path/filepath"
	"slices"
)

// complete fills the defaults that depend on other settings, and checks what single settings
// cannot know. Rules about a setting that the command does not take are left out.
func complete(s *Server, groups []Group) *Error {
	if slices.Contains(groups, Storage) {
		if err := completeStorage(s); err != nil {
			return err
		}
	}
	if slices.Contains(groups, Transport) {
		if err := checkTransport(*s); err != nil {
			return err
		}
	}
	if slices.Contains(groups, Outgoing) {
		if err := checkOutgoing(*s); err != nil {
			return err
		}
	}
	if slices.Contains(groups, Limits) && s.MaxUploadBytes < s.MaxRequestBytes {
		return &Error{Flag: "max-upload-bytes", Problem: "must be at least as much as --max-request-bytes"}
	}
	if s.DatabasePasswordsFile != "" && s.Embedded() {
		return &Error{Flag: "database-passwords-file", Problem: "goes with --database-url only: the embedded database needs no passwords"}
	}
	if slices.Contains(groups, SignIn) {
		return checkSignIn(*s)
	}
	return nil
}

// completeStorage chooses places under the data folder for a server on its own. With a database
// that others can reach, a key that only this machine has would be a loss waiting to happen.
func completeStorage(s *Server) *Error {
	if !s.Embedded() {
		if s.KeyFile == "" {
			return &Error{Flag: "key-file", Problem: "is needed with --database-url: all servers of one database share one key file"}
		}
		if s.ErasureJournal == "" {
			return &Error{Flag: "erasure-journal", Problem: "is needed with --database-url: a restored backup repeats the erasures that it lists"}
		}
	}
	if s.DataDir == "" {
		folder, err := defaultDataDir(os.Geteuid(), os.Getenv("XDG_DATA_HOME"), os.UserHomeDir)
		if err != nil {
			return &Error{Flag: "data-dir", Problem: "is needed: this user has no home folder"}
		}
		s.DataDir = folder
	}
	absolute, err := filepath.Abs(s.DataDir)
	if err != nil {
		return &Error{Flag: "data-dir", Problem: "needs an absolute path: the current folder is gone"}
	}
	s.DataDir = absolute
	if s.KeyFile == "" {
		s.KeyFile = filepath.Join(s.DataDir, "keys.json")
	}
	// With the owner's address it is somewhere else, and a folder that happens to be here would say
	// that nobody was erased.
	if s.ErasureJournal == "" && s.OwnerURL.Reveal() == "" {
		s.ErasureJournal = filepath.Join(s.DataDir, "erasures")
	}
	return nil
}

// defaultDataDir follows the XDG Base Directory Specification for ordinary users.
func defaultDataDir(user int, dataHome string, home func() (string, error)) (string, error) {
	if user == 0 {
		return "/var/lib/oco", nil
	}
	if filepath.IsAbs(dataHome) {
		return filepath.Join(dataHome, "oco"), nil
	}
	folder, err := home()
	if err != nil {
		return "", err
	}
	return filepath.Join(folder, ".local", "share", "oco"), nil
}

func checkTransport(s Server) *Error {
	switch {
	case s.TLSCert != "" && s.TLSKey == "":
		return &Error{Flag: "tls-cert", Problem: "needs --tls-key beside it"}
	case s.TLSKey != "" && s.TLSCert == "":
		return &Error{Flag: "tls-key", Problem: "needs --tls-cert beside it"}
	case s.TLSClientCA != "" && s.TLSCert == "":
		return &Error{Flag: "tls-client-ca", Problem: "needs --tls-cert and --tls-key beside it: client certificates come over TLS"}
	}
	return nil
}

// checkSignIn holds the demo, which gives tokens to whoever asks, off real data and off the network.
func checkSignIn(s Server) *Error {
	if !s.Demo {
		if s.OIDCIssuer == nil && s.TLSClientCA == "" {
			return &Error{Flag: "oidc-issuer", Problem: "is needed, or nobody can sign in; to try the server out, start it with --demo"}
		}
		return nil
	}
	if !s.Embedded() {
		return &Error{Flag: "demo", Problem: "does not go with --database-url: a demo keeps to a database of its own"}
	}
	for _, served := range []struct{ flag, address string }{{"grpc-addr", s.GRPCAddr}, {"http-addr", s.HTTPAddr}} {
		host, _, err := net.SplitHostPort(served.address)
		if served.address != "" && (err != nil || !isLoopback(host)) {
			return &Error{Flag: served.flag, Problem: "with --demo it must be an address of this machine alone, such as 127.0.0.1:0: a demo gives tokens to whoever asks"}
		}
	}
	return nil
}

// checkOutgoing holds passwords and mails off a network that anybody can listen to.
func checkOutgoing(s Server) *Error {
	host, _, _ := net.SplitHostPort(s.SMTPAddr)
	switch {
	case s.SMTPAddr != "" && s.SMTPFrom == "":
		return &Error{Flag: "smtp-from", Problem: "is needed with --smtp-addr: the address that mails come from"}
	case s.SMTPAddr != "" && s.SMTPTLS == "none" && !isLoopback(host):
		return &Error{Flag: "smtp-tls", Problem: "can be none only for a mail server on this machine; mails hold personal data"}
	case (s.SMTPUser == "") != (s.SMTPPasswordFile == ""):
		return &Error{Flag: "smtp-user", Problem: "goes with --smtp-password-file: give both or neither"}
	case (s.SMSURL == nil) != (s.SMSTokenFile == ""):
		return &Error{Flag: "sms-url", Problem: "goes with --sms-token-file: give both or neither"}
	}
	return nil
}
