package crowd

import "fmt"

// The kinds of what has an identifier of its own.
const (
	dossier = iota + 1
	application
	supporter
	organisation
	referrer
	offer
	supportCase
	decision
	household
	answer
	consent
	representative
	importing
	account
	grant
	certificate
	code
	logID
	step
	proof
	pause
	otherRole
	tie
	pair
	pairStep
	wish
	supporterGroup
	meeting
	invitation
	guest
	claim
	payment
	workEntry
	contact
	draft
	goal
	transfer
	accessQuestion
	signalTold
	pattern
	released
	answered
	complaint
	incident
	concern
	risk
	record
	handover
	webhook
	appointment
	cardBatch
	surveyRound
	surveyAsked
	partnerContact
	consultation
	consultationAnswer
	correction
)

type columns = map[string]func(town) string

// Supporters and referrers are one for so many applications.
const (
	perSupporter = 40
	perReferrer  = 20
)

// of is one of the copies of another table that has one row per so many applications.
func of(kind, per int) func(town) string {
	return func(t town) string {
		return idAt(kind, fmt.Sprintf("1 + i %% %d", max(1, t.applications/per)))(t)
	}
}

// toHome addresses some of what the others hand over to the municipality with the rows that are copied.
func toHome(t town) string {
	if t.code == t.home {
		return "NULL"
	}
	return "CASE WHEN i % 20 <= 1 THEN '" + t.home + "' END"
}

// some is a value for one copy in so many, and none for the others.
func some(every int, value func(town) string) func(town) string {
	return func(t town) string { return fmt.Sprintf("CASE WHEN i %% %d = 0 THEN %s END", every, value(t)) }
}

// people are the tables of applications and of those they are about.
var people = []copied{
	{table: "platform.subject_key", rows: 1, per: 1, columns: columns{
		"subject": id(dossier), "kind": sql("'DOSSIER'"), "log_id": id(logID), "create_time": moment}},
	{table: "intake.dossier", rows: 1, per: 1, columns: columns{
		"id": id(dossier), "household": sql("NULL"), "merged_into": sql("NULL"), "create_time": moment, "update_time": moment}},
	{table: "intake.search_key", rows: 1, per: 1, columns: columns{"hash": hash("given name", 2_000), "dossier": id(dossier)}},
	{table: "intake.search_key", rows: 1, per: 1, columns: columns{"hash": hash("surname", 5_000), "dossier": id(dossier)}},
	{table: "intake.search_key", rows: 1, per: 1, columns: columns{"hash": hash("phone", 0), "dossier": id(dossier)}},
	{table: "intake.search_key", rows: 1, per: 1, columns: columns{"hash": hash("person", 0), "dossier": id(dossier)}},
	{table: "intake.application", rows: 1, per: 1, columns: columns{
		"id": id(application), "dossier": id(dossier), "receipt_key": hash("receipt", 0), "merged_into": sql("NULL"), "from_municipality": sql("NULL"), "from_handover": sql("NULL"),
		"referrer": some(5, of(referrer, perReferrer)), "entered_by": some(9, idAt(account, "1 + i % 7")), "create_time": moment, "update_time": moment, "application_date": day,
		"state": one(1, "RECEIVED", "OWN_NETWORK", "REFERRED", "WAITING_FOR_MATCH", "OFFERED", "MATCHED", "IN_SUPPORT", "CLOSED", "CLOSED", "CLOSED", "ENDED"),
		"route": one(3, "INFORMAL", "FORMAL", "OWN_NETWORK"), "urgency_reason": one(1, "", "", "", "", "", "", "", "EVICTION"),
		"urgency_order": sql("CASE WHEN i % 8 = 7 THEN date '2021-01-04' + (i / 3000)::int ELSE 'infinity' END"), "origin": sql("'LIVE'"),
		"clock_order": sql("CASE WHEN i % 4 = 0 THEN 1609754400 + i * 60 - CASE WHEN i % 8 = 4 THEN 1099511627776 ELSE 0 END ELSE 9223372036854775807 END")}},
	{table: "intake.promise_clock", rows: 1, per: 1, columns: columns{
		"application": id(application), "kind": sql("'MATCH'"), "due_time": moment, "warn_time": moment, "since_time": moment,
		"look_time": sql("NULL"), "kept_time": moment}},
	{table: "intake.application_life_domain", rows: 1, per: 1, columns: columns{
		"application": id(application), "life_domain": one(1, "WMO", "CARE", "YOUTH", "HOUSING", "INCOME")}},
	{table: "intake.application_life_domain", rows: 1, per: 1, columns: columns{
		"application": id(application), "life_domain": one(1, "WELFARE", "WORK", "EDUCATION")}},
}
