package registergen

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// typedRow is a row as it will be written: cells by key of their heading, and what must become of it.
type typedRow struct {
	cells   map[string]string
	empty   bool
	remarks []Remarkable // Line is filled in when the row is written
	entry   *Entry       // as well; nil for a row that is not imported
}

// applications makes a register of applications, row by row, and counts as it goes.
type applications struct {
	r        *rand.Rand
	shape    Shape
	year     int
	people   int // how many people were made so far
	numbered int
	day      time.Time
	rows     []typedRow
	want     Expected
	secrets  []string
	kept     []string
	done     int
	met      map[string]bool // referrers so far
	roster   []string
}

// Applications makes a register of about size applications in a municipality over one year. The
// same seed, shape and size give the same rows.
func Applications(seed uint64, shape Shape, municipality string, year, size int) Register {
	r := random(seed)
	a := &applications{
		r: r, shape: shape, year: year, day: time.Date(year, time.January, 4, 0, 0, 0, 0, time.UTC), met: map[string]bool{},
		roster: Roster(), people: int(seed%7) * 1000,
		want: Expected{
			Municipality: municipality, Month: map[string]int{}, Channel: map[string]int{}, LifeDomain: map[string]int{},
			Route: map[string]int{}, ReferrerKind: map[string]int{}, TargetGroup: map[string]int{},
		},
	}
	mess := []func(){
		a.noContact, a.noSuchDate, a.citizenNumber, a.strangeDomain, a.household, a.namesake, a.withoutConsent, a.emptyRow,
		a.remarkRow, a.duplicate, a.anotherDay, a.duplicateOfRefused, a.withoutName, a.onlyMail, a.ownRowWithoutConsent, a.closed, a.wordsBesidePhone, a.noName, a.noContactTwice,
	}
	for i := range size {
		a.imported(a.application())
		if i < len(mess) {
			mess[i]()
		} else if r.IntN(8) == 0 {
			pick(r, mess)()
		}
		a.day = a.day.AddDate(0, 0, r.IntN(1+700/max(size, 1)))
		if a.day.Year() != year {
			a.day = time.Date(year, time.December, 31, 0, 0, 0, 0, time.UTC)
		}
	}
	written := write(r, shape, applicationHeadings, a.rows)
	a.want.Rows = len(a.rows)
	a.want.Remarkable = written.remarkable
	a.want.DifferentReferrers = len(a.met)
	return Register{Name: name(fmt.Sprintf("aanmeldingen-%d", year), shape), File: written.file, Expected: a.want, Secrets: a.secrets, Kept: a.kept, Entries: written.entries, Done: a.done}
}

// facts is what is true of an application, before it is typed.
type facts struct {
	person                      int
	day, matched, first, closed time.Time
	channel, route, kind        string
	referrer                    string
	domains                     []string
	cells                       map[string]string
	kept                        []string // texts that no field is for
	masked                      bool     // the question holds a citizen service number
}

// application makes somebody new and types their row.
func (a *applications) application() *facts {
	a.people++
	f := &facts{person: a.people, day: a.day, cells: map[string]string{}}
	f.cells["name"] = someone(f.person)
	f.cells["phone"] = typedPhone(a.r, f.person, a.shape.Workbook)
	f.cells["mail"] = pick(a.r, []string{"", fmt.Sprintf("Inwoner%d@lijst.example", f.person)})
	f.cells["postcode"] = pick(a.r, []string{"5141 AB", "5145xk", "5165 zz", ""})
	f.cells["place"] = pick(a.r, neighbourhoods)
	f.cells["question"] = pick(a.r, questions)
	f.cells["groups"] = pick(a.r, targetGroups)
	f.cells["consent"] = pick(a.r, yesWords)
	a.appliedBy(f)
	via := pick(a.r, channels)
	f.channel, f.cells["via"] = via.value, pick(a.r, via.typed)
	a.lifeDomains(f)
	a.history(f)
	f.cells["applied"] = typedDay(a.r, f.day, a.shape.Workbook)
	return f
}

func (a *applications) appliedBy(f *facts) {
	switch a.r.IntN(5) {
	case 0, 1:
		f.cells["by"] = pick(a.r, residentWords)
	case 2:
		f.cells["by"] = pick(a.r, nearWords)
	default:
		organisation := pick(a.r, organisations)
		name, of := someone(20_000+a.r.IntN(60)), pick(a.r, organisation.typed)
		f.kind, f.referrer = organisation.value, name+"|"+of
		f.cells["by"] = pick(a.r, referrerWords)
		f.cells["referrer"], f.cells["organisation"] = name, of
	}
}

func (a *applications) lifeDomains(f *facts) {
	order := a.r.Perm(len(lifeDomains))[:1+a.r.IntN(2)]
	var typed []string
	for _, i := range order {
		f.domains = append(f.domains, lifeDomains[i].value)
		typed = append(typed, pick(a.r, lifeDomains[i].typed))
	}
	f.cells["domains"] = strings.Join(typed, pick(a.r, []string{", ", " / ", " & ", " en ", "/", ","}))
}

func (a *applications) history(f *facts) {
	taken := pick(a.r, routes)
	f.route, f.cells["route"] = taken.value, pick(a.r, taken.typed)
	if f.route != "informal" && f.route != "formal" {
		return
	}
	f.cells["supporter"] = pick(a.r, a.roster)
	f.matched = f.day.AddDate(0, 0, []int{0, 0, 0, 1, 3}[a.r.IntN(5)])
	f.cells["matched"] = typedDay(a.r, f.matched, a.shape.Workbook)
	if a.r.IntN(10) == 0 {
		return
	}
	f.first = f.matched.AddDate(0, 0, a.r.IntN(9))
	f.cells["met"] = typedDay(a.r, f.first, a.shape.Workbook)
	if a.r.IntN(5) == 0 {
		return
	}
	f.closed = f.first.AddDate(0, 0, 7+a.r.IntN(60))
	f.cells["closed"] = typedDay(a.r, f.closed, a.shape.Workbook)
	f.cells["outcome"] = pick(a.r, outcomes)
	f.cells["hours"] = pick(a.r, []string{"1", "2,5", "3 uur", "12", "0:45"})
}

// imported adds a row that must be imported, with what there is to tell about it, and counts it.
func (a *applications) imported(f *facts, because ...string) {
	if a.r.IntN(4) == 0 {
		f.cells["notes"] = fmt.Sprintf("Opmerking bij %d; hond in huis", f.person)
		f.kept = append(f.kept, f.cells["notes"])
	}
	a.numbered++
	f.cells["nr"] = fmt.Sprint(a.numbered)
	row := typedRow{cells: f.cells, entry: &Entry{
		Question: f.cells["question"], TargetGroups: groupsOf(f.cells["groups"]), Kept: f.kept,
		Neighbourhood: f.cells["place"], Applied: f.day, Matched: f.matched,
	}}
	if f.masked {
		row.entry.Question = ""
	}
	a.kept = append(a.kept, f.kept...)
	for _, b := range because {
		row.remarks = append(row.remarks, Remarkable{Result: "imported", Because: b})
	}
	if f.kind == "other" {
		row.remarks = append(row.remarks, Remarkable{Result: "imported", Because: BecauseOtherReferrer})
	}
	a.rows = append(a.rows, row)
	a.want.Imported++
	a.want.Month[f.day.Format("2006-01")]++
	a.want.Channel[f.channel]++
	if f.route != "" {
		a.want.Route[f.route]++
	}
	for _, group := range row.entry.TargetGroups {
		a.want.TargetGroup[group]++
	}
	for _, domain := range f.domains {
		a.want.LifeDomain[domain]++
	}
	if f.kind != "" {
		a.want.ReferrerKind[f.kind]++
		a.met[f.referrer] = true
	}
	if !f.matched.IsZero() {
		a.want.Matched++
		if f.matched.Equal(f.day) {
			a.want.MatchedSameDay++
		}
	}
	if !f.first.IsZero() {
		a.want.FirstAppointments++
	}
}

// groupsOf are the words of a cell of target groups.
func groupsOf(cell string) []string {
	if cell == "" {
		return nil
	}
	return strings.Split(strings.ToLower(cell), ", ")
}

func (a *applications) add(cells map[string]string, result, because string) {
	switch result {
	case "refused":
		a.want.Refused++
	case "skipped":
		a.want.Skipped++
	case "duplicate":
		a.want.Duplicate++
	}
	a.rows = append(a.rows, typedRow{cells: cells, empty: cells == nil, remarks: []Remarkable{{Result: result, Because: because}}})
}

// again copies the cells of a row without its number.
func again(cells map[string]string) map[string]string {
	copied := map[string]string{}
	for _, key := range keys(cells) {
		if key != "nr" {
			copied[key] = cells[key]
		}
	}
	return copied
}

func keys(cells map[string]string) []string {
	list := make([]string, 0, len(cells))
	for key := range cells {
		list = append(list, key)
	}
	slices.Sort(list)
	return list
}
