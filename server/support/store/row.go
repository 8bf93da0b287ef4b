package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"time"

	"oco.example/oco/server/platform/subject"
	"oco.example/oco/server/support"
)

// table is the name to which ciphertexts are bound.
const table = "support.support_case"

// The values of the column origin.
const (
	live     = "LIVE"
	imported = "IMPORT"
)

type row struct {
	ID                   string       `db:"id"`
	Application          string       `db:"application"`
	Dossier              string       `db:"dossier"`
	Supporter            string       `db:"supporter"`
	Account              string       `db:"account"`
	State                string       `db:"state"`
	LifeDomains          string       `db:"life_domains"`
	ApplicationDate      string       `db:"application_date"`
	OpenDate             string       `db:"open_date"`
	FirstAppointmentDate string       `db:"first_appointment_date"`
	CloseDate            string       `db:"close_date"`
	Need                 []byte       `db:"need"`
	Outcome              string       `db:"outcome"`
	Fit                  string       `db:"fit"`
	Minutes              int          `db:"minutes"`
	Origin               string       `db:"origin"`
	Version              int64        `db:"version"`
	AppointmentMadeDate  string       `db:"appointment_made_date"`
	AppointmentTime      sql.NullTime `db:"appointment_time"`
	CreateTime           time.Time    `db:"create_time"`
	UpdateTime           time.Time    `db:"update_time"`
	subject.Row
}

// open makes a case of a row and its key.
func (s *Store) open(ctx context.Context, r row) (support.Case, error) {
	key, err := s.keys.Open(ctx, r.Dossier, r.Row)
	if err != nil {
		return support.Case{}, fmt.Errorf("open a case: %w", err)
	}
	need, err := key.Open(table, "need", r.Need)
	if err != nil {
		return support.Case{}, fmt.Errorf("open a case: %w", err)
	}
	c := support.Case{
		ID: r.ID, Application: r.Application, Dossier: r.Dossier, Supporter: r.Supporter, Account: r.Account,
		State: support.State(r.State), ApplicationDate: r.ApplicationDate, OpenDate: r.OpenDate,
		FirstAppointmentDate: r.FirstAppointmentDate, CloseDate: r.CloseDate, Need: need, Outcome: r.Outcome, Fit: r.Fit,
		Minutes: r.Minutes, Imported: r.Origin == imported, Version: r.Version,
		AppointmentMadeDate: r.AppointmentMadeDate,
		CreateTime:          r.CreateTime.UTC(), UpdateTime: r.UpdateTime.UTC(), LogID: r.LogID,
	}
	if r.AppointmentTime.Valid {
		c.AppointmentTime = r.AppointmentTime.Time.UTC()
	}
	if r.LifeDomains != "" {
		c.LifeDomains = strings.Split(r.LifeDomains, ",") // names have no commas
	}
	return c, nil
}
