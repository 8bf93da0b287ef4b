package devissuer

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"strings"
)

// device is a sign-in of a command or a device without a browser of its own (RFC 8628).
type device struct {
	userCode string
	// subject is who it became, empty while nobody chose.
	subject string
}

// interval is how many seconds a device waits between two questions.
const interval = 1

// letters make a user code: no vowels, so that no words appear, and nothing that looks alike.
const letters = "BCDFGHJKLMNPQRSTVWXZ"

func newUserCode() string {
	var b strings.Builder
	raw := make([]byte, 8)
	_, _ = rand.Read(raw) // never fails (crypto/rand)
	for i, r := range raw {
		if i == 4 {
			b.WriteByte('-')
		}
		b.WriteByte(letters[int(r)%len(letters)])
	}
	return b.String()
}

// startDevice begins a sign-in: the device shows the user code and keeps asking with its own.
func (i *Issuer) startDevice(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil || r.PostForm.Get("client_id") != Client {
		refuse(w, "invalid_client", "client_id must be "+Client)
		return
	}
	d := device{userCode: newUserCode()}
	code := i.devices.put(d)
	if code == "" {
		refuse(w, "temporarily_unavailable", "too many sign-ins are under way")
		return
	}
	page := i.URL + "/device"
	writeJSON(w, http.StatusOK, map[string]any{
		"device_code": code, "user_code": d.userCode, "verification_uri": page,
		"verification_uri_complete": page + "?user_code=" + url.QueryEscape(d.userCode),
		"expires_in":                int(signInFor.Seconds()), "interval": interval,
	})
}

// devicePage lets somebody choose who the device becomes.
func (i *Issuer) devicePage(w http.ResponseWriter, r *http.Request) {
	i.page(w, r, picker{Action: i.URL + "/device", AskCode: true, Code: r.URL.Query().Get("user_code")})
}

func (i *Issuer) approveDevice(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil || !i.knows(r.PostForm.Get("persona")) {
		refuse(w, "invalid_request", "there is no such persona")
		return
	}
	typed := strings.ToUpper(strings.TrimSpace(r.PostForm.Get("user_code")))
	approved := i.devices.change(func(_ string, d *device) (bool, bool) {
		mine := d.userCode == typed && d.subject == ""
		if mine {
			d.subject = r.PostForm.Get("persona")
		}
		return mine, false
	})
	i.page(w, r, picker{Done: approved, Unknown: !approved, AskCode: true, Action: i.URL + "/device"})
}

func (i *Issuer) exchangeDevice(w http.ResponseWriter, form url.Values) {
	subject := ""
	known := i.devices.change(func(code string, d *device) (bool, bool) {
		if code != form.Get("device_code") {
			return false, false
		}
		subject = d.subject
		return true, d.subject != ""
	})
	switch {
	case !known:
		refuse(w, "expired_token", "the sign-in does not exist or took too long")
	case subject == "":
		refuse(w, "authorization_pending", "nobody has approved it yet")
	default:
		i.give(w, given{subject: subject})
	}
}
