// Package crypto keeps personal data unreadable without the controller's key file.
//
// There are three layers. The key file (a tink keyset that the controller holds, outside the
// database and its backups) wraps two kinds of keys: one data key per subject (resident,
// supporter, contact, account holder), which seals that subject's texts, and one secret per
// municipality, from which the keys for search, pseudonyms, receipts and request bodies derive.
// Destroying a wrapped data key is what erases a subject: its texts can never be opened again.
//
// No opened key is kept beyond the value that the caller holds. Opening one costs about as much
// as looking it up in a cache would, and a cache would outlive an erasure.
package crypto
