// Package importrpc is the contract's side of imports. It takes files in and tells how far they
// are; package importer does the work.
package importrpc

import (
	"context"
	"maps"
	"strconv"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/types/known/timestamppb"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/register"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/enum"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/sealed"
	"oco.example/oco/server/platform/texts"
)

// Store is what the service needs of the intake store; see there for each method's contract.
type Store interface {
	InsertImport(ctx context.Context, tx *pg.Tx, i intake.Import, file []byte) error
	Import(ctx context.Context, tx *pg.Tx, id string) (intake.Import, error)
	Imports(ctx context.Context, tx *pg.Tx, after []string, limit int) ([]intake.Import, error)
	ImportRows(ctx context.Context, tx *pg.Tx, id string, results, after []string, limit int) ([]intake.ImportRow, error)
}

// Service implements ImportService.
type Service struct {
	intakev1.UnimplementedImportServiceServer
	db     *pg.DB
	store  Store
	tokens *page.Tokens
	// wake tells the importer that a municipality has an import to work on.
	wake func(municipality string)
	// look is how often a watcher looks how far an import is.
	look time.Duration
}

// New returns the service; db is the pool of oco_app.
func New(db *pg.DB, store Store, tokens *page.Tokens, wake func(municipality string), look time.Duration) *Service {
	return &Service{db: db, store: store, tokens: tokens, wake: wake, look: look}
}

// CreateImport takes a file in.
func (s *Service) CreateImport(ctx context.Context, req *intakev1.CreateImportRequest) (*intakev1.Import, error) {
	c := call.From(ctx)
	mapping := make([]intake.ImportColumn, 0, len(req.GetColumns()))
	fields := make(map[string]register.Field, len(req.GetColumns()))
	for _, column := range req.GetColumns() {
		mapping = append(mapping, intake.ImportColumn{Heading: column.GetHeading(), Field: column.GetField()})
		fields[column.GetHeading()] = register.Field(column.GetField())
	}
	kind := register.Applications
	if req.GetKind() == intakev1.ImportKind_IMPORT_KIND_SUPPORTERS {
		kind = register.Supporters
	}
	// A file that cannot be read is refused at once, and nothing of it is kept.
	if _, err := register.Open(req.GetFile(), register.Options{Kind: kind, Mapping: fields, Sheet: req.GetSheet()}); err != nil {
		return nil, err
	}
	created, err := pg.Once(ctx, s.db, req, s.store.Import, func(tx *pg.Tx) (intake.Import, error) {
		i := intake.Import{
			ID: pg.NewID(), Kind: enum.Name(req.GetKind()), FileName: sealed.Of(req.GetFileName()), State: intake.ImportRunning,
			DryRun: req.GetDryRun(), Mapping: mapping, Sheet: req.GetSheet(), Account: c.Caller.Account, Language: c.Language, Created: tx.Now(), Updated: tx.Now(),
		}
		return i, s.store.InsertImport(ctx, tx, i, req.GetFile())
	})
	if err != nil {
		return nil, err
	}
	s.wake(c.Municipality)
	return toProto(c, created), nil
}

// GetImport reads how far an import is.
func (s *Service) GetImport(ctx context.Context, req *intakev1.GetImportRequest) (*intakev1.Import, error) {
	i, err := s.read(ctx, req.GetImport())
	if err != nil {
		return nil, err
	}
	return toProto(call.From(ctx), i), nil
}

func (s *Service) read(ctx context.Context, id string) (i intake.Import, err error) {
	err = s.db.Read(ctx, func(tx *pg.Tx) error {
		i, err = s.store.Import(ctx, tx, id)
		return err
	})
	return i, err
}

// ListImports reads imports, the newest first.
func (s *Service) ListImports(ctx context.Context, req *intakev1.ListImportsRequest) (*intakev1.ListImportsResponse, error) {
	newest := page.NewestFirst[intake.Import]()
	items, next, err := page.Read(ctx, s.db, s.tokens, req, newest, func(tx *pg.Tx, after []string, limit int) ([]intake.Import, error) {
		return s.store.Imports(ctx, tx, after, limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &intakev1.ListImportsResponse{NextPageToken: next}
	for _, i := range items {
		answer.Imports = append(answer.Imports, toProto(call.From(ctx), i))
	}
	return answer, nil
}

// ListImportRows reads the results, in the order of the file.
func (s *Service) ListImportRows(ctx context.Context, req *intakev1.ListImportRowsRequest) (*intakev1.ListImportRowsResponse, error) {
	byLine := page.Order[intake.ImportRow]{Columns: "line", Keys: func(r intake.ImportRow) []string { return []string{strconv.Itoa(r.Line)} }}
	items, next, err := page.Read(ctx, s.db, s.tokens, req, byLine, func(tx *pg.Tx, after []string, limit int) ([]intake.ImportRow, error) {
		if _, err := s.store.Import(ctx, tx, req.GetImport()); err != nil {
			return nil, err
		}
		return s.store.ImportRows(ctx, tx, req.GetImport(), enum.Names(req.GetResults()), after, limit)
	})
	if err != nil {
		return nil, err
	}
	answer := &intakev1.ListImportRowsResponse{NextPageToken: next}
	for _, row := range items {
		answer.ImportRows = append(answer.ImportRows, rowToProto(call.From(ctx), row))
	}
	return answer, nil
}

// WatchImport sends the import each time it got further, and ends when it is done.
func (s *Service) WatchImport(req *intakev1.WatchImportRequest, stream grpc.ServerStreamingServer[intakev1.Import]) error {
	ctx := stream.Context()
	ticks := time.NewTicker(s.look)
	defer ticks.Stop()
	sent := -1
	for {
		i, err := s.read(ctx, req.GetImport())
		if err != nil {
			return err
		}
		running := i.State == intake.ImportRunning
		if i.RowsDone != sent || !running {
			if err := stream.Send(toProto(call.From(ctx), i)); err != nil {
				return err
			}
			sent = i.RowsDone
		}
		if !running {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-ticks.C:
		}
	}
}

func toProto(c call.Call, i intake.Import) *intakev1.Import {
	p := &intakev1.Import{
		Id: i.ID, Municipality: c.Municipality, Kind: enum.Number[intakev1.ImportKind](i.Kind), FileName: i.FileName.Reveal(),
		State: enum.Number[intakev1.ImportState](i.State), DryRun: i.DryRun, Rows: int32(i.Rows), RowsDone: int32(i.RowsDone),
		Imported: int32(i.Imported), ToComplete: int32(i.ToComplete), Duplicate: int32(i.Duplicate), Refused: int32(i.Refused),
		Skipped: int32(i.Skipped), CreateTime: timestamppb.New(i.Created), UpdateTime: timestamppb.New(i.Updated),
		NotRead: i.Report.NotRead, MissingColumns: i.Report.Missing, Guessed: i.Report.Guessed,
		Sheet: i.Sheet, SheetsNotRead: i.Report.OtherSheets,
	}
	if i.Failure != "" {
		p.Failure = texts.Violation(c.Language, errs.Violation{Field: "file", Rule: i.Failure})
	}
	for _, column := range i.Columns {
		p.Columns = append(p.Columns, &intakev1.ColumnMapping{Heading: column.Heading, Field: column.Field})
	}
	return p
}

func rowToProto(c call.Call, row intake.ImportRow) *intakev1.ImportRow {
	p := &intakev1.ImportRow{
		Line: int32(row.Line), RowNumber: row.Number, Result: enum.Number[intakev1.ImportResult](row.Result), ToComplete: row.ToComplete,
		Resource: row.Resource, DuplicateOfLine: int32(row.DuplicateOfLine),
	}
	for _, r := range row.Remarks {
		p.Remarks = append(p.Remarks, &intakev1.ImportRemark{
			Rule: r.Rule, Column: r.Column, Text: textOf(c.Language, r),
		})
	}
	return p
}

// textOf is a remark in words. What the contract refused is told in the words that its caller reads.
func textOf(language string, r intake.ImportRemark) string {
	args := r.Args
	if field, rule := register.Violated(args); rule != "" {
		args = maps.Clone(args)
		args["why"] = texts.Violation(language, errs.Violation{Field: field, Rule: rule, Args: r.Args})
	}
	return register.Text(language, register.Rule(r.Rule), r.Column, args)
}
