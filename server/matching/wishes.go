package matching

import "time"

// Strength is how much the resident wishes something, by its name in the contract without prefix; empty
// when they do not.
type Strength string

// The strengths of a wish. A must is a gate, a preference counts in the score.
const (
	NoWish Strength = ""
	Prefer Strength = "PREFER"
	Must   Strength = "MUST"
)

// Complexity is how much a question asks of a supporter, by its name in the contract without prefix; empty
// when nobody judged it.
type Complexity string

// The complexities.
const (
	NotJudged Complexity = ""
	Simple    Complexity = "SIMPLE"
	Ordinary  Complexity = "ORDINARY"
	Complex   Complexity = "COMPLEX"
)

// Wanted is how many cases somebody has had who can be expected to handle one of a complexity with ease.
var Wanted = map[Complexity]int{Simple: 0, Ordinary: 2, Complex: 6}

// Wishes are what a resident wishes of a supporter, as the coordinator noted it. What was noted last counts.
type Wishes struct {
	// ID is a UUIDv7, empty when nobody noted anything.
	ID string
	// Application is what they belong to, Dossier the resident with whom they are erased.
	Application, Dossier string
	// Language is ISO 639, empty for none. Arranged says that there is an interpreter: then no
	// language keeps anybody from being asked.
	Language         string
	LanguageStrength Strength
	Arranged         bool
	// Gender is a name of the contract without prefix, empty for none.
	Gender         string
	GenderStrength Strength
	// NoNeighbour: not somebody from the own neighbourhood.
	NoNeighbour Strength
	// LivedExperience: preferably somebody who went through something like it.
	LivedExperience bool
	Complexity      Complexity
	// RecordedBy is an account.
	RecordedBy string
	CreateTime time.Time
}

// ResourceID is the id, by which a repeated request finds the wishes again.
func (w Wishes) ResourceID() string { return w.ID }

// Asked is the language that a supporter should speak, empty when any will do: what the resident wishes, else
// the one for which they need an interpreter.
func (a Application) Asked() string {
	if a.Wishes.Language != "" {
		return a.Wishes.Language
	}
	return a.Interpreter
}

// AsksTraits reports whether anything that only the supporter's sealed file says is asked for.
func (w Wishes) AsksTraits() bool { return w.Gender != "" || w.LivedExperience }
