package registers_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	intakev1 "oco.example/oco/gen/go/oco/intake/v1"
	"oco.example/oco/server/itest/harness"
)

// TestWhatCannotBeKeptStopsNothing imports rows that are one beyond what the contract and the database
// take: each import ends, and the rows beside them are there.
func TestWhatCannotBeKeptStopsNothing(t *testing.T) {
	w := newTown(t, harness.Start(t))
	supporters := "Naam;Soort;Organisatie;Max zaken;Uren per week;Telefoon\n" +
		"Al;professional;;2;4;06-11930001\nBo;vrijwilliger;;101;4;06-11930002\nCy;vrijwilliger;;2;61;06-11930003\nDe;vrijwilliger;;100;60;06-11930004\n"
	result, _ := w.importFile(ofSupporters, "ondersteuners.csv", []byte(supporters), false)
	if diff := cmp.Diff(totals{Rows: 4, Imported: 2, Refused: 2}, totalsOf(result)); diff != "" || result.GetToComplete() != 1 {
		t.Errorf("supporters (-want +got):\n%s", diff)
	}
	head := "Datum aanmelding;Naam inwoner;Telefoon;Aangemeld door;Leefgebied;Vraag;OCO;Datum gekoppeld;Afgesloten op;Uren\n"
	row := func(name, phone, hours string) string {
		return "6-1-2021;" + name + ";" + phone + ";zelf;wmo;hulp;De;7-1-2021;8-2-2021;" + hours + "\n"
	}
	applications := head + row("Ed", "06-11930005", "1200") + row("Fa", "06-11930006", "1000") + row(strings.Repeat("Gi ", 300), "06-11930007", "1")
	result, rows := w.importFile(ofApplications, "aanmeldingen.csv", []byte(applications), false)
	if diff := cmp.Diff(totals{Rows: 3, Imported: 3}, totalsOf(result)); diff != "" || result.GetToComplete() != 2 {
		t.Errorf("applications (-want +got):\n%s%v", diff, rows)
	}
	stored := w.applications()
	if len(stored) != 3 {
		t.Errorf("%d applications are stored", len(stored))
	}
	for _, application := range stored {
		if application.GetState() != intakev1.ApplicationState_APPLICATION_STATE_CLOSED {
			t.Errorf("closed rows are %s", application.GetState())
		}
	}
}
