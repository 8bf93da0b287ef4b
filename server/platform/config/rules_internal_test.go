package config

import (
	"errors"
	"testing"
)

func TestTheDefaultDataFolderFollowsTheUser(t *testing.T) {
	home := func() (string, error) { return "/home/j", nil }
	for _, c := range []struct {
		user     int
		dataHome string
		want     string
	}{
		{0, "/x", "/var/lib/oco"}, {1000, "", "/home/j/.local/share/oco"}, {1000, "/x", "/x/oco"}, {1000, "relative", "/home/j/.local/share/oco"},
	} {
		got, err := defaultDataDir(c.user, c.dataHome, home)
		if err != nil || got != c.want {
			t.Errorf("user %d, XDG_DATA_HOME %q: got %q, %v; want %q", c.user, c.dataHome, got, err, c.want)
		}
	}
	if _, err := defaultDataDir(1000, "", func() (string, error) { return "", errors.New("none") }); err == nil {
		t.Error("a user without a home folder got one")
	}
}
