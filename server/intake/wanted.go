package intake

// Wanted is what a search for a person asks for; all that is given must match, as whole words. It
// lives as long as the search and is never stored or logged.
type Wanted struct {
	Name, Phone, Email, Postcode, HouseNumber, Receipt string
}
