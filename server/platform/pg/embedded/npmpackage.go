package embedded

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// link is one entry of pg-symlinks.json: npm cannot carry symbolic links, so the package lists
// them, with paths that begin at the package.
type link struct {
	// Source is the file that exists.
	Source string `json:"source"`
	// Target is the link to make.
	Target string `json:"target"`
}

// readyPackage returns the package's folder "native" in a state in which the runner can use it:
// in place, or as a copy in the data directory when the package lies where the runner cannot go.
func readyPackage(pack, dataDir string, r runner) (string, error) {
	native := filepath.Join(pack, "native")
	links, err := readLinks(pack)
	if err != nil {
		return "", err
	}
	if r.reaches(filepath.Join(native, "bin")) == nil && makeLinks(pack, links) == nil {
		return native, nil
	}
	return copyPackage(pack, links, dataDir)
}

func readLinks(pack string) ([]link, error) {
	text, err := os.ReadFile(filepath.Join(pack, "native", "pg-symlinks.json"))
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the links of the package: %w", err)
	}
	var links []link
	if err := json.Unmarshal(text, &links); err != nil {
		return nil, fmt.Errorf("read the links of the package: %w", err)
	}
	for _, l := range links {
		if !filepath.IsLocal(l.Source) || !filepath.IsLocal(l.Target) {
			return nil, fmt.Errorf("the package lists a link outside itself: %s", l.Target)
		}
	}
	return links, nil
}

// makeLinks makes the links that are missing.
func makeLinks(pack string, links []link) error {
	for _, l := range links {
		target := filepath.Join(pack, l.Target)
		if _, err := os.Lstat(target); err == nil {
			continue
		}
		relative, err := filepath.Rel(filepath.Dir(l.Target), l.Source)
		if err != nil {
			return fmt.Errorf("place the link %s: %w", l.Target, err)
		}
		if err := os.Symlink(relative, target); err != nil && !errors.Is(err, fs.ErrExist) {
			return fmt.Errorf("make the link %s: %w", l.Target, err)
		}
	}
	return nil
}

// copyPackage copies what runs (not the libraries for compiling) to the data directory, once for
// each version of the package.
func copyPackage(pack string, links []link, dataDir string) (string, error) {
	identity, err := os.ReadFile(filepath.Join(pack, "package.json"))
	if err != nil {
		return "", fmt.Errorf("read the package: %w", err)
	}
	sum := sha256.Sum256(identity)
	final := filepath.Join(dataDir, "postgres-"+hex.EncodeToString(sum[:6]))
	if _, err := os.Stat(final); err == nil {
		return final, nil
	}
	// A copy that was broken off keeps another name and is never used.
	partial, err := os.MkdirTemp(dataDir, "copying-")
	if err != nil {
		return "", fmt.Errorf("make room for the binaries: %w", err)
	}
	defer func() { _ = os.RemoveAll(partial) }() // what stays harms nobody
	native := filepath.Join(partial, "native")
	if err := copyTree(filepath.Join(pack, "native"), native); err != nil {
		return "", err
	}
	if err := makeLinks(partial, links); err != nil {
		return "", err
	}
	if err := os.Rename(native, final); err != nil {
		return "", fmt.Errorf("put the binaries in place: %w", err)
	}
	return final, nil
}

func copyTree(from, to string) error {
	err := filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		target := filepath.Join(to, relative)
		switch {
		case entry.IsDir():
			return os.MkdirAll(target, 0o755)
		case entry.Type()&fs.ModeSymlink != 0:
			destination, err := os.Readlink(path)
			if err != nil {
				return err
			}
			return os.Symlink(destination, target)
		case strings.HasSuffix(path, ".a"):
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		mode := os.FileMode(0o644)
		if filepath.Base(filepath.Dir(path)) == "bin" {
			mode = 0o755
		}
		return os.WriteFile(target, content, mode)
	})
	if err != nil {
		return fmt.Errorf("copy the binaries: %w", err)
	}
	return nil
}
