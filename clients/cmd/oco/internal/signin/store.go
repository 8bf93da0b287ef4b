// Package signin signs in and keeps the tokens of the command: one for each server, in a file that
// only its owner can read.
package signin

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/oauth2"

	"oco.example/oco/clients/cmd/oco/internal/texts"
)

// Credential is what signing in to a server gave.
type Credential struct {
	// Token goes with every call; with a refresh token it renews itself.
	Token *oauth2.Token `json:"token"`
	// ClientID and TokenURL are where a refresh token is used.
	ClientID string `json:"client_id,omitempty"`
	TokenURL string `json:"token_url,omitempty"`
	// Plaintext says that the server was signed in at without encryption.
	Plaintext bool `json:"plaintext,omitempty"`
}

// Store is the file with the credentials.
type Store struct{ path string }

// DefaultStore is the store in the user's folder for settings.
func DefaultStore() (Store, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return Store{}, texts.Wrong("signin.no_folder").Because(err)
	}
	return NewStore(filepath.Join(dir, "oco")), nil
}

// NewStore is the store in a folder, which is made when something is kept.
func NewStore(dir string) Store { return Store{path: filepath.Join(dir, "credentials.json")} }

// Path is the file.
func (s Store) Path() string { return s.path }

// Get is the credential for a server; nil when there is none.
func (s Store) Get(server string) (*Credential, error) {
	all, err := s.read()
	if err != nil {
		return nil, err
	}
	return all[server], nil
}

// Put keeps a credential for a server; nil forgets it.
func (s Store) Put(server string, credential *Credential) error {
	all, err := s.read()
	if err != nil {
		return err
	}
	if all[server] = credential; credential == nil {
		delete(all, server)
	}
	text, err := json.MarshalIndent(all, "", "  ")
	if err != nil {
		return texts.Wrong("signin.unwritable").Because(err)
	}
	return s.write(text)
}

func (s Store) read() (map[string]*Credential, error) {
	text, err := os.ReadFile(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		return map[string]*Credential{}, nil
	}
	if err != nil {
		return nil, texts.Wrong("signin.unreadable").Because(err)
	}
	all := map[string]*Credential{}
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, texts.Wrong("signin.damaged", "path", s.path)
	}
	return all, nil
}

// write replaces the file at once, so that a command that is broken off leaves the old one.
func (s Store) write(text []byte) error {
	dir := filepath.Dir(s.path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return texts.Wrong("signin.unwritable").Because(err)
	}
	file, err := os.CreateTemp(dir, ".credentials-*") // CreateTemp lets only the owner read
	if err != nil {
		return texts.Wrong("signin.unwritable").Because(err)
	}
	_, failed := file.Write(text)
	failed = errors.Join(failed, file.Close())
	if failed == nil {
		failed = os.Rename(file.Name(), s.path)
	}
	if failed != nil {
		_ = os.Remove(file.Name()) // the first failure is the one to tell
		return texts.Wrong("signin.unwritable").Because(failed)
	}
	return nil
}
