// Package rpc is the contract's side of functional administration: request, rule, store,
// response. The door has authorised, validated and completed the update masks.
package rpc

import (
	"context"
	"slices"
	"strconv"

	"google.golang.org/protobuf/types/known/fieldmaskpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	"oco.example/oco/server/admin"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
)

// Store is what the service needs of the admin store; see there for each method's contract. What
// is not the municipality's is errs.NotFound.
type Store interface {
	Municipality(ctx context.Context, tx *pg.Tx, code string) (admin.Municipality, error)
	LockMunicipality(ctx context.Context, tx *pg.Tx, code string) (admin.Municipality, error)
	Municipalities(ctx context.Context, tx *pg.Tx, after []string, limit int) ([]admin.Municipality, error)
	InsertMunicipality(ctx context.Context, tx *pg.Tx, m admin.Municipality) (admin.Municipality, error)
	UpdateMunicipality(ctx context.Context, tx *pg.Tx, m admin.Municipality) (admin.Municipality, error)
	RegionConflict(ctx context.Context, tx *pg.Tx, municipality, region, today string) (bool, error)

	Code(ctx context.Context, tx *pg.Tx, municipality, id string) (admin.Code, error)
	LockCode(ctx context.Context, tx *pg.Tx, municipality, id string) (admin.Code, error)
	Codes(ctx context.Context, tx *pg.Tx, municipality string, list admin.List, after []string, limit int) ([]admin.Code, error)
	InsertCode(ctx context.Context, tx *pg.Tx, c admin.Code) (admin.Code, error)
	UpdateCode(ctx context.Context, tx *pg.Tx, c admin.Code) (admin.Code, error)

	Home(ctx context.Context, tx *pg.Tx, id string) (string, error)
	Account(ctx context.Context, tx *pg.Tx, municipality, id string) (admin.Account, error)
	LockAccount(ctx context.Context, tx *pg.Tx, municipality, id string) (admin.Account, error)
	LockBareAccount(ctx context.Context, tx *pg.Tx, id string) (admin.Account, error)
	Accounts(ctx context.Context, tx *pg.Tx, municipality, after string, limit int) ([]admin.Account, error)
	Holders(ctx context.Context, tx *pg.Tx, roles []call.Role, after string, limit int) ([]admin.Holder, error)
	InsertAccount(ctx context.Context, tx *pg.Tx, a admin.Account) (admin.Account, error)
	UpdateAccount(ctx context.Context, tx *pg.Tx, a admin.Account) (admin.Account, error)

	Grant(ctx context.Context, tx *pg.Tx, municipality, id string) (admin.Grant, error)
	LockGrant(ctx context.Context, tx *pg.Tx, municipality, id string) (admin.Grant, error)
	PlatformGrant(ctx context.Context, tx *pg.Tx, home, id string) (admin.Grant, error)
	Grants(ctx context.Context, tx *pg.Tx, municipality, account, after string, limit int) ([]admin.Grant, error)
	Held(ctx context.Context, tx *pg.Tx, account string) ([]admin.Held, error)
	LockHeld(ctx context.Context, tx *pg.Tx, account string) ([]admin.Held, error)
	LockCustody(ctx context.Context, tx *pg.Tx) error
	PlatformAdministrators(ctx context.Context, tx *pg.Tx, except, today string) (int, error)
	InsertGrant(ctx context.Context, tx *pg.Tx, g admin.Grant, today string) (admin.Grant, error)
	UpdateGrant(ctx context.Context, tx *pg.Tx, g admin.Grant) (admin.Grant, error)

	Certificate(ctx context.Context, tx *pg.Tx, municipality, account, id string) (admin.Certificate, error)
	Certificates(ctx context.Context, tx *pg.Tx, municipality, account, after string, limit int) ([]admin.Certificate, error)
	InsertCertificate(ctx context.Context, tx *pg.Tx, c admin.Certificate) (admin.Certificate, error)
	DeleteCertificate(ctx context.Context, tx *pg.Tx, c admin.Certificate) error
}

// Service implements AdminService.
type Service struct {
	adminv1.UnimplementedAdminServiceServer
	db     *pg.DB
	store  Store
	tokens *page.Tokens
}

// New returns the service; db is the pool of oco_app.
func New(db *pg.DB, store Store, tokens *page.Tokens) *Service {
	return &Service{db: db, store: store, tokens: tokens}
}

// etag is the version as the contract shows it.
func etag(version int64) string { return strconv.FormatInt(version, 10) }

// checkEtag refuses an outdated copy; an empty etag acts on whatever stands.
func checkEtag(given string, version int64) error {
	if given != "" && given != etag(version) {
		return errs.EtagMismatch()
	}
	return nil
}

// onlyPaths refuses a mask that names fields of the resource which never change once it is stored.
func onlyPaths(mask *fieldmaskpb.FieldMask, resource string, allowed ...string) error {
	var fixed []*errs.Error
	for _, path := range mask.GetPaths() {
		if !slices.Contains(allowed, path) {
			fixed = append(fixed, errs.Field(resource+"."+path, "update_mask.fixed"))
		}
	}
	return errs.Join(fixed...)
}

func created(s admin.Stamp) *timestamppb.Timestamp { return timestamppb.New(s.CreateTime) }

func updated(s admin.Stamp) *timestamppb.Timestamp { return timestamppb.New(s.UpdateTime) }
