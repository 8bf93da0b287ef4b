package pg

// HasState reports whether err says that Postgres refused a statement with the SQLSTATE.
func HasState(err error, code string) bool {
	f := faultOf(err)
	return f != nil && f.Code == code
}
