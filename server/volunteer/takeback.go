package volunteer

import "slices"

// TakeBack are the proofs that take one record back and leave what else was seen of the same requirement: a
// withdrawal takes back all there was, so the others are recorded anew, as they were. Of a record that stands no more
// there is nothing to take back. proofs are all of the supporter, the oldest first.
func TakeBack(proofs []Proof, id, today string) []Proof {
	standing := notWithdrawn(proofs)
	at := slices.IndexFunc(standing, func(p Proof) bool { return p.ID == id })
	if at < 0 {
		return nil
	}
	taken := standing[at]
	again := []Proof{{Supporter: taken.Supporter, Code: taken.Code, Seen: today, Withdrawn: true}}
	for _, other := range standing {
		if other.Code == taken.Code && other.ID != id {
			other.ID = ""
			again = append(again, other)
		}
	}
	return again
}
