package crash_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/intake/register/registergen"
	"oco.example/oco/server/itest/program"
	"oco.example/oco/server/platform/pg"
)

// rowsOfImport is about how many rows an import has: enough that a kill meets it on its way.
const rowsOfImport = 400

// importing is an import that is interrupted.
type importing struct {
	caller *caller
	server *program.Server
	id     string
	want   registergen.Expected
}

func sendImport(ctx context.Context, t *testing.T, server *program.Server, year int, seed uint64) *importing {
	t.Helper()
	register := registergen.Applications(seed, registergen.Shape{Encoding: registergen.UTF8, Separator: ';', LineEnd: "\n", Plain: true}, home, year, rowsOfImport)
	i := &importing{caller: newCaller(t, server), server: server, want: register.Expected}
	requestID := pg.NewID()
	made, err := call(ctx, i.caller, asCoordinator, func(ctx context.Context) (*intakev1.Import, error) {
		return i.caller.imports.CreateImport(ctx, &intakev1.CreateImportRequest{
			Municipality: home, Kind: intakev1.ImportKind_IMPORT_KIND_APPLICATIONS, FileName: register.Name, File: register.File, RequestId: requestID,
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	i.id = made.answer.GetId()
	return i
}

func (i *importing) get(ctx context.Context, t *testing.T) *intakev1.Import {
	t.Helper()
	now, err := call(ctx, i.caller, asCoordinator, func(ctx context.Context) (*intakev1.Import, error) {
		return i.caller.imports.GetImport(ctx, &intakev1.GetImportRequest{Municipality: home, Import: i.id})
	})
	if err != nil {
		t.Fatal(err)
	}
	return now.answer
}

// interrupt kills while some rows have a result and others not.
func (i *importing) interrupt(ctx context.Context, t *testing.T, what string, kill func()) {
	t.Helper()
	var at *intakev1.Import
	await(ctx, t, "an import on its way", func() bool {
		at = i.get(ctx, t)
		return at.GetRowsDone() > 0
	})
	if at.GetState() != intakev1.ImportState_IMPORT_STATE_RUNNING {
		t.Fatalf("the import was over before it could be interrupted: %v", at)
	}
	kill()
	t.Logf("%s was killed when an import had a result for %d of %d rows", what, at.GetRowsDone(), at.GetRows())
}

// check waits for the end of the import and compares its counts with those of the file.
func (i *importing) check(ctx context.Context, t *testing.T) {
	t.Helper()
	var ended *intakev1.Import
	await(ctx, t, "the end of an import", func() bool {
		ended = i.get(ctx, t)
		return ended.GetState() != intakev1.ImportState_IMPORT_STATE_RUNNING
	})
	got := []string{
		ended.GetState().String(), fmt.Sprint("rows ", ended.GetRows(), ended.GetRowsDone()), fmt.Sprint("imported ", ended.GetImported()),
		fmt.Sprint("duplicate ", ended.GetDuplicate()), fmt.Sprint("refused ", ended.GetRefused()), fmt.Sprint("skipped ", ended.GetSkipped()),
	}
	want := []string{
		"IMPORT_STATE_DONE", fmt.Sprint("rows ", i.want.Rows, i.want.Rows), fmt.Sprint("imported ", i.want.Imported),
		fmt.Sprint("duplicate ", i.want.Duplicate), fmt.Sprint("refused ", i.want.Refused), fmt.Sprint("skipped ", i.want.Skipped),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("an interrupted import (-want +got):\n%s", diff)
	}
}
