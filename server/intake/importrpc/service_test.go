package importrpc_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake"
	"oco.example/oco/server/intake/importrpc"
	"oco.example/oco/server/intake/store"
	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/errs"
	"oco.example/oco/server/platform/page"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
	"oco.example/oco/server/platform/subject"
)

const (
	here = "gm0867"
	file = "Datum aanmelding;Naam inwoner;Telefoon\n06-01-2023;Sanne Voorbeeld;06-11930001\n"
)

// desk is the service on a real database, without an importer behind it.
type desk struct {
	*testing.T
	ctx     context.Context
	db      *pg.DB
	store   *store.Store
	service *importrpc.Service
	woken   []string
}

func newDesk(t *testing.T) *desk {
	database := pgtest.New(t)
	d := &desk{T: t, ctx: pgtest.Context(t, here, call.RoleCoordinator), db: database.App, store: store.New(subject.New(database.Keys))}
	key, err := database.Keys.Derive("page")
	if err != nil {
		t.Fatal(err)
	}
	tokens, err := page.NewTokens(key)
	if err != nil {
		t.Fatal(err)
	}
	d.service = importrpc.New(d.db, d.store, tokens, func(m string) { d.woken = append(d.woken, m) }, time.Millisecond)
	return d
}

func (d *desk) create() *intakev1.Import {
	d.Helper()
	i, err := d.service.CreateImport(d.ctx, &intakev1.CreateImportRequest{
		Municipality: here, Kind: intakev1.ImportKind_IMPORT_KIND_APPLICATIONS, FileName: "lijst.csv", File: []byte(file), RequestId: pg.NewID(),
	})
	if err != nil {
		d.Fatal(err)
	}
	return i
}

// finish stores the result of a row and the end of the import.
func (d *desk) finish(id string) {
	d.Helper()
	err := d.db.Write(d.ctx, func(tx *pg.Tx) error {
		i, _, err := d.store.LockImport(d.ctx, tx, id)
		if err != nil {
			return err
		}
		row := intake.ImportRow{Line: 2, Result: intake.RowImported, ToComplete: true, Remarks: []intake.ImportRemark{
			{Rule: "life_domain.unknown", Column: "Leefgebied", Args: map[string]string{"word": "tuin", "known": "Wmo"}},
		}}
		i.Rows, i.State = 1, intake.ImportDone
		i.Count(row)
		if err := d.store.InsertImportRow(d.ctx, tx, id, row); err != nil {
			return err
		}
		return d.store.SaveImport(d.ctx, tx, i)
	})
	if err != nil {
		d.Fatal(err)
	}
}

func TestAFileIsTakenInAndTheImporterIsTold(t *testing.T) {
	d := newDesk(t)
	i := d.create()
	if i.GetState() != intakev1.ImportState_IMPORT_STATE_RUNNING || i.GetFileName() != "lijst.csv" || strings.Join(d.woken, ",") != here {
		t.Errorf("got %v, woken %v", i, d.woken)
	}
	list, err := d.service.ListImports(d.ctx, &intakev1.ListImportsRequest{Municipality: here})
	if err != nil || len(list.GetImports()) != 1 || list.GetImports()[0].GetId() != i.GetId() {
		t.Errorf("got %v (%v)", list, err)
	}
	foreign := pgtest.Context(t, "gm0855", call.RoleCoordinator)
	if _, err := d.service.GetImport(foreign, &intakev1.GetImportRequest{Municipality: "gm0855", Import: i.GetId()}); !errs.Is(err, errs.NotFoundReason) {
		t.Errorf("the neighbouring municipality got %v", err)
	}
}

func TestAFileThatCannotBeReadIsRefusedAtOnce(t *testing.T) {
	d := newDesk(t)
	_, err := d.service.CreateImport(d.ctx, &intakev1.CreateImportRequest{
		Municipality: here, Kind: intakev1.ImportKind_IMPORT_KIND_APPLICATIONS, FileName: "x", File: []byte("een;twee\n1;2\n"),
	})
	refused := errs.Of(err)
	if refused == nil || refused.Reason != errs.Invalid || len(d.woken) > 0 {
		t.Errorf("got %v, woken %v", err, d.woken)
	}
	list, err := d.service.ListImports(d.ctx, &intakev1.ListImportsRequest{Municipality: here})
	if err != nil || len(list.GetImports()) > 0 {
		t.Errorf("something of it was kept: %v (%v)", list, err)
	}
}

func TestRowsSayInWordsWhatIsMissing(t *testing.T) {
	d := newDesk(t)
	id := d.create().GetId()
	d.finish(id)
	rows, err := d.service.ListImportRows(d.ctx, &intakev1.ListImportRowsRequest{Municipality: here, Import: id})
	if err != nil || len(rows.GetImportRows()) != 1 {
		t.Fatalf("got %v (%v)", rows, err)
	}
	if text := rows.GetImportRows()[0].GetRemarks()[0].GetText(); !strings.Contains(text, "tuin") || !strings.HasPrefix(text, "Aanvullen") {
		t.Errorf("got %q", text)
	}
	none, err := d.service.ListImportRows(d.ctx, &intakev1.ListImportRowsRequest{
		Municipality: here, Import: id, Results: []intakev1.ImportResult{intakev1.ImportResult_IMPORT_RESULT_REFUSED},
	})
	if err != nil || len(none.GetImportRows()) > 0 {
		t.Errorf("none was refused: %v (%v)", none, err)
	}
}

// watcher is the stream of somebody who watches.
type watcher struct {
	grpc.ServerStream
	ctx  context.Context
	seen []*intakev1.Import
	each func()
}

func (w *watcher) Context() context.Context { return w.ctx }

func (w *watcher) Send(i *intakev1.Import) error {
	w.seen = append(w.seen, i)
	w.each()
	return nil
}

func TestAWatcherSeesTheProgressAndTheEnd(t *testing.T) {
	d := newDesk(t)
	id := d.create().GetId()
	w := &watcher{ctx: d.ctx}
	w.each = func() {
		if len(w.seen) == 1 { // the beginning was seen: now it ends
			d.finish(id)
		}
	}
	if err := d.service.WatchImport(&intakev1.WatchImportRequest{Municipality: here, Import: id}, w); err != nil {
		t.Fatal(err)
	}
	last := w.seen[len(w.seen)-1]
	if len(w.seen) != 2 || last.GetState() != intakev1.ImportState_IMPORT_STATE_DONE || last.GetRowsDone() != 1 || last.GetToComplete() != 1 {
		t.Errorf("got %v", w.seen)
	}
}
