// Package journal keeps the erasure journal: a folder outside the database and its backups, with a
// file for each person who was erased. It is written before the erasure is done, so that nobody is
// erased whom a restored backup would bring back.
package journal

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"oco.example/oco/server/privacy"
)

// suffix ends the name of every entry; hidden begins the name of what is no entry (yet).
const (
	suffix = ".json"
	hidden = "."
)

// Journal is the folder.
type Journal struct{ folder string }

// Open opens the journal in a folder that must be there.
func Open(folder string) (*Journal, error) {
	info, err := os.Stat(folder)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is no folder", folder)
	}
	return &Journal{folder: folder}, nil
}

// entry is the content of a file.
type entry struct {
	Municipality string         `json:"municipality"`
	Kind         privacy.Kind   `json:"kind"`
	Subject      string         `json:"subject"`
	Time         time.Time      `json:"time"`
	Reason       privacy.Reason `json:"reason"`
}

// path is where the entry of an erasure lies: the same erasure has one file.
func (j *Journal) path(e privacy.Erasure) string {
	name := strings.Join([]string{e.Municipality, strings.ToLower(string(e.Kind)), e.Subject}, "-")
	return filepath.Join(j.folder, name+suffix)
}

// Write notes an erasure and returns the file; when it returns, a power failure does not lose it.
// One that was noted before stays as it is.
func (j *Journal) Write(e privacy.Erasure) (path string, err error) {
	if err := e.Check(); err != nil {
		return "", fmt.Errorf("note an erasure: %w", err)
	}
	path = j.path(e)
	if _, err := read(path); err == nil {
		return path, syncFolder(j.folder) // whoever wrote it may not have come this far
	}
	content, err := json.MarshalIndent(entry(e), "", "  ")
	if err != nil {
		return "", fmt.Errorf("note an erasure: %w", err)
	}
	if err := place(path, append(content, '\n')); err != nil {
		return "", fmt.Errorf("note an erasure: %w", err)
	}
	return path, nil
}

// place writes a whole file or none: under another name, onto the disk, then under its own.
func place(path string, content []byte) error {
	folder := filepath.Dir(path)
	file, err := os.CreateTemp(folder, hidden+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return syncFolder(folder)
}

// syncFolder brings the names in a folder onto the disk.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}

// Find returns the entry of an erasure, whatever its time and reason; ok is false when there is none.
func (j *Journal) Find(wanted privacy.Erasure) (found privacy.Erasure, ok bool, err error) {
	found, err = read(j.path(wanted))
	if errors.Is(err, fs.ErrNotExist) {
		return privacy.Erasure{}, false, nil
	}
	return found, err == nil, err
}

// Erasures reads all entries. A file that is no entry, or a damaged one, is an error that names it:
// behind it may be somebody who would not be erased again. Hidden files are what a crash or the
// file system left; they hold no erasure that was done.
func (j *Journal) Erasures() ([]privacy.Erasure, error) {
	files, err := os.ReadDir(j.folder)
	if err != nil {
		return nil, err
	}
	var all []privacy.Erasure
	var damaged error
	for _, file := range files {
		if strings.HasPrefix(file.Name(), hidden) {
			continue
		}
		erasure, err := read(filepath.Join(j.folder, file.Name()))
		if err != nil {
			damaged = errors.Join(damaged, err)
			continue
		}
		all = append(all, erasure)
	}
	if damaged != nil {
		return nil, damaged
	}
	return all, nil
}

// read reads one entry, and holds it against its name.
func read(path string) (privacy.Erasure, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return privacy.Erasure{}, err
	}
	var e entry
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&e); err != nil {
		return privacy.Erasure{}, fmt.Errorf("%s is no entry of an erasure journal: %w", path, err)
	}
	erasure := privacy.Erasure(e)
	err = erasure.Check()
	if own := (&Journal{folder: filepath.Dir(path)}).path(erasure); err == nil && own != path {
		err = fmt.Errorf("its content belongs into %s", filepath.Base(own))
	}
	if err == nil && (decoder.More() || e.Time.IsZero()) {
		err = errors.New("it holds too much or too little")
	}
	if err != nil {
		return privacy.Erasure{}, fmt.Errorf("%s is no entry of an erasure journal: %w", path, err)
	}
	return erasure, nil
}
