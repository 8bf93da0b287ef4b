package admin

// Form is what the public pages of a municipality show: its settings, and the code lists that
// people choose from, labelled in one language.
type Form struct {
	Municipality                            Municipality
	Neighbourhoods, SubThemes, TargetGroups []Choice
}

// Choice is one entry of a code list as people see it.
type Choice struct {
	Code, Label string
	// LifeDomain is the domain of a sub-theme, "INCOME".
	LifeDomain string
}
