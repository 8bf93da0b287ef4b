package pg

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"oco.example/oco/server/platform/errs"
)

// Conditions put the WHERE of a statement together from fixed parts, so that each set of filters has one text and a
// plan of its own. What callers send is an argument, never text. The zero value has no condition.
type Conditions struct {
	conditions []string
	// Args are the arguments, in the order of their places.
	Args []any
}

// Within are the conditions on a table, under its alias, of which the first is its municipality ($1).
func Within(alias, municipality string) Conditions {
	c := Conditions{}
	c.And(alias + ".municipality = " + c.Arg(municipality))
	return c
}

// Arg adds an argument and returns its place ($1, $2, ...).
func (c *Conditions) Arg(value any) string {
	c.Args = append(c.Args, value)
	return "$" + strconv.Itoa(len(c.Args))
}

// And adds a condition that must hold too.
func (c *Conditions) And(condition string) { c.conditions = append(c.conditions, condition) }

// Where is " WHERE a AND b", empty without any condition.
func (c *Conditions) Where() string { return c.after(" WHERE ") }

// More is " AND a AND b", to go on after conditions that a statement has already.
func (c *Conditions) More() string { return c.after(" AND ") }

func (c *Conditions) after(word string) string {
	if len(c.conditions) == 0 {
		return ""
	}
	return word + strings.Join(c.conditions, " AND ")
}

// Found turns ErrNoRows into NOT_FOUND of a resource, and says of any other error what was being done.
func Found(err error, resource, action string) error {
	if errors.Is(err, ErrNoRows) {
		return errs.NotFound(resource)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", action, err)
	}
	return nil
}
