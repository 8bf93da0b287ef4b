package pg

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// address completes the URL of a database: another user, and every setting that must not be
// left to a driver's default.
func address(raw, role, password string) (string, error) {
	u, err := url.Parse(raw)
	if err != nil {
		// The text of url.Error repeats the URL, and with it a password.
		return "", errors.New("the database URL cannot be read; it looks like postgres://oco_app@host:5432/oco?sslmode=verify-full")
	}
	if u.Scheme != "postgres" && u.Scheme != "postgresql" {
		return "", fmt.Errorf("the database URL begins with %q, it must begin with postgres://", u.Scheme)
	}
	query := u.Query()
	if role != "" {
		if known, given := u.User.Password(); given && password == "" && u.User.Username() == role {
			password = known
		}
		u.User = url.User(role)
		if password != "" {
			u.User = url.UserPassword(role, password)
		}
		query.Del("user")
	}
	if query.Get("sslmode") == "" {
		query.Set("sslmode", "verify-full")
		if host := u.Hostname() + query.Get("host"); strings.HasPrefix(host, "/") {
			query.Set("sslmode", "disable")
		}
	}
	if query.Get("connect_timeout") == "" {
		query.Set("connect_timeout", "10")
	}
	// The time zone of a role or database must not change what a statement means.
	query.Set("timezone", "UTC")
	u.RawQuery = query.Encode()
	return u.String(), nil
}
