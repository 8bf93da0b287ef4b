package words

import "testing"

func TestMergeRefusesWhatTwoSlicesSay(t *testing.T) {
	if got := Merge(map[string]string{"a": "1"}, map[string]string{"b": "2"}); len(got) != 2 || got["b"] != "2" {
		t.Errorf("Merge of two slices = %v", got)
	}
	defer func() {
		if recover() == nil {
			t.Error("a key said twice was taken")
		}
	}()
	Merge(map[string]string{"a": "1"}, map[string]string{"a": "2"})
}
