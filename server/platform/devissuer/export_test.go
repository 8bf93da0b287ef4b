package devissuer

// Renewables is how many sign-ins can be renewed at once.
const Renewables = renewables

// BeginRenewals makes so many sign-ins renewable.
func (i *Issuer) BeginRenewals(n int) {
	for range n {
		i.renewals.begin("", Client)
	}
}
