package register

// Entry is an entry of a code list that can be chosen.
type Entry struct {
	Code string
	// Names are its labels and the words by which it is known, without regard to case and accents.
	Names []string
	// LifeDomain is that of a sub-theme.
	LifeDomain LifeDomain
}

// Lists are the code lists of a municipality, by which the words of a register become codes. The
// first entry that a word fits is meant.
type Lists struct{ Neighbourhoods, TargetGroups, SubThemes, Outcomes []Entry }

// choices finds an entry by its code, a label or a word; nil takes every word for the code that it
// would make.
type choices map[string]string

func newChoices(entries []Entry) choices {
	c := choices{}
	for _, entry := range entries {
		for _, name := range append([]string{entry.Code}, entry.Names...) {
			for _, form := range []string{phrase(name), bare(name)} {
				if _, taken := c[form]; !taken && form != "" {
					c[form] = entry.Code
				}
			}
		}
	}
	return c
}

func (c choices) find(word string) (codeOf string, known bool) {
	if c == nil {
		codeOf = code(word)
		return codeOf, codeOf != ""
	}
	return lookUp(c, word)
}

// lists are Lists made ready for finding.
type lists struct {
	neighbourhoods, targetGroups, subThemes, outcomes choices
	domainOf                                          map[string]LifeDomain
}

func newLists(given *Lists) lists {
	if given == nil {
		return lists{}
	}
	l := lists{
		neighbourhoods: newChoices(given.Neighbourhoods), targetGroups: newChoices(given.TargetGroups),
		subThemes: newChoices(given.SubThemes), outcomes: newChoices(given.Outcomes), domainOf: map[string]LifeDomain{},
	}
	for _, theme := range given.SubThemes {
		l.domainOf[theme.Code] = theme.LifeDomain
	}
	return l
}

// meaning is what a word for a life domain stands for: one of the words that everybody uses, else a
// sub-theme of the municipality's own. gone says that its sub-theme cannot be chosen any more.
func (l lists) meaning(word string) (m meaning, gone, known bool) {
	m, known = domainWords[phrase(word)]
	if !known && l.subThemes != nil {
		if m.subTheme, known = l.subThemes.find(word); known {
			m.domain = l.domainOf[m.subTheme]
			return m, false, m.domain != ""
		}
	}
	if known && m.subTheme != "" && l.subThemes != nil {
		_, there := l.domainOf[m.subTheme]
		gone = !there
	}
	return m, gone, known
}
