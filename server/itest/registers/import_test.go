// Package registers imports spreadsheets over the API, as coordinators do, and compares the result
// of every row, and the monitor after it, with what an honest import must make of them.
package registers_test

import (
	"context"
	"testing"
	"time"

	"google.golang.org/grpc/metadata"

	adminv1 "oco.example/oco/gen/go/oco/admin/v1"
	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	reportingv1 "oco.example/oco/gen/go/oco/reporting/v1"
	volunteerv1 "oco.example/oco/gen/go/oco/volunteer/v1"
	"oco.example/oco/server/itest/harness"
	"oco.example/oco/server/platform/pg"
)

// town is a municipality to import into.
type town struct {
	t      *testing.T
	system *harness.System
	place  *harness.Place
}

// neighbourhoods are those of every town, by their code.
var neighbourhoods = map[string]string{
	"centrum": "Centrum", "de_hoef": "De Hoef", "baardwijk": "Baardwijk", "waspik": "Waspik", "sprang_capelle": "Sprang-Capelle",
	"besoyen": "Besoyen", "zanddonk": "Zanddonk", "noord": "Noord", "oost": "Oost", "zuid": "Zuid", "west": "West",
	"de_linden": "De Linden", "east_indies": "Oost-Indië", "zuiderhof": "Zuiderhof",
}

func newTown(t *testing.T, system *harness.System) town {
	t.Helper()
	town := town{t: t, system: system, place: system.NewPlace(t, harness.Region, harness.Coordinator, harness.PolicyAdviser, harness.Administrator)}
	for code, label := range neighbourhoods {
		_, err := adminv1.NewAdminServiceClient(system.Conn()).CreateCode(town.as(harness.Administrator), &adminv1.CreateCodeRequest{
			Municipality: town.place.Code, RequestId: pg.NewID(),
			Code: &adminv1.Code{List: adminv1.CodeList_CODE_LIST_NEIGHBOURHOOD, Code: code, LabelNl: label, Active: true},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return town
}

func (w town) as(persona harness.Persona) context.Context {
	return metadata.AppendToOutgoingContext(w.t.Context(), "authorization", "Bearer "+w.place.Token(w.t, persona), "accept-language", "en")
}

// importFile hands a file in, watches it to its end, and reads the result of every row.
func (w town) importFile(kind intakev1.ImportKind, name string, file []byte, dryRun bool) (*intakev1.Import, []*intakev1.ImportRow) {
	w.t.Helper()
	imports := intakev1.NewImportServiceClient(w.system.Conn())
	ctx := w.as(harness.Coordinator)
	begun, err := imports.CreateImport(ctx, &intakev1.CreateImportRequest{
		Municipality: w.place.Code, Kind: kind, FileName: name, File: file, DryRun: dryRun, RequestId: pg.NewID(),
	})
	if err != nil {
		w.t.Fatal(err)
	}
	watch, err := imports.WatchImport(ctx, &intakev1.WatchImportRequest{Municipality: w.place.Code, Import: begun.GetId()})
	if err != nil {
		w.t.Fatal(err)
	}
	var last *intakev1.Import
	for {
		next, err := watch.Recv()
		if err != nil {
			break // the end: what was last must be done
		}
		last = next
	}
	if last.GetState() != intakev1.ImportState_IMPORT_STATE_DONE || last.GetRowsDone() != last.GetRows() {
		w.t.Fatalf("the import ended as %v", last)
	}
	return last, w.rows(begun.GetId())
}

func (w town) rows(id string) []*intakev1.ImportRow {
	w.t.Helper()
	var rows []*intakev1.ImportRow
	req := &intakev1.ListImportRowsRequest{Municipality: w.place.Code, Import: id, PageSize: 60}
	for {
		page, err := intakev1.NewImportServiceClient(w.system.Conn()).ListImportRows(w.as(harness.Coordinator), req)
		if err != nil {
			w.t.Fatal(err)
		}
		rows = append(rows, page.GetImportRows()...)
		if req.PageToken = page.GetNextPageToken(); req.GetPageToken() == "" {
			return rows
		}
	}
}

// applications reads what the worklist holds.
func (w town) applications() []*intakev1.Application {
	w.t.Helper()
	var all []*intakev1.Application
	req := &intakev1.ListApplicationsRequest{Municipality: w.place.Code, PageSize: 200}
	for {
		page, err := intakev1.NewIntakeServiceClient(w.system.Conn()).ListApplications(w.as(harness.Coordinator), req)
		if err != nil {
			w.t.Fatal(err)
		}
		all = append(all, page.GetApplications()...)
		if req.PageToken = page.GetNextPageToken(); req.GetPageToken() == "" {
			return all
		}
	}
}

// supporters lists those who are known, by what a register says of them.
func (w town) supporters() []*volunteerv1.Supporter {
	w.t.Helper()
	page, err := volunteerv1.NewVolunteerServiceClient(w.system.Conn()).ListSupporters(w.as(harness.Coordinator),
		&volunteerv1.ListSupportersRequest{Municipality: w.place.Code, PageSize: 200})
	if err != nil {
		w.t.Fatal(err)
	}
	return page.GetSupporters()
}

// monitor reads the monitor when everything that happened is counted, which only the coordinator is
// told.
func (w town) monitor(persona harness.Persona, from, until string) *reportingv1.Monitor {
	w.t.Helper()
	position := w.place.Position(w.t)
	for begun := time.Now(); w.count(harness.Coordinator, from, until).GetPosition() < position; {
		if time.Since(begun) > time.Minute {
			w.t.Fatalf("the facts do not come to event %d", position)
		}
	}
	return w.count(persona, from, until)
}

func (w town) count(persona harness.Persona, from, until string) *reportingv1.Monitor {
	w.t.Helper()
	m, err := reportingv1.NewReportingServiceClient(w.system.Conn()).GetMonitor(w.as(persona),
		&reportingv1.GetMonitorRequest{Municipality: w.place.Code, FromDate: from, UntilDate: until})
	if err != nil {
		w.t.Fatal(err)
	}
	return m
}
