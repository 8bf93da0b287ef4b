-- `oco-server keys rewrap` runs as oco_worker and wraps every key anew: it reads and changes what is
-- wrapped, and nothing else. platform.subject_key lets it do so already.

-- +goose Up
GRANT UPDATE (wrapped) ON platform.municipality_secret TO oco_worker;
GRANT SELECT (municipality, id, file_key), UPDATE (file_key) ON intake.import TO oco_worker;
