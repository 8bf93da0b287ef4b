package crowd

import "fmt"

// others are the tables of everything else.
var others = []copied{
	{table: "intake.household", rows: 1, per: 10, columns: columns{"id": id(household), "create_time": moment, "update_time": moment}},
	{table: "intake.referrer_organisation", rows: 1, per: 50, columns: columns{
		"id": id(organisation), "name_key": sql("'organisatie' || i"), "kind": one(1, "gp", "school", "other", "home_care"),
		"partner_status": one(1, "ACTIVE", "INFORMED", ""), "last_contact_date": day, "code": sql("'code ' || i"),
		"create_time": moment, "update_time": moment}},
	{table: "platform.subject_key", rows: 1, per: 10, columns: columns{
		"subject": id(partnerContact), "kind": sql("'PARTNER'"), "log_id": idAt(logID, "i + 80000000"), "create_time": moment}},
	{table: "intake.partner_contact", rows: 1, per: 10, columns: columns{
		"id": id(partnerContact), "organisation": of(organisation, 5), "contact_date": day, "create_time": moment}},
	{table: "platform.subject_key", rows: 1, per: perReferrer, columns: columns{
		"subject": id(referrer), "kind": sql("'REFERRER'"), "log_id": idAt(logID, "i + 10000000"), "create_time": moment}},
	{table: "intake.referrer", rows: 1, per: perReferrer, columns: columns{
		"id": id(referrer), "organisation": of(organisation, 50), "pair_key": hash("pair", 0), "account": sql("NULL"),
		"create_time": moment, "update_time": moment}},
	{table: "intake.triage_decision", rows: 1, per: 1, columns: columns{
		"id": id(decision), "application": id(application), "create_time": moment}},
	{table: "intake.handover", rows: 1, per: 1, columns: columns{
		"id": id(handover), "application": id(application), "recipient_kind": sql("CASE WHEN i % 20 > 1 THEN (ARRAY['ACCESS_TEAM', 'ORGANISATION'])[1 + i % 2] ELSE 'MUNICIPALITY' END"), "recipient_municipality": toHome,
		"state": sql("CASE WHEN i % 20 = 0 THEN 'SENT' ELSE 'RECEIVED' END"), "answer_time": sql("CASE WHEN i % 20 > 0 THEN now() END"),
		"reminder_date": day, "consent_date": day, "create_time": moment, "update_time": moment}},
	{table: "events.webhook_subscription", rows: 1, per: 100, columns: columns{
		"id": id(webhook), "state": sql("'PAUSED'"), "create_time": moment, "update_time": moment}},
	{table: "intake.direct_answer", rows: 1, per: 3, columns: columns{
		"id": id(answer), "recorded_by": idAt(account, "1 + i % 7"), "answer_date": day, "create_time": moment}},
	{table: "intake.representative", rows: 1, per: 20, columns: columns{
		"id": id(representative), "dossier": id(dossier), "create_time": moment, "update_time": moment}},
	{table: "intake.consent", rows: 1, per: 3, columns: columns{
		"id": id(consent), "dossier": id(dossier), "given_date": day, "create_time": moment}},
	{table: "intake.import", rows: 1, per: 50, columns: columns{
		"id": id(importing), "state": sql("'DONE'"), "file": sql("NULL"), "file_key": sql("NULL"), "create_time": moment, "update_time": moment}},
	{table: "intake.import_row", rows: 1, per: 1, columns: columns{
		"import": idAt(importing, "1 + i / 100"), "line": sql("i::int"), "result": one(1, "IMPORTED", "IMPORTED", "DUPLICATE", "REFUSED", "SKIPPED"),
		"resource": sql("NULL"), "duplicate_of_line": sql("0")}},
	{table: "intake.import_key", rows: 1, per: 2, columns: columns{"hash": hash("row", 0), "application": id(application)}},

	{table: "platform.subject_key", rows: 1, per: perSupporter, columns: columns{
		"subject": id(supporter), "kind": sql("'SUPPORTER'"), "log_id": idAt(logID, "i + 20000000"), "create_time": moment}},
	{table: "volunteer.supporter", rows: 1, per: perSupporter, columns: columns{
		"id": id(supporter), "account": sql("NULL"), "buddy": sql("NULL"), "create_time": moment, "update_time": moment,
		"state": one(1, "ACTIVE", "LEFT", "LEFT", "PAUSED"), "organisation": one(1, "Buro Noord", "Buro Oost", "Buro Elders")}},
	{table: "volunteer.supporter_life_domain", rows: 1, per: perSupporter, columns: columns{
		"supporter": id(supporter), "life_domain": one(1, "WMO", "CARE", "HOUSING", "INCOME")}},
	{table: "volunteer.supporter_target_group", rows: 1, per: perSupporter, columns: columns{"supporter": id(supporter)}},
	{table: "volunteer.supporter_language", rows: 1, per: perSupporter, columns: columns{"supporter": id(supporter)}},
	{table: "volunteer.search_key", rows: 1, per: perSupporter, columns: columns{"hash": hash("supporter", 0), "supporter": id(supporter)}},
	{table: "volunteer.search_key", rows: 1, per: perSupporter, columns: columns{"hash": hash("supporter name", 300), "supporter": id(supporter)}},
	{table: "volunteer.supporter_step", rows: 3, per: perSupporter, columns: columns{
		"id": id(step), "supporter": of(supporter, perSupporter), "create_time": moment}},

	{table: "volunteer.requirement_record", rows: 3, per: perSupporter, columns: columns{
		"id": id(proof), "supporter": of(supporter, perSupporter), "create_time": moment}},

	{table: "volunteer.supporter_rhythm", rows: 1, per: perSupporter, columns: columns{"supporter": id(supporter)}},
	{table: "volunteer.supporter_pause", rows: 3, per: perSupporter, columns: columns{
		"id": id(pause), "supporter": of(supporter, perSupporter), "start_date": day, "end_date": day, "cancelled": sql("false"), "create_time": moment, "update_time": moment}},

	{table: "volunteer.other_role", rows: 2, per: perSupporter, columns: columns{
		"id": id(otherRole), "supporter": of(supporter, perSupporter), "since_date": day, "until_date": sql("NULL"), "create_time": moment, "update_time": moment}},
	{table: "volunteer.buddy_pair", rows: 1, per: perSupporter, columns: columns{
		"id": id(pair), "newcomer": id(supporter), "buddy": of(supporter, perSupporter), "start_date": day, "end_date": day,
		"create_time": moment, "update_time": moment}},
	{table: "volunteer.buddy_step", rows: 1, per: perSupporter, columns: columns{
		"id": id(pairStep), "pair": id(pair), "held_date": day, "support_case": sql("NULL"), "create_time": moment}},
	{table: "meeting.supporter_group", rows: 1, per: 400, columns: columns{"id": id(supporterGroup), "create_time": moment, "update_time": moment}},
	{table: "meeting.group_member", rows: 1, per: perSupporter, columns: columns{
		"meeting_group": of(supporterGroup, 400), "supporter": id(supporter)}},
	{table: "platform.subject_key", rows: 1, per: 200, columns: columns{
		"subject": id(guest), "kind": sql("'GUEST'"), "log_id": idAt(logID, "i + 40000000"), "create_time": moment}},
	{table: "meeting.guest_record", rows: 1, per: 200, columns: columns{"id": id(guest), "create_time": moment, "update_time": moment}},
	{table: "meeting.group_guest", rows: 1, per: 200, columns: columns{"meeting_group": of(supporterGroup, 400), "guest": id(guest)}},
	{table: "meeting.meeting", rows: 1, per: 20, columns: columns{
		"id": id(meeting), "meeting_group": sql("NULL"), "start_time": moment, "end_time": sql("to_timestamp(1609750801 + i)"),
		"kind": one(1, "TRAINING", "INTERVISION", "IN_DEPTH", "THEME_SESSION"), "state": one(1, "HELD", "HELD", "CANCELLED"),
		"create_time": moment, "update_time": moment}},
	{table: "meeting.invitation", rows: 1, per: 2, columns: columns{
		"id": id(invitation), "meeting": of(meeting, 20), "supporter": id(invitation), "account": sql("NULL"), "guest": sql("NULL"),
		"attendance": sql("'PRESENT'"), "proof": sql("NULL"), "create_time": moment, "update_time": moment}},
	{table: "meeting.region_offer", rows: 1, per: 20, columns: columns{
		"meeting": id(meeting), "start_time": moment, "end_time": moment}},
	{table: "expense.claim", rows: 1, per: 2, columns: columns{
		"id": id(claim), "supporter": of(supporter, perSupporter), "payment_export": sql("NULL"),
		"state": sql("CASE WHEN i % 20 = 0 THEN 'SUBMITTED' ELSE 'WITHDRAWN' END"), "create_time": moment, "update_time": moment}},
	{table: "expense.claim_line", rows: 1, per: 2, columns: columns{"claim": id(claim), "line_date": day}},
	{table: "expense.work_entry", rows: 1, per: 1, columns: columns{
		"id": id(workEntry), "supporter": of(supporter, perSupporter), "support_case": of(supportCase, 2),
		"claim": sql("NULL"), "work_date": day, "create_time": moment, "update_time": moment}},
	{table: "expense.bank_details", rows: 1, per: perSupporter, columns: columns{"supporter": id(supporter), "update_time": moment}},
	{table: "expense.payment_export", rows: 1, per: 50, columns: columns{"id": id(payment), "create_time": moment}},
	{table: "expense.payment", rows: 1, per: 2, columns: columns{
		"payment_export": of(payment, 50), "claim": id(claim), "supporter": of(supporter, perSupporter)}},

	{table: "matching.offer", rows: 1, per: 2, columns: columns{
		"id": id(offer), "application": id(application), "dossier": id(dossier), "supporter": of(supporter, perSupporter),
		"state": sql("CASE WHEN i % 20 = 0 THEN 'OPEN' ELSE 'DECLINED' END"), "decline_reason": sql("''"), "resident_answer": sql("''"),
		"support_case": sql("NULL"), "undone_time": sql("NULL"), "create_time": moment, "update_time": moment,
		"answer_time": sql("CASE WHEN i % 20 = 0 THEN NULL ELSE now() END")}},
	{table: "matching.tie", rows: 1, per: 20, columns: columns{
		"id": id(tie), "application": id(application), "dossier": id(dossier), "supporter": of(supporter, perSupporter),
		"end_time": sql("NULL"), "create_time": moment, "update_time": moment}},
	{table: "matching.wishes", rows: 1, per: 2, columns: columns{
		"id": id(wish), "application": id(application), "dossier": id(dossier), "create_time": moment}},
	{table: "support.support_case", rows: 1, per: 2, columns: columns{
		"id": id(supportCase), "application": id(application), "dossier": id(dossier), "supporter": of(supporter, perSupporter),
		"state": sql("CASE WHEN i % 20 = 0 THEN 'OPEN' ELSE 'CLOSED' END"), "open_date": day,
		"close_date":       sql("CASE WHEN i % 20 = 0 THEN NULL ELSE date '2024-01-01' END"),
		"second_supporter": sql("NULL"), "create_time": moment, "update_time": moment}},
	{table: "support.contact_moment", rows: 1, per: 1, columns: columns{
		"id": id(contact), "support_case": of(supportCase, 2), "supporter": of(supporter, perSupporter), "contact_date": day,
		"delete_time": sql("NULL"), "create_time": moment, "update_time": moment}},
	{table: "support.contact_draft", rows: 1, per: 4, columns: columns{
		"id": id(draft), "support_case": of(supportCase, 2), "account": idAt(account, "1 + i % 7"), "create_time": moment, "update_time": moment}},
	{table: "support.case_goal", rows: 1, per: 2, columns: columns{
		"id": id(goal), "support_case": of(supportCase, 2), "create_time": moment, "update_time": moment}},
	{table: "support.transfer", rows: 1, per: 10, columns: columns{
		"id": id(transfer), "support_case": of(supportCase, 2), "from_supporter": of(supporter, perSupporter), "successor": sql("NULL"),
		"state": sql("'WITHDRAWN'"), "answer_date": day, "create_time": moment, "update_time": moment}},
	{table: "support.access_question", rows: 1, per: 10, columns: columns{
		"id": id(accessQuestion), "support_case": of(supportCase, 2), "note": sql("NULL"), "answer": sql("NULL"),
		"state": sql("'LAPSED'"), "answer_date": day, "create_time": moment, "update_time": moment}},

	{table: "platform.subject_key", rows: 1, per: 5, columns: columns{
		"subject": id(signalTold), "kind": sql("'SIGNAL'"), "log_id": idAt(logID, "i + 50000000"), "create_time": moment}},
	{table: "signal.pattern", rows: 1, per: 2, columns: columns{
		"id": id(pattern), "state": sql("'RELEASED'"), "released": id(released), "released_by": id(account), "create_time": moment, "update_time": moment}},
	{table: "signal.signal", rows: 1, per: 5, columns: columns{
		"id": id(signalTold), "supporter": of(supporter, perSupporter), "account": sql("NULL"), "theme": one(1, "waiting_list", "unclear_letter", "other"),
		"organisation_key": sql("'organisatie' || i % 40"), "state": sql("CASE WHEN i % 4 = 0 THEN 'GATHERED' WHEN i % 20 = 1 THEN 'NEW' ELSE 'SET_ASIDE' END"),
		"pattern": some(4, of(pattern, 2)), "create_time": moment, "update_time": moment}},
	{table: "signal.evidence", rows: 1, per: 5, columns: columns{
		"signal": id(signalTold), "support_case": of(supportCase, 2), "dossier": id(dossier)}},
	{table: "signal.released_pattern", rows: 1, per: 2, columns: columns{"id": id(released), "create_time": moment, "update_time": moment}},
	{table: "signal.released_answer", rows: 1, per: 2, columns: columns{
		"id": id(answered), "released_pattern": id(released), "create_time": moment}},

	{table: "platform.subject_key", rows: 1, per: 20, columns: columns{
		"subject": id(complaint), "kind": sql("'COMPLAINT'"), "log_id": idAt(logID, "i + 70000000"), "create_time": moment}},
	{table: "complaint.complaint", rows: 1, per: 20, columns: columns{
		"id": id(complaint), "application": sql("NULL"), "dossier": sql("NULL"), "concerned_supporter": of(supporter, perSupporter),
		"state": sql("CASE WHEN i % 20 = 0 THEN 'IN_HANDLING' ELSE 'SETTLED' END"), "outcome": sql("CASE WHEN i % 20 = 0 THEN '' ELSE 'FOUNDED' END"),
		"settle_time": sql("CASE WHEN i % 20 = 0 THEN NULL ELSE now() END"), "create_time": moment, "update_time": moment}},
	{table: "complaint.complaint_step", rows: 1, per: 20, columns: columns{"complaint": id(complaint), "id": id(record), "create_time": moment}},
	{table: "platform.subject_key", rows: 1, per: 20, columns: columns{
		"subject": id(incident), "kind": sql("'INCIDENT'"), "log_id": idAt(logID, "i + 60000000"), "create_time": moment}},
	{table: "complaint.incident", rows: 1, per: 20, columns: columns{
		"id": id(incident), "application": sql("NULL"), "dossier": sql("NULL"), "supporter": of(supporter, perSupporter),
		"reported_by": idAt(account, "1 + i % 7"), "incident_date": day, "create_time": moment, "update_time": moment}},
	{table: "complaint.incident_step", rows: 1, per: 20, columns: columns{"incident": id(incident), "id": id(record), "create_time": moment}},
	{table: "complaint.safety_concern", rows: 1, per: 20, columns: columns{
		"id": id(concern), "application": of(application, 1), "dossier": of(dossier, 1), "raised_by": idAt(account, "1 + i % 7"),
		"create_time": moment, "update_time": moment}},
	{table: "complaint.safety_record", rows: 1, per: 20, columns: columns{"safety_concern": id(concern), "id": id(record), "create_time": moment}},
	{table: "complaint.home_visit_risk", rows: 1, per: 20, columns: columns{
		"id": id(risk), "application": of(application, 1), "dossier": of(dossier, 1), "create_time": moment, "update_time": moment}},
	{table: "support.appointment", rows: 1, per: 1, columns: columns{
		"id": id(appointment), "support_case": of(supportCase, 2), "start_time": moment, "end_time": sql("to_timestamp(1609750801 + i)"),
		"state": one(1, "HELD", "HELD", "MISSED"), "cancel_reason": sql("''"), "create_time": moment, "update_time": moment}},
	{table: "platform.subject_key", rows: 1, per: 20, columns: columns{
		"subject": id(consultation), "kind": sql("'CONSULTATION'"), "log_id": idAt(logID, "i + 90000000"), "create_time": moment}},
	{table: "support.consultation", rows: 1, per: 20, columns: columns{
		"id": id(consultation), "state": one(1, "CLOSED", "CLOSED", "CLOSED", "OPEN"), "create_time": moment, "update_time": moment}},
	{table: "support.consultation_answer", rows: 1, per: 10, columns: columns{
		"id": id(consultationAnswer), "consultation": of(consultation, 20), "create_time": moment}},
	{table: "privacy.correction", rows: 1, per: 40, columns: columns{
		"id": id(correction), "dossier": of(dossier, 1), "rights_request": sql("NULL"), "recorded_by": idAt(account, "1 + i % 7"),
		"create_time": moment, "update_time": moment}},
	{table: "support.card_batch", rows: 1, per: 200, columns: columns{"id": id(cardBatch), "code": sql("'code ' || i"), "create_time": moment}},

	{table: "platform.subject_key", rows: 1, per: 200, columns: columns{
		"subject": id(surveyRound), "kind": sql("'SURVEY'"), "log_id": idAt(logID, "i + 95000000"), "create_time": moment}},
	{table: "survey.round", rows: 1, per: 200, columns: columns{
		"id": id(surveyRound), "kind": sql("'YEARLY'"), "state": sql("'CLOSED'"), "create_time": moment, "update_time": moment}},
	{table: "survey.box", rows: 1, per: 200, columns: columns{"round": id(surveyRound), "audience": sql("'RESIDENT'")}},
	{table: "survey.invitation", rows: 1, per: 2, columns: columns{
		"id": id(surveyAsked), "round": of(surveyRound, 200), "audience": sql("'RESIDENT'"), "application": id(application), "dossier": id(dossier),
		"supporter": sql("NULL"), "code_key": hash("survey", 0), "state": sql("CASE WHEN i % 20 = 0 THEN 'INVITED' ELSE 'LAPSED' END"), "way": sql("''"),
		"create_time": moment, "update_time": moment}},

	{table: "platform.request", rows: 1, per: 1, columns: columns{"request_id": sql("'request ' || i"), "create_time": moment}},
	{table: "platform.event", rows: 2, per: 1, columns: columns{
		"position": sql("i + 1000000"), "occurred_time": moment, "recorded_time": moment}},
	{table: "reporting.application_fact", rows: 1, per: 1, columns: columns{
		"application": id(application), "resident": id(dossier), "application_date": day, "merged_into": sql("NULL")}},
	{table: "reporting.direct_answer_fact", rows: 1, per: 3, columns: columns{"direct_answer": id(answer), "answer_date": day}},

	// The lists of a whole country: a municipality has some dozens of entries, however many people.
	{table: "admin.code", rows: 1, per: 10, columns: columns{
		"municipality": sql("'gm' || (3000 + i / 40)"), "id": id(code), "active": sql("true"),
		"code": func(t town) string { return fmt.Sprintf("'code_%d_' || i", t.number) }}},
	{table: "admin.account", rows: 1, per: 50, columns: columns{
		"id": id(account), "issuer": sql("'https://login.example'"), "subject": func(t town) string { return "'" + t.code + " ' || i" }}},
	{table: "platform.subject_key", rows: 1, per: 50, columns: columns{
		"subject": id(account), "kind": sql("'ACCOUNT'"), "log_id": idAt(logID, "i + 30000000"), "create_time": moment}},
	{table: "admin.role_grant", rows: 1, per: 50, columns: columns{
		"id": id(grant), "account": id(account), "given_by": sql("NULL"), "confirmed_by": sql("NULL")}},
	{table: "admin.certificate", rows: 1, per: 50, columns: columns{
		"id": id(certificate), "account": id(account),
		"fingerprint": func(t town) string { return "encode(sha256(('" + t.code + " certificate ' || i)::bytea), 'hex')" }}},
}
