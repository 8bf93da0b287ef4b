package crypto

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"

	"github.com/tink-crypto/tink-go/v2/aead"
	"github.com/tink-crypto/tink-go/v2/core/cryptofmt"
	"github.com/tink-crypto/tink-go/v2/keyset"

	tinkpb "github.com/tink-crypto/tink-go/v2/proto/tink_go_proto"
)

// MarkSize is the length of a Mark, in bytes.
const MarkSize = cryptofmt.TinkPrefixSize

// Mark tells which key of a key file wrapped something: it stands in front of what it wrapped. It
// is a number that says nothing about the key.
type Mark string

// Newest is the mark of the key that wraps from now on.
func (k *Keyring) Newest() Mark { return k.marks[k.newest] }

// Older are the marks of the keys that wrapped before the newest, and now only open.
func (k *Keyring) Older() []Mark { return slices.Clone(k.marks[:k.newest]) }

// Holds reports whether the key with this mark is there to open what it wrapped.
func (k *Keyring) Holds(mark Mark) bool { return slices.Contains(k.marks, mark) }

// AddKey adds a new key to the key file, which opens and does not wrap yet. When all servers have
// read the file, RotateKeyring lets it wrap, and no server meets what it cannot open.
func AddKey(path string) error {
	handle, err := readKeyFile(path)
	if err != nil {
		return err
	}
	manager := keyset.NewManagerFromHandle(handle)
	if _, err := manager.Add(aead.AES256GCMKeyTemplate()); err != nil {
		return fmt.Errorf("make key: %w", err)
	}
	return replaceKeys(path, manager)
}

// RotateKeyring lets the last key of the key file wrap from now on; added reports that AddKey had
// made it. When that one wraps already, a new key is made. The older keys stay and open what they
// wrapped. A server that read the file before a key was added cannot open what that key wraps.
func RotateKeyring(path string) (added bool, err error) {
	handle, err := readKeyFile(path)
	if err != nil {
		return false, err
	}
	manager := keyset.NewManagerFromHandle(handle)
	info := handle.KeysetInfo()
	last := info.GetKeyInfo()[len(info.GetKeyInfo())-1].GetKeyId()
	if added = last != info.GetPrimaryKeyId(); !added {
		if last, err = manager.Add(aead.AES256GCMKeyTemplate()); err != nil {
			return false, fmt.Errorf("make key: %w", err)
		}
	}
	if err := manager.SetPrimary(last); err != nil {
		return false, fmt.Errorf("make key: %w", err)
	}
	return added, replaceKeys(path, manager)
}

// Retire takes the older keys of k out of the key file at path, from which k was loaded. What
// they wrapped never opens again without the copy of the file as it was, which it puts at kept
// first; an existing file there is never replaced (fs.ErrExist).
func (k *Keyring) Retire(path, kept string) error {
	handle, err := readKeyFile(path)
	if err != nil {
		return err
	}
	manager := keyset.NewManagerFromHandle(handle)
	for _, mark := range k.Older() {
		if err := manager.Delete(mark.id()); err != nil {
			return fmt.Errorf("key file %s: was changed meanwhile: %w", path, err)
		}
	}
	if err := createKeyFile(kept, handle); err != nil {
		return err
	}
	return replaceKeys(path, manager)
}

func replaceKeys(path string, manager *keyset.Manager) error {
	handle, err := manager.Handle()
	if err != nil {
		return fmt.Errorf("make key: %w", err)
	}
	if _, err := newKeyring(handle); err != nil {
		return err
	}
	return replaceKeyFile(path, handle)
}

// marksOf lists the marks of the keys that open, and which of them wraps.
func marksOf(handle *keyset.Handle) (marks []Mark, newest int, err error) {
	info := handle.KeysetInfo()
	for _, key := range info.GetKeyInfo() {
		if key.GetStatus() != tinkpb.KeyStatusType_ENABLED {
			continue
		}
		if key.GetOutputPrefixType() != tinkpb.OutputPrefixType_TINK {
			return nil, 0, errors.New("key file: a key of it leaves no mark on what it wraps (its output prefix is not TINK)")
		}
		if key.GetKeyId() == info.GetPrimaryKeyId() {
			newest = len(marks)
		}
		marks = append(marks, markOf(key.GetKeyId()))
	}
	return marks, newest, nil
}

func markOf(id uint32) Mark {
	return Mark(binary.BigEndian.AppendUint32([]byte{cryptofmt.TinkStartByte}, id))
}

func (m Mark) id() uint32 { return binary.BigEndian.Uint32([]byte(m)[1:]) }
