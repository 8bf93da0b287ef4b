package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"time"

	complaintstore "oco.example/oco/server/complaint/store"
	expensestore "oco.example/oco/server/expense/store"
	intakestore "oco.example/oco/server/intake/store"
	matchingstore "oco.example/oco/server/matching/store"
	meetingstore "oco.example/oco/server/meeting/store"
	messagestore "oco.example/oco/server/message/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/config"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/privacy"
	"oco.example/oco/server/privacy/erasure"
	"oco.example/oco/server/privacy/journal"
	privacystore "oco.example/oco/server/privacy/store"
	signalstore "oco.example/oco/server/signal/store"
	supportstore "oco.example/oco/server/support/store"
	surveystore "oco.example/oco/server/survey/store"
	volunteerstore "oco.example/oco/server/volunteer/store"
)

// newEraser puts together the slices that hold something of people. Erasing opens nothing, so keys
// may be nil; a replay writes no journal.
func newEraser(keys *subject.Keys, j *journal.Journal) *erasure.Eraser {
	return &erasure.Eraser{
		Journal: j, Intake: intakestore.New(keys),
		Others: []erasure.Subject{
			volunteerstore.New(keys), matchingstore.New(keys), supportstore.New(keys), meetingstore.New(keys), expensestore.New(keys),
			privacystore.New(keys), signalstore.New(keys), complaintstore.New(keys), messagestore.New(keys),
			surveystore.New(keys),
		},
	}
}

// Erasing is whom or what to erase, and why. One of Resident, Supporter, Referrer, Complaint and Incident is an id.
type Erasing struct {
	Municipality                  string
	Resident, Supporter, Referrer string
	Complaint, Incident           string
	// Reason is request, retention or mistake.
	Reason string
}

// erasure is what the journal will say; words are those of the command line.
func (e Erasing) erasure() (privacy.Erasure, error) {
	wanted := privacy.Erasure{Municipality: e.Municipality, Reason: privacy.Reason(strings.ToUpper(e.Reason))}
	named := 0
	for _, one := range []struct {
		kind privacy.Kind
		id   string
	}{{privacy.Dossier, e.Resident}, {privacy.Supporter, e.Supporter}, {privacy.Referrer, e.Referrer}, {privacy.Complaint, e.Complaint}, {privacy.Incident, e.Incident}} {
		if one.id != "" {
			wanted.Kind, wanted.Subject = one.kind, strings.ToLower(strings.TrimSpace(one.id))
			named++
		}
	}
	if named != 1 {
		return wanted, errors.New("one of --resident, --supporter, --referrer, --complaint and --incident is needed: whom or what to erase")
	}
	return wanted, wanted.Check()
}

// Check says what is wrong with it before anything is opened.
func (e Erasing) Check() error {
	_, err := e.erasure()
	return err
}

// Who is whom the erasure is about, in a word: "resident".
func (e Erasing) Who() string {
	switch {
	case e.Resident != "":
		return "resident"
	case e.Supporter != "":
		return "supporter"
	case e.Complaint != "":
		return "complaint"
	case e.Incident != "":
		return "incident"
	default:
		return "referrer"
	}
}

// Erased is what an erasure takes or took away.
type Erased struct {
	// Gone counts it, by what it is.
	Gone subject.Erased
	// Entries are the files of the erasure journal.
	Entries []string
	// Before is when the same person was erased earlier: then there is nothing left to take.
	Before time.Time
}

// Eraser erases people from the command line.
type Eraser struct {
	database *Database
	journal  *journal.Journal
	eraser   *erasure.Eraser
}

// OpenEraser opens the database and the erasure journal. Only beside the embedded database a
// journal that is not there is made: elsewhere it is a wrong path, or a share that is not there now.
func OpenEraser(ctx context.Context, settings config.Server, log *slog.Logger) (*Eraser, error) {
	if err := makeJournal(settings); err != nil {
		return nil, err
	}
	opened, err := journal.Open(settings.ErasureJournal)
	if err != nil {
		return nil, &config.Error{Flag: "erasure-journal", Problem: fmt.Sprintf("%v; nobody is erased who is not noted", err)}
	}
	database, err := OpenDatabase(ctx, settings, log)
	if err != nil {
		return nil, err
	}
	return &Eraser{database: database, journal: opened, eraser: newEraser(database.Keys, opened)}, nil
}

// makeJournal makes the folder of the journal beside the embedded database.
func makeJournal(settings config.Server) error {
	if !settings.Embedded() {
		return nil
	}
	if err := os.MkdirAll(settings.ErasureJournal, 0o700); err != nil {
		return &config.Error{Flag: "erasure-journal", Problem: err.Error()}
	}
	return nil
}

// Close closes the database.
func (e *Eraser) Close() { e.database.Close() }

// Plan returns what Erase would take away, and takes nothing.
func (e *Eraser) Plan(ctx context.Context, whom Erasing) (Erased, error) {
	return e.run(ctx, whom, e.eraser.Plan)
}

// Erase erases somebody for good. Who was erased before is no error; who is not there and never
// was, or has work that did not end, is.
func (e *Eraser) Erase(ctx context.Context, whom Erasing) (Erased, error) {
	return e.run(ctx, whom, e.eraser.Erase)
}

func (e *Eraser) run(
	ctx context.Context, whom Erasing, do func(ctx context.Context, db *pg.DB, wanted privacy.Erasure) (erasure.Outcome, error),
) (Erased, error) {
	wanted, err := whom.erasure()
	if err != nil {
		return Erased{}, err
	}
	ctx = call.With(ctx, call.Call{
		Method: "oco-server erase", Municipality: wanted.Municipality, Activity: activities + "erasure", Started: time.Now(),
	})
	outcome, err := do(ctx, e.database.App, wanted)
	if unfinished := (*erasure.UnfinishedError)(nil); errors.As(err, &unfinished) {
		return Erased{}, refusal(whom, unfinished.Work)
	}
	if !errors.Is(err, erasure.ErrUnknown) {
		return Erased{Gone: outcome.Gone, Entries: outcome.Entries}, err
	}
	earlier, ok, err := e.journal.Find(wanted)
	if err != nil {
		return Erased{}, err
	}
	if !ok {
		return Erased{}, fmt.Errorf("%s has no %s with the id %s", wanted.Municipality, whom.Who(), wanted.Subject)
	}
	return Erased{Before: earlier.Time}, nil
}

// endings say how each kind of work ends.
var endings = map[string]string{
	"application": "end it: oco applications end",
	"offer":       "withdraw it: oco offers withdraw, or record the resident's answer",
	"case":        "close it: oco cases close",
	"claim":       "refuse it: oco claims refuse, or approve and pay it",
	"complaint":   "settle it: oco complaints settle",
	"incident":    "close it: oco incidents close",
	"record":      "the coordinator knows what has to end on this application",
	"import":      "a running server ends it by itself; the list may hold this person too",
}

// refusal says what has to end first.
func refusal(whom Erasing, work []subject.Work) error {
	var lines strings.Builder
	for _, w := range work {
		fmt.Fprintf(&lines, "\n  %s %s is %s: %s", w.What, w.ID, w.State, endings[w.What])
	}
	return fmt.Errorf("this %s is not erased yet, for work has to end first:%s", whom.Who(), lines.String())
}
