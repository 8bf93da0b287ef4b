package assign

// waiting is a supporter who waits to be visited, by a distance that may have become shorter since.
type waiting struct {
	distance  int64
	supporter int32
}

// line is a binary heap: the nearest stands first.
type line []waiting

func (l *line) add(w waiting) {
	heap := append(*l, w)
	*l = heap
	at := len(heap) - 1
	for at > 0 {
		above := (at - 1) / 2
		if heap[above].distance <= w.distance {
			break
		}
		heap[at] = heap[above]
		at = above
	}
	heap[at] = w
}

func (l *line) take() waiting {
	heap := *l
	first, last := heap[0], heap[len(heap)-1]
	heap = heap[:len(heap)-1]
	*l = heap
	at := 0
	for {
		below := 2*at + 1
		if below >= len(heap) {
			break
		}
		if right := below + 1; right < len(heap) && heap[right].distance < heap[below].distance {
			below = right
		}
		if last.distance <= heap[below].distance {
			break
		}
		heap[at] = heap[below]
		at = below
	}
	if len(heap) > 0 {
		heap[at] = last
	}
	return first
}
