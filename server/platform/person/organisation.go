package person

import "strings"

// legalForms are the words of a name that say what an organisation is by law, and nothing of which it is.
var legalForms = map[string]bool{
	"stichting": true, "st": true, "vereniging": true, "ver": true, "cooperatie": true, "bv": true, "nv": true, "vof": true, "cv": true,
	"ua": true, "maatschap": true, "eenmanszaak": true, "holding": true,
}

// OrganisationKey returns the name of an organisation without regard to case, accents, spaces, punctuation and legal
// form: "Stichting De Brug" and "de brug (st.)" are the same one, and so are "Thuiszorg Zuid B.V." and "thuiszorg-zuid
// bv". A name that is a legal form and no more stays.
func OrganisationKey(name string) string {
	words := NameWords(strings.NewReplacer(".", "", "&", " en ").Replace(name))
	kept := make([]string, 0, len(words))
	for _, word := range words {
		if !legalForms[word] {
			kept = append(kept, word)
		}
	}
	if len(kept) == 0 {
		kept = words
	}
	return strings.Join(kept, "")
}
