-- What was erased, without saying what it was: the sealer writes it to a file outside the database, and whoever restores an older backup
-- erases it again.
CREATE TABLE erasures (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INT64 NOT NULL,
  erased_at INT64 NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;
