package register

import (
	"regexp"
	"strings"

	"oco.example/oco/server/platform/citizennumber"
	"oco.example/oco/server/platform/person"
	"oco.example/oco/server/platform/sealed"
)

// reach reads phone and mail. What is not valid is not kept, and no citizen number is taken for either.
func (c *cells) reach() (phone, email string) {
	typed, masked := citizennumber.MaskBut(c.all(Phone, " / "), person.IsDialled)
	phone, ok := phoneIn(typed)
	switch {
	case masked > 0:
		c.note(RuleNumberMasked, Phone)
	case mayBeCitizen(typed):
		c.note(RulePhoneDoubt, Phone)
	}
	if !ok && strings.ContainsAny(c.all(Phone, ""), "0123456789") {
		c.complete(RulePhone, Phone)
	}
	c.leaveReach(Phone, typed, phone)
	if ok && c.register.kind == Applications && hasWords(typed) {
		c.note(RulePhoneWords, Phone)
	}
	for _, column := range c.register.layout.at[Email] {
		cell, masked := citizennumber.Mask(c.at(column))
		if masked > 0 {
			c.note(RuleNumberMasked, Email)
		} else if email, ok = person.Mail(cell); ok {
			break
		}
	}
	if email == "" && strings.Contains(c.all(Email, ""), "@") {
		c.complete(RuleMail, Email)
	}
	c.leaveReach(Email, c.all(Email, " / "), email)
	if phone == "" && email == "" {
		c.complete(RuleNoContact, Phone)
	}
	return phone, email
}

// dialled finds what can be a phone number between words.
var dialled = regexp.MustCompile(`[+0]?\(?[0-9][0-9()\s./-]{6,}[0-9]`)

// phoneIn is the first phone number in a cell, also between words: "06-… (dochter)", "06-… na 18u".
func phoneIn(typed string) (phone string, ok bool) {
	if phone, ok = person.Phone(typed); ok {
		return phone, true
	}
	for _, candidate := range dialled.FindAllString(typed, -1) {
		if phone, ok = person.Phone(candidate); ok {
			return phone, true
		}
	}
	return "", false
}

// mayBeCitizen reports whether a phone number is written as nothing but a zero and nine digits that
// could be a citizen number. It can be a number of a landline all the same.
func mayBeCitizen(typed string) bool {
	digits, ok := strings.CutPrefix(typed, "0")
	return ok && !strings.HasPrefix(digits, "6") && citizennumber.Valid(digits)
}

// place reads postcode and house number, which may stand in one cell.
func (c *cells) place() (postcode, number sealed.Text) {
	typed := c.raw(Postcode)
	if typed == "" || nothing(typed) {
		return sealed.Of(""), sealed.Of(c.text(HouseNumber, longestNumber))
	}
	if code, ok := person.Postcode(typed); ok {
		return sealed.Of(code), sealed.Of(c.text(HouseNumber, longestNumber))
	}
	if key, ok := person.PostcodeNumber(typed, c.raw(HouseNumber)); ok {
		code, house, _ := strings.Cut(key, " ")
		return sealed.Of(code), sealed.Of(c.words(Postcode, house, longestNumber))
	}
	c.complete(RulePostcode, Postcode)
	c.leave(Postcode, typed)
	return sealed.Of(""), sealed.Of(c.text(HouseNumber, longestNumber))
}
