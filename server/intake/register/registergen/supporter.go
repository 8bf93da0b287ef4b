package registergen

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

const (
	volunteers    = 12
	professionals = 5
)

// Roster are the names that registers of applications have for their supporters, and registers of
// supporters list: first the volunteers, then the professionals.
func Roster() []string {
	var names []string
	for i := range volunteers + professionals {
		names = append(names, someone(40_000+7*i))
	}
	return names
}

// Supporters makes a register of the supporters of Roster, with duplicates and rows that must be
// refused. Of the expected counts only those of rows are set.
func Supporters(seed uint64, shape Shape, municipality string) Register {
	r := random(seed)
	want := Expected{Municipality: municipality}
	var rows []typedRow
	add := func(cells map[string]string, result, because string) {
		row := typedRow{cells: cells, empty: cells == nil}
		if because != "" {
			row.remarks = []Remarkable{{Result: result, Because: because}}
		}
		if result == "imported" && cells["hours"] == halfHours {
			row.remarks = append(row.remarks, Remarkable{Result: result, Because: BecauseWholeHours})
		}
		if result == "imported" && cells["notes"] != "" {
			row.remarks = append(row.remarks, Remarkable{Result: result, Because: BecauseNotTaken})
		}
		rows = append(rows, row)
	}
	var typed []map[string]string
	for i, name := range Roster() {
		typed = append(typed, supporterCells(r, shape, i, name))
		add(typed[i], "imported", "")
		want.Imported++
		if r.IntN(6) == 0 {
			add(nil, "skipped", BecauseEmpty)
			want.Skipped++
		}
	}
	same := again(typed[2])
	same["name"], same["phone"] = retyped(r, same["name"]), typedPhone(r, 9002, shape.Workbook)
	add(same, "duplicate", becauseSameSupporter)
	stranger := supporterCells(r, shape, 50, someone(41_000))
	stranger["kind"] = pick(r, []string{"mantelzorger", "vriend", "stagiair"})
	add(stranger, "refused", BecauseKind)
	endless := supporterCells(r, shape, 51, someone(41_001))
	endless["capacity"] = pick(r, []string{"minus een", "veel", "-1", "2 à 3"})
	add(endless, "refused", BecauseCapacity)
	lapsed := supporterCells(r, shape, 52, someone(41_002))
	lapsed["vog"] = noSuchDay(r)
	add(lapsed, "refused", BecauseNoSuchDate)
	add(map[string]string{"name": "--- oud-vrijwilligers ---"}, "skipped", BecauseNoName)
	want.Duplicate, want.Refused, want.Skipped, want.Rows = 1, 3, want.Skipped+1, len(rows)
	written := write(r, shape, supporterHeadings, rows)
	want.Remarkable = written.remarkable
	return Register{Name: name("ondersteuners", shape), File: written.file, Expected: want}
}

var zero time.Time

// halfHours are no whole number of hours.
const halfHours = "6,5"

func supporterCells(r *rand.Rand, shape Shape, i int, name string) map[string]string {
	var known []string
	for _, d := range r.Perm(len(lifeDomains))[:1+r.IntN(3)] {
		known = append(known, pick(r, lifeDomains[d].typed))
	}
	cells := map[string]string{
		"name": name, "kind": pick(r, []string{"vrijwilliger", "Vrijwilliger"}),
		"organisation": pick(r, []string{"", "KBO Noord", "Platform Samen"}),
		"domains":      strings.Join(known, pick(r, []string{", ", " & ", " en "})),
		"groups":       pick(r, targetGroups), "lived": pick(r, []string{"ja", "nee", "Nee", ""}),
		"languages": pick(r, []string{"Nederlands", "Nederlands, Engels", "Nederlands en Turks", "nederlands / Arabisch"}),
		"place":     pick(r, neighbourhoods), "capacity": fmt.Sprint(1 + r.IntN(4)), "hours": pick(r, []string{"2", "4", halfHours, "8 uur"}),
		"vog":     typedDay(r, time.Date(2027, time.Month(1+r.IntN(12)), 1+r.IntN(28), 0, 0, 0, 0, time.UTC), shape.Workbook),
		"notes":   pick(r, []string{"", "", "", "alleen overdag"}),
		"secrecy": "ja", "training": pick(r, []string{"ja", "Ja", "nee"}), "buddy": "",
		"status": pick(r, []string{"actief", "Actief", "gepauzeerd", "in opleiding"}),
		"mail":   fmt.Sprintf("ondersteuner%d@lijst.example", i), "phone": typedPhone(r, 9000+i, shape.Workbook),
	}
	if i >= volunteers && i < volunteers+professionals {
		cells["kind"], cells["organisation"] = "professional", pick(r, []string{"Steunpunt Rivierland", "Bureau Kompas"})
		cells["capacity"], cells["status"] = fmt.Sprint(8+r.IntN(5)), "actief"
	}
	return cells
}
