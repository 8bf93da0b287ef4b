package crypto

import "encoding/binary"

// binding joins parts so that no two lists of parts give the same bytes: each part is preceded
// by its length. The first part names what is bound, so that one use never passes for another.
func binding(parts ...string) []byte {
	size := 0
	for _, p := range parts {
		size += binary.MaxVarintLen32 + len(p)
	}
	bound := make([]byte, 0, size)
	for _, p := range parts {
		bound = binary.AppendUvarint(bound, uint64(len(p)))
		bound = append(bound, p...)
	}
	return bound
}
