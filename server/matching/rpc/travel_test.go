package rpc_test

import (
	"testing"

	matchingv1 "oco.example/oco/gen/go/oco/matching/v1"
	"oco.example/oco/server/platform/pg"
)

// lives puts a neighbourhood on the map.
func (w *world) lives(t *testing.T, code string, latitude, longitude float64) {
	t.Helper()
	w.change(t, `INSERT INTO admin.municipality (municipality, name, region, create_time, update_time) VALUES ($1, 'Waalwijk', '', now(), now())
		ON CONFLICT DO NOTHING`, municipality)
	w.change(t, `INSERT INTO admin.code (municipality, id, list, code, label_nl, latitude, longitude, create_time, update_time)
		VALUES ($1, $2, 'NEIGHBOURHOOD', $3, $3, $4, $5, now(), now())`, municipality, pg.NewID(), code, latitude, longitude)
}

func TestTheWayToTheResidentIsTold(t *testing.T) {
	w := newWorld(t)
	application := w.application(t) // in centrum
	w.lives(t, "centrum", 51.680, 5.070)
	w.lives(t, "noord", 51.690, 5.070)
	w.lives(t, "dorp", 51.780, 5.070)
	for says, change := range map[string]string{
		"Woont in dezelfde wijk.":                   "neighbourhood = 'centrum'",
		"Woont op ongeveer 6 minuten met de fiets.": "neighbourhood = 'noord'",
		"Woont op ongeveer 17 minuten te voet.":     "neighbourhood = 'noord', travel_by = 'FOOT'",
		"Woont op ongeveer 58 minuten met de fiets. Dat is verder dan de 30 minuten die de ondersteuner reist.": "neighbourhood = 'dorp'",
		"Woont op ongeveer 30 minuten met de auto. Dat is verder dan de 20 minuten die de ondersteuner reist.":  "neighbourhood = 'dorp', travel_by = 'CAR', max_travel_minutes = 20",
		"Woont in een andere wijk.": "neighbourhood = 'ergens'",
	} {
		s := w.supporter(t, nil)
		w.change(t, `UPDATE volunteer.supporter SET `+change+` WHERE id = $1`, s.id)
		told := ""
		for _, p := range w.propose(t, "nl", application).GetProposals() {
			for _, f := range p.GetFactors() {
				if p.GetSupporter() == s.id && f.GetFactor() == matchingv1.MatchFactor_MATCH_FACTOR_TRAVEL {
					told = f.GetText()
				}
			}
		}
		if told != says {
			t.Errorf("got %q, want %q", told, says)
		}
		w.change(t, `UPDATE volunteer.supporter SET state = 'LEFT' WHERE id = $1`, s.id)
	}
}
