package volunteer

// Filter narrows a list of supporters; what is empty does not.
type Filter struct {
	// States are the states to keep.
	States []State
	// Kind is the kind to keep.
	Kind Kind
	// LifeDomain is the one that a supporter must know, a name of the contract without prefix.
	LifeDomain string
}

// Asked is what a search asks for, in the form in which search keys are made: everything that is
// set must match.
type Asked struct {
	// NameWords are folded words of the name.
	NameWords []string
	// Phone is E.164.
	Phone string
	// Mail is in lower case.
	Mail string
}
