package cli

import (
	complaintv1 "oco.example/oco/gen/go/oco/complaint/v1"

	"oco.example/oco/clients/cmd/oco/internal/bind"
)

var complaints = group{
	use: "complaints", aliases: []string{"klachten"}, section: people, short: "Complaints (klachten), hidden from whom they concern",
	commands: []command{
		{
			rpc: complaintv1.ComplaintService_ListComplaints_FullMethodName, use: "list", short: "List the complaints that you may read, the newest first",
			example: `oco complaints list --state ontvangen
				oco complaints list --overdue`,
			columns: []string{"id", "about", "state", "outcome", "clocks", "create_time"},
		},
		{
			rpc: complaintv1.ComplaintService_GetComplaint_FullMethodName, use: "get", short: "Show one complaint",
			example: "oco complaints get 0198c0de-0000-7000-8000-000000000080",
			shape:   bind.Shape{Arguments: []string{"complaint"}},
		},
		{
			rpc: complaintv1.ComplaintService_SubmitComplaint_FullMethodName, use: "submit", short: "Hand a complaint in, for somebody who called or for yourself",
			long:    "Without a name the complaint is anonymous. The answer is a receipt: the complaint itself is for who handles it.",
			example: `oco complaints submit --about organisatie --text "Niemand belde terug." --complainant-name "K. Klager" --complainant-phone 06-12345678`,
			shape:   bind.Shape{Require: []string{"about", "text"}},
		},
		{
			rpc: complaintv1.ComplaintService_UpdateComplaint_FullMethodName, use: "update", short: "Record whom a complaint concerns, or which application",
			long:    "Changes what is given and leaves the rest. Whom it concerns reads it no more; when that is a coordinator, no coordinator does.",
			example: "oco complaints update 0198c0de-0000-7000-8000-000000000080 --concerned-supporter 0198c0de-0000-7000-8000-000000000010",
			shape:   bind.Shape{Arguments: []string{"complaint.id"}},
		},
		{
			rpc: complaintv1.ComplaintService_AcknowledgeComplaint_FullMethodName, use: "acknowledge", short: "Record that the complainant was told that it arrived",
			example: `oco complaints acknowledge 0198c0de-0000-7000-8000-000000000080 --note "gebeld"`,
			shape:   bind.Shape{Arguments: []string{"complaint"}},
		},
		{
			rpc: complaintv1.ComplaintService_AddComplaintStep_FullMethodName, use: "note", short: "Write down what was done",
			example: `oco complaints note 0198c0de-0000-7000-8000-000000000080 --note "gesproken met beiden"`,
			shape:   bind.Shape{Arguments: []string{"complaint"}, Require: []string{"note"}},
		},
		{
			rpc: complaintv1.ComplaintService_ExtendComplaint_FullMethodName, use: "extend", short: "Take four weeks more, once, with a reason",
			example: `oco complaints extend 0198c0de-0000-7000-8000-000000000080 --reason "een betrokkene is op vakantie"`,
			shape:   bind.Shape{Arguments: []string{"complaint"}, Require: []string{"reason"}},
		},
		{
			rpc: complaintv1.ComplaintService_SettleComplaint_FullMethodName, use: "settle", short: "End a complaint, with an outcome and why",
			example: `oco complaints settle 0198c0de-0000-7000-8000-000000000080 --outcome gegrond --explanation "wij bellen voortaan dezelfde dag terug"`,
			shape:   bind.Shape{Arguments: []string{"complaint"}, Require: []string{"outcome", "explanation"}},
		},
		{
			rpc: complaintv1.ComplaintService_ListConcernedPeople_FullMethodName, use: "people", short: "List whom a complaint can concern: supporters and coordinators",
			example: "oco complaints people",
			columns: []string{"name", "supporter", "account"},
		},
	},
}

var concerns = group{
	use: "concerns", aliases: []string{"veiligheidszorgen"}, section: people, short: "Safety concerns (veiligheidszorgen), by the five steps of the Meldcode",
	commands: []command{
		{
			rpc: complaintv1.SafetyConcernService_ListSafetyConcerns_FullMethodName, use: "list", short: "List safety concerns, the newest first",
			example: `oco concerns list --overdue
				oco concerns list --application 0198c0de-0000-7000-8000-000000000001`,
			columns: []string{"id", "application", "acute", "state", "clocks", "create_time"},
		},
		{
			rpc: complaintv1.SafetyConcernService_GetSafetyConcern_FullMethodName, use: "get", short: "Show one safety concern",
			example: "oco concerns get 0198c0de-0000-7000-8000-000000000081",
			shape:   bind.Shape{Arguments: []string{"safety_concern"}},
		},
		{
			rpc: complaintv1.SafetyConcernService_RaiseSafetyConcern_FullMethodName, use: "raise", short: "Raise a safety concern: step 1",
			long:    "In immediate danger call 112 first.",
			example: `oco concerns raise --application 0198c0de-0000-7000-8000-000000000001 --signal "blauwe plekken op beide armen"`,
			shape:   bind.Shape{Require: []string{"application", "signal"}},
		},
		{
			rpc: complaintv1.SafetyConcernService_UpdateSafetyConcern_FullMethodName, use: "update", short: "Say that there is acute danger, or what is asked of the supporter",
			long:    "Changes what is given and leaves the rest.",
			example: `oco concerns update 0198c0de-0000-7000-8000-000000000081 --acute --asked-of-supporter "ga niet alleen op bezoek"`,
			shape:   bind.Shape{Arguments: []string{"safety_concern.id"}},
		},
		{
			rpc: complaintv1.SafetyConcernService_RecordSafetyStep_FullMethodName, use: "record", short: "Record a step; step 5 names a second person",
			example: `oco concerns record 0198c0de-0000-7000-8000-000000000081 --step consult --note "overlegd met Veilig Thuis, zonder naam"
				oco concerns record 0198c0de-0000-7000-8000-000000000081 --step decide --decision help --second-person "A. Aandacht, aandachtsfunctionaris" --note "hulp georganiseerd"`,
			shape: bind.Shape{Arguments: []string{"safety_concern"}, Require: []string{"step", "note"}},
		},
	},
}

var risks = group{
	use: "risks", aliases: []string{"huisbezoekrisicos"}, section: people, short: "What to mind at a home visit (risico's bij huisbezoek)",
	commands: []command{
		{
			rpc: complaintv1.SafetyConcernService_ListHomeVisitRisks_FullMethodName, use: "list", short: "List the warnings that stand for an application, the newest first",
			example: "oco risks list 0198c0de-0000-7000-8000-000000000001",
			shape:   bind.Shape{Arguments: []string{"application"}},
			columns: []string{"id", "warning", "create_time"},
		},
		{
			rpc: complaintv1.SafetyConcernService_GetHomeVisitRisk_FullMethodName, use: "get", short: "Show one warning",
			example: "oco risks get 0198c0de-0000-7000-8000-000000000082",
			shape:   bind.Shape{Arguments: []string{"home_visit_risk"}},
		},
		{
			rpc: complaintv1.SafetyConcernService_RecordHomeVisitRisk_FullMethodName, use: "record", aliases: []string{"create"}, short: "Record a warning for who visits the resident",
			example: `oco risks record --application 0198c0de-0000-7000-8000-000000000001 --warning "grote hond, bel eerst"`,
			shape:   bind.Shape{Omit: []string{"home_visit_risk.etag"}, Require: []string{"application", "warning"}},
		},
		{
			rpc: complaintv1.SafetyConcernService_EndHomeVisitRisk_FullMethodName, use: "end", short: "Say that a warning stands no more",
			example: "oco risks end 0198c0de-0000-7000-8000-000000000082",
			shape:   bind.Shape{Arguments: []string{"home_visit_risk"}},
		},
	},
}

var incidents = group{
	use: "incidents", aliases: []string{"incidenten"}, section: people, short: "Incidents (incidenten): aggression, accidents, data that went astray",
	commands: []command{
		{
			rpc: complaintv1.IncidentService_ListIncidents_FullMethodName, use: "list", short: "List incidents, the newest first",
			example: `oco incidents list --state gemeld
				oco incidents list --overdue`,
			columns: []string{"id", "kind", "incident_date", "state", "clocks", "create_time"},
		},
		{
			rpc: complaintv1.IncidentService_GetIncident_FullMethodName, use: "get", short: "Show one incident",
			example: "oco incidents get 0198c0de-0000-7000-8000-000000000083",
			shape:   bind.Shape{Arguments: []string{"incident"}},
		},
		{
			rpc: complaintv1.IncidentService_ReportIncident_FullMethodName, use: "report", aliases: []string{"create"}, short: "Report an incident",
			example: `oco incidents report --kind bedreiging --incident-date today --text "bedreigd aan de deur" --affected supporter`,
			shape:   bind.Shape{Omit: []string{"incident.etag"}, Require: []string{"kind", "incident-date", "text"}},
		},
		{
			rpc: complaintv1.IncidentService_UpdateIncident_FullMethodName, use: "update", short: "Record what is known of an incident meanwhile",
			long:    "Changes what is given and leaves the rest.",
			example: "oco incidents update 0198c0de-0000-7000-8000-000000000083 --supporter 0198c0de-0000-7000-8000-000000000010",
			shape:   bind.Shape{Arguments: []string{"incident.id"}, Omit: []string{"incident.text"}},
		},
		{
			rpc: complaintv1.IncidentService_AddIncidentStep_FullMethodName, use: "note", short: "Write down what was done, aftercare too",
			example: `oco incidents note 0198c0de-0000-7000-8000-000000000083 --kind nazorg --note "gesproken met de ondersteuner"`,
			shape:   bind.Shape{Arguments: []string{"incident"}, Require: []string{"kind", "note"}},
		},
		{
			rpc: complaintv1.IncidentService_CloseIncident_FullMethodName, use: "close", short: "End an incident",
			example: `oco incidents close 0198c0de-0000-7000-8000-000000000083 --note "afgesproken voortaan samen te gaan"`,
			shape:   bind.Shape{Arguments: []string{"incident"}, Require: []string{"note"}},
		},
	},
}
