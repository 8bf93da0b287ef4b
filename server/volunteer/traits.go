package volunteer

// Traits are what a supporter's sealed file says that a resident may wish.
type Traits struct {
	// Gender is a name of the contract without prefix, empty when the supporter did not say.
	Gender string
	// LivedExperience is true when the supporter has it and agreed that it counts.
	LivedExperience bool
}
