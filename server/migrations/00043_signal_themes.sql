-- Themes of signals are a code list; whoever was there before gets the entries with which new municipalities begin.

-- +goose Up
INSERT INTO admin.code (municipality, id, list, code, label_nl, label_en, position, create_time, update_time)
SELECT m.municipality, gen_random_uuid(), 'SIGNAL_THEME', theme.code, theme.label_nl, theme.label_en, theme.position, now(), now()
FROM admin.municipality m CROSS JOIN (VALUES
  ('procedure_too_long', 'Procedure duurt te lang', 'Procedure takes too long', 10),
  ('service_stuck', 'Voorziening loopt vast', 'Service is stuck', 20),
  ('unclear_letter', 'Brief of formulier is niet te begrijpen', 'Letter or form is not understood', 30),
  ('unreachable', 'Organisatie is niet bereikbaar', 'Organisation cannot be reached', 40),
  ('waiting_list', 'Wachtlijst', 'Waiting list', 50),
  ('passed_around', 'Van het kastje naar de muur', 'Sent from one desk to the next', 60),
  ('own_contribution', 'Kosten of eigen bijdrage', 'Costs or own contribution', 70),
  ('online_only', 'Alleen digitaal te regelen', 'Can be arranged online only', 80),
  ('no_service', 'Er is geen passend aanbod', 'No fitting service exists', 90),
  ('other', 'Anders', 'Other', 100)) AS theme (code, label_nl, label_en, position);
