package words

import (
	"fmt"
	"maps"
)

// Merge puts the words of all slices together. What two slices say of one key would hide one of
// the two, so that is a mistake of the program and panics, which every test shows.
func Merge[K comparable, V any](slices ...map[K]V) map[K]V {
	all := map[K]V{}
	for _, slice := range slices {
		for key := range slice {
			if _, twice := all[key]; twice {
				panic(fmt.Sprintf("words: %v is said by two slices", key))
			}
		}
		maps.Copy(all, slice)
	}
	return all
}
