package main

import "testing"

func TestSearchesAreComparedThatFindTheSame(t *testing.T) {
	for _, c := range []struct {
		name             string
		inSmall, inLarge []string
		common, refused  bool
	}{
		{"one person", []string{"a"}, []string{"a"}, false, false},
		{"a common surname", []string{"a", "b"}, []string{"a", "b"}, true, false},
		{"nobody", nil, nil, false, true},
		{"nobody in the large one", []string{"a"}, nil, false, true},
		{"more in the large one", []string{"a"}, []string{"a", "b"}, false, true},
		{"somebody else", []string{"a"}, []string{"b"}, false, true},
		{"a surname that is not common", []string{"a"}, []string{"a"}, true, true},
	} {
		if err := sameHits(c.inSmall, c.inLarge, c.common); (err != nil) != c.refused {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
