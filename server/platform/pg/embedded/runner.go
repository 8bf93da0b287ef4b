package embedded

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// runner is the operating system's user that Postgres runs as. Postgres refuses root, so as root
// it is another one; otherwise it is ourselves.
type runner struct {
	name     string
	uid, gid uint32
	// drop says that we are root and step down to this user.
	drop bool
}

// stepsDownTo are the users that root looks for, in this order.
var stepsDownTo = []string{"postgres", "nobody"}

func findRunner() (runner, error) {
	if os.Geteuid() != 0 {
		return runner{name: "the current user", uid: uint32(os.Geteuid()), gid: uint32(os.Getegid())}, nil
	}
	for _, name := range stepsDownTo {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, uidErr := strconv.ParseUint(u.Uid, 10, 32)
		gid, gidErr := strconv.ParseUint(u.Gid, 10, 32)
		if uidErr == nil && gidErr == nil && uid != 0 {
			return runner{name: name, uid: uint32(uid), gid: uint32(gid), drop: true}, nil
		}
	}
	return runner{}, errors.New("postgres does not run as root and there is no user postgres or nobody; run as an ordinary user or give --database-url")
}

// attributes makes a child process run as the runner, in a process group of its own so that an
// interrupt from the terminal does not end the database before its server.
func (r runner) attributes() *syscall.SysProcAttr {
	a := &syscall.SysProcAttr{Setpgid: true}
	if r.drop {
		a.Credential = &syscall.Credential{Uid: r.uid, Gid: r.gid, Groups: []uint32{}}
	}
	return a
}

// own hands a path to the runner.
func (r runner) own(path string) error {
	if !r.drop {
		return nil
	}
	if err := os.Chown(path, int(r.uid), int(r.gid)); err != nil {
		return fmt.Errorf("hand %s to user %s: %w", path, r.name, err)
	}
	return nil
}

// reaches returns an error naming the first folder on the way to dir that the runner cannot enter.
func (r runner) reaches(dir string) error {
	if !r.drop {
		return nil
	}
	for at := dir; ; at = filepath.Dir(at) {
		info, err := os.Stat(at)
		if err != nil {
			return fmt.Errorf("look at %s: %w", at, err)
		}
		if !r.mayEnter(info) {
			return fmt.Errorf("user %s, as whom postgres runs, cannot enter %s", r.name, at)
		}
		if at == filepath.Dir(at) {
			return nil
		}
	}
}

func (r runner) mayEnter(info os.FileInfo) bool {
	mode := info.Mode().Perm()
	stat, ok := info.Sys().(*syscall.Stat_t)
	switch {
	case ok && stat.Uid == r.uid:
		return mode&0o100 != 0
	case ok && stat.Gid == r.gid:
		return mode&0o010 != 0
	default:
		return mode&0o001 != 0
	}
}
