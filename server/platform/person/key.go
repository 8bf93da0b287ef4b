package person

// Key returns what makes somebody the same person in two places: the name without regard to case,
// accents and spaces, with the phone number, or with the mail address when there is no valid
// number. The same phone with another name is somebody else of the household; the same name with
// another phone is somebody else altogether. Ok is false without a name, or without a valid
// number and address: then nobody can be told apart.
func Key(name, phone, mail string) (key string, ok bool) {
	who := NameKey(name)
	if who == "" {
		return "", false
	}
	reach, ok := Phone(phone)
	if !ok {
		reach, ok = Mail(mail)
	}
	if !ok {
		return "", false
	}
	// A control character parts them: NameKey leaves none in a name.
	return who + "\x1f" + reach, true
}
