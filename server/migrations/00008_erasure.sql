-- Erasure takes the rows of a person away, not only their key: what oco_app needs for that, and
-- indexes by which what points at a person is found.

-- +goose Up
GRANT DELETE ON matching.offer, support.support_case, volunteer.supporter TO oco_app;
GRANT UPDATE (resource, row_number, remarks) ON intake.import_row TO oco_app;

CREATE INDEX application_merged ON intake.application (municipality, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX import_key_application ON intake.import_key (municipality, application);
CREATE INDEX import_row_resource ON intake.import_row (municipality, resource) WHERE resource IS NOT NULL;
CREATE INDEX offer_dossier ON matching.offer (municipality, dossier);
CREATE INDEX support_case_dossier ON support.support_case (municipality, dossier);
