package rpc

import (
	"context"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/support"
)

// Contacts is where contact moments are kept (support/store). An owner sees those of the cases in reach, as far as
// support.Sees says; what Contact and Contacts read they log.
type Contacts interface {
	// Contact reads one moment that owner sees, or NOT_FOUND.
	Contact(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (support.ContactMoment, error)
	// ContactsCase is the case of a moment that owner sees, or NOT_FOUND.
	ContactsCase(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (string, error)
	// LockContact reads a moment of a locked case and holds its row.
	LockContact(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (support.ContactMoment, error)
	// Sent says whether a moment was made of a draft, and whether it stands, in this case and by this account.
	Sent(ctx context.Context, tx *pg.Tx, draft, of, account string) (made, theirs bool, err error)
	// Contacts reads up to limit moments of a case after the one with this day and id, the newest first by their day.
	Contacts(ctx context.Context, tx *pg.Tx, owner call.Owner, of string, after []string, limit int) ([]support.ContactMoment, error)
	// InsertContact stores a new moment; ALREADY_EXISTS when its id is taken.
	InsertContact(ctx context.Context, tx *pg.Tx, m support.ContactMoment) error
	// SaveContact stores what a locked moment says.
	SaveContact(ctx context.Context, tx *pg.Tx, m support.ContactMoment) error
	// DeleteContact removes what a locked moment says.
	DeleteContact(ctx context.Context, tx *pg.Tx, m support.ContactMoment) error
}

// Drafts is where drafts of contact moments are kept (support/store). What Draft and Drafts read they log.
type Drafts interface {
	// Draft reads one draft of an account, whatever became of its case, or NOT_FOUND.
	Draft(ctx context.Context, tx *pg.Tx, account, id, action string) (support.ContactDraft, error)
	// LockDraft reads a draft, whoever's it is, and holds its row; kept is false when there is none.
	LockDraft(ctx context.Context, tx *pg.Tx, id string) (draft support.ContactDraft, kept bool, err error)
	// Drafts reads up to limit drafts of an account after the one with this moment and id, the newest first by when they were saved.
	Drafts(ctx context.Context, tx *pg.Tx, account, of string, after []string, limit int) ([]support.ContactDraft, error)
	// SaveDraft stores a draft, in the place of the one that is locked; ALREADY_EXISTS when its id is somebody else's.
	SaveDraft(ctx context.Context, tx *pg.Tx, d support.ContactDraft) error
	// DeleteDraft removes a draft, if it is there.
	DeleteDraft(ctx context.Context, tx *pg.Tx, id string) error
	// DeleteExpiredDrafts removes those that expired.
	DeleteExpiredDrafts(ctx context.Context, tx *pg.Tx) (int64, error)
}

// Goals is where goals are kept (support/store), seen as contact moments are. What Goal and Goals read they log.
type Goals interface {
	// Goal reads one goal that owner sees, or NOT_FOUND.
	Goal(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (support.Goal, error)
	// GoalsCase is the case of a goal that owner sees, or NOT_FOUND.
	GoalsCase(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (string, error)
	// LockGoal reads a goal of a locked case and holds its row.
	LockGoal(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (support.Goal, error)
	// Goals reads up to limit goals of a case after the one with id after, the newest first.
	Goals(ctx context.Context, tx *pg.Tx, owner call.Owner, of, after string, limit int) ([]support.Goal, error)
	// InsertGoal, SaveGoal and DeleteGoal store, change and remove a goal of a locked case.
	InsertGoal(ctx context.Context, tx *pg.Tx, g support.Goal) error
	SaveGoal(ctx context.Context, tx *pg.Tx, g support.Goal) error
	DeleteGoal(ctx context.Context, tx *pg.Tx, g support.Goal) error
}

// Transfers is where transfers are kept (support/store). What Transfer and Transfers read they log.
type Transfers interface {
	// Transfer reads one transfer in reach of owner, or NOT_FOUND.
	Transfer(ctx context.Context, tx *pg.Tx, owner call.Owner, id, action string) (support.Transfer, error)
	// TransfersApplication is the application and the case of a transfer in reach of owner, or NOT_FOUND.
	TransfersApplication(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (application, of string, err error)
	// LockTransfer reads a transfer of a locked case and holds its row.
	LockTransfer(ctx context.Context, tx *pg.Tx, owner call.Owner, id string) (support.Transfer, error)
	// Transfers reads up to limit transfers in reach of owner after the one with id after, the newest first.
	Transfers(ctx context.Context, tx *pg.Tx, owner call.Owner, filter support.TransferFilter, after string, limit int) ([]support.Transfer, error)
	// InsertTransfer stores what was asked; ALREADY_EXISTS when another transfer of the case was asked already.
	InsertTransfer(ctx context.Context, tx *pg.Tx, t support.Transfer) error
	// SaveTransfer stores where a locked transfer stands.
	SaveTransfer(ctx context.Context, tx *pg.Tx, t support.Transfer) error
	// WithdrawTransfers takes back what was asked of a case that closes today.
	WithdrawTransfers(ctx context.Context, tx *pg.Tx, of, today string) error
	// Candidate is a supporter who may succeed or help, or NOT_FOUND.
	Candidate(ctx context.Context, tx *pg.Tx, supporter string) (support.Candidate, error)
}
