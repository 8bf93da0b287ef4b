package crypto

// CiphertextVersion tells which version of the subject's key opens a ciphertext, 0 when it is none.
func CiphertextVersion(ciphertext []byte) int {
	version, _, _ := split(ciphertext)
	return version
}
