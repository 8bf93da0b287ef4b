package door

import "context"

// Admission is the proof that Admit let a call in. The zero value is none. It counts in-process
// alone, for the one call that Admit was asked about.
type Admission struct{ passage *passage }

// of is what was found about a call of this method, nil when it was not admitted.
func (a Admission) of(method string) *passage {
	if a.passage == nil || a.passage.method != method {
		return nil
	}
	found := *a.passage
	return &found
}

// Admit asks who calls and counts the call, before anything of its request is read: REST does so
// with the head of a request, as gRPC does over the network. The call that follows carries the
// Admission, and is neither counted nor asked again. A refusal is a status, as the call's own
// would be.
func (d *Door) Admit(ctx context.Context, method string, o Outside) (Admission, error) {
	p := d.begin(method, o, false)
	p.admitting = true
	if err := d.pass(ctx, p, 0, func(context.Context) error { return nil }); err != nil {
		return Admission{}, err
	}
	p.admitting, p.admitted = false, true
	return Admission{passage: p}, nil
}
