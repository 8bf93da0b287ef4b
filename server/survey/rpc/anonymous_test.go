package rpc_test

import (
	"slices"
	"strings"
	"testing"

	surveyv1 "oco.example/oco/gen/go/oco/survey/v1"
	"oco.example/oco/server/platform/pg"
)

// swapped is a world in which two people answer one right after the other, the one well and the other hardly, in this order or
// the other way about.
func swapped(t *testing.T, first, second surveyv1.SurveyChoice) *world {
	t.Helper()
	w := newWorld(t)
	one, other := w.closed(t), w.closed(t)
	for p, c := range map[person]surveyv1.SurveyChoice{one: first, other: second} {
		_, _, code := w.invitation(t, p.dossier)
		if err := w.submit(code, func(req *surveyv1.SubmitSurveyAnswerRequest) { req.Answers, req.Remark = chosen(c), c.String() }); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

// Two people answer within a minute. Whoever has the whole database cannot tell whose answer was which: had each given the
// other's answer, it would hold the same. Where the rows lie (ctid) and which transaction wrote them (xmin) tell nothing either,
// for what they answered stands in one row, with that of everybody else.
func TestWhoAnsweredWhatCannotBeTold(t *testing.T) {
	const hardly = surveyv1.SurveyChoice_SURVEY_CHOICE_HARDLY
	var kept []string
	for _, order := range [][2]surveyv1.SurveyChoice{{well, hardly}, {hardly, well}} {
		w := swapped(t, order[0], order[1])
		var box []struct {
			Row string `db:"row"`
		}
		w.write(t, func(tx *pg.Tx) error {
			return tx.Select(w.coordinator, &box, `SELECT audience || ' ' || answers || ' ' || counts::text || ' ' || ctid::text AS row FROM survey.box WHERE municipality = $1`, municipality)
		})
		if len(box) != 1 || !strings.HasPrefix(box[0].Row, "RESIDENT 2 {") {
			t.Fatalf("two answers are kept as %v", box)
		}
		kept = append(kept, box[0].Row+" "+strings.Join(w.remarks(t), " "))
	}
	if kept[0] != kept[1] {
		t.Errorf("it makes a difference who answered what:\n%s\n%s", kept[0], kept[1])
	}
}

// remarks are those of the newest box, sorted, as whoever has the key reads them.
func (w *world) remarks(t *testing.T) (list []string) {
	t.Helper()
	w.write(t, func(tx *pg.Tx) error {
		box, err := w.store.Box(w.coordinator, tx, w.round(t).GetId(), "RESIDENT")
		for _, r := range box.Remarks {
			list = append(list, r.Reveal())
		}
		slices.Sort(list)
		return err
	})
	return list
}

// The box has no column that could lead to anybody: what it holds is its round, its audience, and what all said. No other table
// of the slice has anything of an answer, and nothing refers to a box.
func TestNothingInTheSchemaJoinsAnswersToPeople(t *testing.T) {
	w := newWorld(t)
	columns := map[string]string{
		"box":        "answers audience counts municipality remarks round",
		"invitation": "application audience code_key create_time dossier id last_date municipality remind_date round state supporter update_time version way",
		"round":      "audiences create_time form from_date id kind last_date municipality state until_date update_time version",
	}
	var rows []struct {
		Table   string `db:"name"`
		Columns string `db:"columns"`
	}
	var refers int
	w.write(t, func(tx *pg.Tx) error {
		if err := tx.Select(w.coordinator, &rows, `SELECT c.relname AS name, string_agg(a.attname, ' ' ORDER BY a.attname) AS columns FROM pg_class c
			JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'survey' JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			WHERE c.relkind IN ('r', 'v', 'm') GROUP BY 1 ORDER BY 1`); err != nil {
			return err
		}
		return tx.Get(w.coordinator, &refers, `SELECT (SELECT count(*) FROM pg_constraint WHERE confrelid = 'survey.box'::regclass)
			+ (SELECT count(*) FROM pg_trigger WHERE tgrelid = 'survey.box'::regclass AND NOT tgisinternal)`)
	})
	if len(rows) != len(columns) || refers != 0 {
		t.Errorf("got %v, and %d refer to a box", rows, refers)
	}
	for _, r := range rows {
		if columns[r.Table] != r.Columns {
			t.Errorf("survey.%s has %s", r.Table, r.Columns)
		}
	}
}

// An answer leaves nothing of itself behind elsewhere: the round stays as it was, the events and the request that are remembered
// say that somebody answered, and the box says nothing of when.
func TestAnAnswerLeavesNoTrace(t *testing.T) {
	var kept []string
	for _, c := range []surveyv1.SurveyChoice{well, surveyv1.SurveyChoice_SURVEY_CHOICE_NOT_AT_ALL} {
		w := newWorld(t)
		p := w.closed(t)
		_, _, code := w.invitation(t, p.dossier)
		before := w.round(t).GetEtag()
		if err := w.submit(code, func(req *surveyv1.SubmitSurveyAnswerRequest) {
			req.RequestId, req.Answers, req.Remark = "0199a3c4-0030-4a00-8000-00000000f0a1", chosen(c), "Dank."
		}); err != nil {
			t.Fatal(err)
		}
		if after := w.round(t).GetEtag(); after != before {
			t.Errorf("the round went from version %s to %s", before, after)
		}
		var request, events string
		w.write(t, func(tx *pg.Tx) error {
			if err := tx.Get(w.coordinator, &request, `SELECT count(*) || ' ' || max(resource_id) FROM platform.request WHERE municipality = $1`, municipality); err != nil {
				return err
			}
			return tx.Get(w.coordinator, &events, `SELECT string_agg(kind || octet_length(payload), ' ' ORDER BY position) FROM platform.event WHERE municipality = $1`, municipality)
		})
		id, _, _ := w.invitation(t, p.dossier)
		if request != "1 "+id {
			t.Errorf("the request is remembered as %s", request)
		}
		kept = append(kept, events)
	}
	if kept[0] != kept[1] {
		t.Errorf("the events tell what was answered: %s and %s", kept[0], kept[1])
	}
}
