package config

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"

	"oco.example/oco/server/platform/sealed"
)

// The errors of these functions end a sentence that begins with the setting's name and value:
// `--deadline: "soon" is not …`.

func optional[T any](take func(string) (T, error)) func(string) (T, error) {
	return func(text string) (value T, err error) {
		if text == "" {
			return value, nil
		}
		return take(text)
	}
}

func notEmpty(text string) (string, error) {
	if text == "" {
		return "", errors.New("may not be empty")
	}
	return text, nil
}

func hostPort(text string) (string, error) {
	_, port, err := net.SplitHostPort(text)
	if err != nil {
		return "", errors.New("is not an address and a port, such as 127.0.0.1:9090")
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return "", errors.New("needs a port from 0 to 65535, such as 127.0.0.1:9090")
	}
	return text, nil
}

// postgresURL is sealed, because it may hold a password. For the same reason no error quotes it.
func postgresURL(text string) (sealed.Text, error) {
	if text == "" {
		return sealed.Text{}, nil
	}
	u, err := url.Parse(text)
	if err != nil || (u.Scheme != "postgres" && u.Scheme != "postgresql") || (u.Host == "" && !u.Query().Has("host")) {
		return sealed.Text{}, errors.New("is not the address of a Postgres database, such as postgres://oco_app@db.example:5432/oco?sslmode=verify-full")
	}
	return sealed.Of(text), nil
}

// issuerURL takes plain http only from this machine, as OpenID Connect demands TLS.
func issuerURL(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" || (u.Scheme != "https" && u.Scheme != "http") {
		return nil, errors.New("is not the address of an issuer, such as https://login.example")
	}
	if u.Scheme == "http" && !isLoopback(u.Hostname()) {
		return nil, errors.New("must begin with https://, for tokens from elsewhere travel over it")
	}
	return u, nil
}

func collectorURL(text string) (*url.URL, error) {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || (u.Path != "" && u.Path != "/") {
		return nil, errors.New("is not the address of a collector, such as http://collector.example:4317")
	}
	return u, nil
}

func origin(text string) (string, error) {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || (u.Scheme != "https" && u.Scheme != "http") || u.Scheme+"://"+u.Host != text || strings.Contains(text, "*") {
		return "", errors.New("is not an origin, such as https://www.waalwijk.example (no path, no *)")
	}
	return text, nil
}

func publicURL(text string) (string, error) {
	text = strings.TrimSuffix(text, "/")
	if _, err := origin(text); err != nil {
		return "", errors.New("is not the address of a website, such as https://ondersteuning.example (no path)")
	}
	return text, nil
}

func network(text string) (netip.Prefix, error) {
	if address, err := netip.ParseAddr(text); err == nil {
		return netip.PrefixFrom(address.Unmap(), address.Unmap().BitLen()), nil
	}
	prefix, err := netip.ParsePrefix(text)
	if err != nil {
		return netip.Prefix{}, errors.New("is not an address or network, such as 10.0.0.0/8")
	}
	return prefix.Masked(), nil
}

func list[T any](take func(string) (T, error)) func(string) ([]T, error) {
	return func(text string) ([]T, error) {
		var values []T
		for part := range strings.SplitSeq(text, ",") {
			if part = strings.TrimSpace(part); part == "" {
				continue
			}
			value, err := take(part)
			if err != nil {
				return nil, fmt.Errorf("has %q, which %w", part, err)
			}
			values = append(values, value)
		}
		return values, nil
	}
}

func between(least, most int) func(string) (int, error) {
	return func(text string) (int, error) {
		number, err := strconv.Atoi(text)
		if err != nil || number < least || number > most {
			return 0, fmt.Errorf("is not a number from %d to %d", least, most)
		}
		return number, nil
	}
}

// size is a number of bytes, with KiB or MiB behind it or nothing; at most 1 GiB.
func size(text string) (int64, error) {
	wrong := errors.New("is not a size from 1KiB to 1024MiB, such as 512KiB")
	digits, unit := strings.TrimRight(text, "KMiB"), int64(1)
	switch text[len(digits):] {
	case "":
	case "KiB":
		unit = 1 << 10
	case "MiB":
		unit = 1 << 20
	default:
		return 0, wrong
	}
	number, err := strconv.ParseUint(digits, 10, 31)
	if err != nil || int64(number)*unit < 1<<10 || int64(number)*unit > 1<<30 {
		return 0, wrong
	}
	return int64(number) * unit, nil
}

func duration(text string) (time.Duration, error) {
	value, err := time.ParseDuration(text)
	if err != nil || value < time.Millisecond || value > time.Hour {
		return 0, errors.New("is not a time from 1ms to 1h, such as 30s or 1m30s")
	}
	return value, nil
}

func rate(text string) (Rate, error) {
	count, unit, _ := strings.Cut(text, "/")
	number, err := strconv.ParseUint(count, 10, 20)
	per := map[string]time.Duration{"s": time.Second, "m": time.Minute, "h": time.Hour}[unit]
	if err != nil || number == 0 || per == 0 {
		return Rate{}, errors.New("is not a rate, such as 10/s, 60/m or 500/h")
	}
	return Rate{Count: int(number), Per: per}, nil
}

func yesNo(text string) (bool, error) {
	value, err := strconv.ParseBool(text)
	if err != nil {
		return false, errors.New("is neither true nor false")
	}
	return value, nil
}

func level(text string) (slog.Level, error) {
	switch text {
	case "debug":
		return slog.LevelDebug, nil
	case "info":
		return slog.LevelInfo, nil
	case "warn":
		return slog.LevelWarn, nil
	case "error":
		return slog.LevelError, nil
	}
	return 0, errors.New("is none of debug, info, warn and error")
}

// choice is true for the first of two words and false for the second.
func choice(first, second string) func(string) (bool, error) {
	return func(text string) (bool, error) {
		if text != first && text != second {
			return false, fmt.Errorf("is neither %s nor %s", first, second)
		}
		return text == first, nil
	}
}

// isLoopback reports whether a host is this machine alone: localhost or a loopback address.
func isLoopback(host string) bool {
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.Unmap().IsLoopback()
}
