-- What is being sent can be stopped as well, and what goes another way is written anew in the words of that way.

-- +goose Up
ALTER TABLE message.message
  ADD COLUMN words      bytea,
  ADD COLUMN stop_fault text COLLATE "C" NOT NULL DEFAULT '';
COMMENT ON COLUMN message.message.words IS 'What its text is filled with (JSON), sealed as the text is; NULL of what was written before these were kept.';
COMMENT ON COLUMN message.message.stop_fault IS 'Why it is not sent again, when it was stopped while it was being sent.';
