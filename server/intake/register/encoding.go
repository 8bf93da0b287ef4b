package register

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// decode turns the bytes of a text file into UTF-8 and names the encoding. A byte-order mark
// decides; without one it is UTF-8 if that is possible, UTF-16 if every other byte is zero, and
// else Windows-1252, in which every byte means something.
func decode(file []byte) (text, encoding string) {
	if rest, ok := bytes.CutPrefix(file, []byte("\xef\xbb\xbf")); ok {
		return valid(rest), "utf-8"
	}
	if order, ok := wide(file); ok {
		decoded, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(file)
		if err == nil {
			return valid(decoded), "utf-16"
		}
	}
	if utf8.Valid(file) {
		return string(file), "utf-8"
	}
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(file)
	if err != nil {
		decoded = file
	}
	return valid(decoded), "windows-1252"
}

func valid(text []byte) string { return string(bytes.ToValidUTF8(text, []byte("\ufffd"))) }

// wide reports whether a file is UTF-16 and in which order its bytes stand.
func wide(file []byte) (unicode.Endianness, bool) {
	switch {
	case bytes.HasPrefix(file, []byte{0xff, 0xfe}):
		return unicode.LittleEndian, true
	case bytes.HasPrefix(file, []byte{0xfe, 0xff}):
		return unicode.BigEndian, true
	}
	sample := file[:min(len(file), 1000)]
	var even, odd int
	for i, b := range sample {
		if b == 0 {
			even += (i + 1) % 2
			odd += i % 2
		}
	}
	const most = 5 // of ten characters, more than these are Latin ones
	switch {
	case odd*20 > len(sample)*most && even == 0:
		return unicode.LittleEndian, true
	case even*20 > len(sample)*most && odd == 0:
		return unicode.BigEndian, true
	}
	return unicode.LittleEndian, false
}
