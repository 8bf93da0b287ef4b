package crypto

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/tink-crypto/tink-go/v2/insecurecleartextkeyset"
	"github.com/tink-crypto/tink-go/v2/keyset"
)

// ErrKeyFileOpen is a key file that others than its owner may read or write.
var ErrKeyFileOpen = errors.New("others may read or write it")

// maxKeyFile is more than a keyset with hundreds of keys takes, in bytes.
const maxKeyFile = 1 << 20

// readKeyFile reads a keyset that only the owner of the file can read.
func readKeyFile(path string) (*keyset.Handle, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("key file: %w", err)
	}
	if !info.Mode().IsRegular() || info.Size() > maxKeyFile {
		return nil, fmt.Errorf("key file %s: is not a file with keys", path)
	}
	if mode := info.Mode().Perm(); mode&0o077 != 0 {
		return nil, fmt.Errorf("key file %s: %w (mode %04o); set it with: chmod 600 %s", path, ErrKeyFileOpen, mode, path)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("key file: %w", err)
	}
	handle, err := insecurecleartextkeyset.Read(keyset.NewJSONReader(bytes.NewReader(content)))
	if err != nil {
		// The parser's own message may quote the file, so it is not passed on.
		return nil, fmt.Errorf("key file %s: is not a tink keyset in JSON", path)
	}
	return handle, nil
}

// createKeyFile writes a new key file, complete or not at all, and never over an existing one.
func createKeyFile(path string, handle *keyset.Handle) error {
	return putKeyFile(path, handle, os.Link)
}

// replaceKeyFile puts a new content in the place of an existing key file, in one step.
func replaceKeyFile(path string, handle *keyset.Handle) error {
	return putKeyFile(path, handle, os.Rename)
}

// putKeyFile writes the keyset to a temporary file beside path, makes sure that it is on the
// disk, and gives it its name with place. A crash leaves the old state or the new one.
func putKeyFile(path string, handle *keyset.Handle, place func(from, to string) error) (err error) {
	var content bytes.Buffer
	if err := insecurecleartextkeyset.Write(handle, keyset.NewJSONWriter(&content)); err != nil {
		return fmt.Errorf("write keyset: %w", err)
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".key-*") // made with mode 0600
	if err != nil {
		return fmt.Errorf("key file: %w", err)
	}
	defer func() {
		if gone := os.Remove(file.Name()); gone != nil && !errors.Is(gone, fs.ErrNotExist) && err == nil {
			err = fmt.Errorf("key file: %w", gone)
		}
	}()
	if _, err := file.Write(content.Bytes()); err != nil {
		return errors.Join(fmt.Errorf("key file: %w", err), file.Close())
	}
	if err := file.Sync(); err != nil {
		return errors.Join(fmt.Errorf("key file: %w", err), file.Close())
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("key file: %w", err)
	}
	if err := place(file.Name(), path); err != nil {
		return fmt.Errorf("key file: %w", err)
	}
	return syncFolder(filepath.Dir(path))
}

// syncFolder makes a new name in a folder survive a crash.
func syncFolder(path string) error {
	folder, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("key file: %w", err)
	}
	return errors.Join(folder.Sync(), folder.Close())
}
