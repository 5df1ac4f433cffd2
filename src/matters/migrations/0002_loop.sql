-- What happens beside the loop: extension, pause, question, rung, split, merge, reopening, on the spot, and the moments that rates ask for.
ALTER TABLE matters ADD COLUMN rung TEXT NOT NULL DEFAULT 'community';
ALTER TABLE matters ADD COLUMN reopened_count INT64 NOT NULL DEFAULT 0;
ALTER TABLE matters ADD COLUMN solved_on_spot INT64 NOT NULL DEFAULT 0 CHECK (solved_on_spot IN (0, 1));
ALTER TABLE matters ADD COLUMN came_from TEXT NOT NULL DEFAULT '';
ALTER TABLE matters ADD COLUMN merged_into INT64;
ALTER TABLE matters ADD COLUMN split_from INT64;
ALTER TABLE matters ADD COLUMN parts_open INT64 NOT NULL DEFAULT 0;
ALTER TABLE matters ADD COLUMN pause_cause TEXT;
ALTER TABLE matters ADD COLUMN extension_state TEXT;
ALTER TABLE matters ADD COLUMN extension_until INT64;
ALTER TABLE matters ADD COLUMN extension_amount INT64;
ALTER TABLE matters ADD COLUMN extension_unit TEXT;
ALTER TABLE matters ADD COLUMN extension_count INT64 NOT NULL DEFAULT 0;
ALTER TABLE matters ADD COLUMN extension_by INT64;
ALTER TABLE matters ADD COLUMN dispatch_post INT64;
ALTER TABLE matters ADD COLUMN questions INT64 NOT NULL DEFAULT 0;
ALTER TABLE matters ADD COLUMN question_open INT64 NOT NULL DEFAULT 0 CHECK (question_open IN (0, 1));
ALTER TABLE matters ADD COLUMN registered_at INT64;
ALTER TABLE matters ADD COLUMN contact_at INT64;
ALTER TABLE matters ADD COLUMN dispatched_at INT64;
ALTER TABLE matters ADD COLUMN fed_back_at INT64;
ALTER TABLE matters ADD COLUMN in_time INT64;

-- What the events of matters that are already there say, as the fold says it.
UPDATE matters SET
  registered_at = (SELECT MIN(j.happened_at) FROM journal j WHERE j.district_id = matters.district_id AND j.subject_kind = 'matter' AND j.subject_id = matters.id AND j.kind = 'matter.registered'),
  contact_at = (SELECT MIN(j.happened_at) FROM journal j WHERE j.district_id = matters.district_id AND j.subject_kind = 'matter' AND j.subject_id = matters.id AND j.kind = 'matter.signed'),
  dispatched_at = (SELECT MIN(j.happened_at) FROM journal j WHERE j.district_id = matters.district_id AND j.subject_kind = 'matter' AND j.subject_id = matters.id AND j.kind = 'matter.dispatched'),
  fed_back_at = (SELECT MAX(j.happened_at) FROM journal j WHERE j.district_id = matters.district_id AND j.subject_kind = 'matter' AND j.subject_id = matters.id AND j.kind = 'matter.fed_back'),
  in_time = (SELECT CASE WHEN c.state <> 'met' OR c.due_at IS NULL THEN NULL WHEN c.ended_at <= c.due_at THEN 1 ELSE 0 END FROM workflow_clocks c
    WHERE c.district_id = matters.district_id AND c.subject_kind = 'matter' AND c.subject_id = matters.id AND c.code = 'handle' ORDER BY c.number DESC LIMIT 1);

-- Held and paused ones by the day on which they must be looked at again: few beside all.
CREATE INDEX matters_review ON matters (district_id, review_on, id) WHERE review_on IS NOT NULL;
CREATE INDEX matters_parts ON matters (district_id, split_from, id) WHERE split_from IS NOT NULL;
CREATE INDEX matters_merged ON matters (district_id, merged_into, id) WHERE merged_into IS NOT NULL;
CREATE INDEX matters_on_spot ON matters (district_id, happened_at, id) WHERE solved_on_spot = 1;
CREATE INDEX matters_reopened ON matters (district_id, happened_at, id) WHERE reopened_count > 0;

-- What was asked of the reporter; the answer is personal and erased with the reporter.
CREATE TABLE matter_questions (
  district_id INT64 NOT NULL,
  matter_id INT64 NOT NULL,
  number INT64 NOT NULL,
  asked_at INT64 NOT NULL,
  question TEXT NOT NULL,
  answered_at INT64,
  answer TEXT,
  withdrawn_at INT64,
  PRIMARY KEY (district_id, matter_id, number),
  FOREIGN KEY (district_id, matter_id) REFERENCES matters (district_id, id)
) /*@table*/;

-- Links of people who only follow: they read, but neither answer for the reporter nor reopen.
ALTER TABLE matter_links ADD COLUMN follows INT64 NOT NULL DEFAULT 0 CHECK (follows IN (0, 1));

-- An answer that is being written and handed on: no history, gone with the feedback or with the reporter.
CREATE TABLE matter_drafts (
  district_id INT64 NOT NULL,
  matter_id INT64 NOT NULL,
  version INT64 NOT NULL,
  text TEXT,
  person_id INT64 NOT NULL,
  written_at INT64 NOT NULL,
  PRIMARY KEY (district_id, matter_id),
  FOREIGN KEY (district_id, matter_id) REFERENCES matters (district_id, id)
) /*@table*/;
