-- The key that signs resident forms (one a district), and recent attempts by network address (hashed) for the rate limits.
CREATE TABLE intake_keys (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  secret TEXT NOT NULL,
  made_at INT64 NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;

CREATE TABLE intake_attempts (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  what TEXT NOT NULL CHECK (what IN ('report', 'find', 'find_number')),
  who TEXT NOT NULL,
  happened_at INT64 NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;
CREATE INDEX intake_attempts_recent ON intake_attempts (district_id, what, who, happened_at);
CREATE INDEX intake_attempts_old ON intake_attempts (district_id, happened_at);
