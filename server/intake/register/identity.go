package register

import (
	"strings"

	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/sealed"
)

// identify gives the row the keys by which it is found again.
func (c *cells) identify(name, phone, email, postcode, day string) {
	if key, ok := person.Key(name, phone, email); ok {
		c.row.PersonKey = sealed.Of(key)
	}
	c.row.Key = sealed.Of(rowKey(name, phone, email, postcode, day))
	if former := rowKey(name, c.formerPhone(), c.formerEmail(), postcode, day); former != c.row.Key.Reveal() {
		c.row.FormerKey = sealed.Of(former)
	}
}

// tellApart gives a row of which nobody can tell who it is a key that tells it by what it is about: two
// people without a name, or without a way to reach them, are not one. The same row in another file has
// the same.
func (c *cells) tellApart(a *Application) {
	if c.row.FormerKey.Reveal() == "" {
		c.row.FormerKey = c.row.Key
	}
	about := append(person.NameWords(c.all(Question, " ")), person.NameWords(a.HouseNumber.Reveal())...)
	c.row.Key = sealed.Of(c.row.Key.Reveal() + "\x1f" + strings.Join(about, " "))
	c.row.PersonKey = sealed.Of("")
}

// rowKey is the day and the person, who is told by phone, else mail, else postcode.
func rowKey(name, phone, email, postcode, day string) string {
	key, ok := person.Key(name, phone, email)
	if !ok {
		key = strings.Join([]string{person.NameKey(name), "", postcode}, "\x1f")
	}
	return day + "\x1f" + key
}

// formerPhone and formerEmail are the phone and the mail as earlier versions read them: they took
// citizen numbers for phone numbers, and knew no number with ".0" behind it.
func (c *cells) formerPhone() string {
	var typed []string
	for _, column := range c.register.layout.at[Phone] {
		if cell := c.seen(column); cell != "" {
			typed = append(typed, cell)
		}
	}
	phone, _ := person.Phone(strings.Join(typed, " / "))
	return phone
}

func (c *cells) formerEmail() string {
	for _, column := range c.register.layout.at[Email] {
		if email, ok := person.Mail(c.seen(column)); ok {
			return email
		}
	}
	return ""
}
