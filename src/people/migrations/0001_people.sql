-- Organisations of both trees, posts, who holds them from when to when, deputies, accounts and login sessions.
-- Days are civil dates in the district's zone; a "to" is the first day on which it no longer holds. Instants of sign-in are the real clock's.
CREATE TABLE persons (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  note TEXT NOT NULL,
  example INT64 NOT NULL CHECK (example IN (0, 1)),
  version INT64 NOT NULL,
  created_at INT64 NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;

CREATE TABLE org_units (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  parent_id INT64 NOT NULL,
  tree TEXT NOT NULL CHECK (tree IN ('administrative', 'party')),
  kind TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  name_en TEXT NOT NULL,
  area_id INT64 NOT NULL,
  valid_from INT64 NOT NULL,
  valid_to INT64,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, code),
  FOREIGN KEY (district_id, area_id) REFERENCES areas (district_id, id),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
) /*@table*/;

CREATE TABLE posts (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  org_unit_id INT64 NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  area_id INT64 NOT NULL,
  valid_from INT64 NOT NULL,
  valid_to INT64,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, org_unit_id) REFERENCES org_units (district_id, id),
  FOREIGN KEY (district_id, area_id) REFERENCES areas (district_id, id),
  CHECK (valid_to IS NULL OR valid_to > valid_from)
) /*@table*/;
CREATE INDEX posts_by_unit ON posts (district_id, org_unit_id);
CREATE INDEX posts_by_kind ON posts (district_id, kind);

CREATE TABLE appointments (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  post_id INT64 NOT NULL,
  person_id INT64 NOT NULL,
  valid_from INT64 NOT NULL,
  valid_to INT64,
  end_reason TEXT NOT NULL,
  version INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, post_id) REFERENCES posts (district_id, id),
  FOREIGN KEY (district_id, person_id) REFERENCES persons (district_id, id),
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
) /*@table*/;
CREATE INDEX appointments_by_post ON appointments (district_id, post_id);
CREATE INDEX appointments_by_person ON appointments (district_id, person_id);

CREATE TABLE deputies (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  appointment_id INT64 NOT NULL,
  person_id INT64 NOT NULL,
  valid_from INT64 NOT NULL,
  valid_to INT64 NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (district_id, id),
  FOREIGN KEY (district_id, appointment_id) REFERENCES appointments (district_id, id),
  FOREIGN KEY (district_id, person_id) REFERENCES persons (district_id, id),
  CHECK (valid_to > valid_from)
) /*@table*/;
CREATE INDEX deputies_by_appointment ON deputies (district_id, appointment_id);
CREATE INDEX deputies_by_person ON deputies (district_id, person_id);

CREATE TABLE people_revisions (
  district_id INT64 NOT NULL,
  revision INT64 NOT NULL,
  PRIMARY KEY (district_id)
) /*@table*/;

CREATE TABLE accounts (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  person_id INT64 NOT NULL,
  login TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  demo_role TEXT NOT NULL,
  locked INT64 NOT NULL CHECK (locked IN (0, 1)),
  must_change INT64 NOT NULL CHECK (must_change IN (0, 1)),
  version INT64 NOT NULL,
  created_at INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, login),
  UNIQUE (district_id, person_id),
  FOREIGN KEY (district_id, person_id) REFERENCES persons (district_id, id)
) /*@table*/;

CREATE TABLE login_sessions (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  account_id INT64 NOT NULL,
  token_hash TEXT NOT NULL,
  created_at INT64 NOT NULL,
  seen_at INT64 NOT NULL,
  expires_at INT64 NOT NULL,
  revoked_at INT64,
  peer TEXT NOT NULL,
  user_agent TEXT NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, token_hash),
  FOREIGN KEY (district_id, account_id) REFERENCES accounts (district_id, id)
) /*@table*/;
CREATE INDEX login_sessions_by_account ON login_sessions (district_id, account_id);
CREATE INDEX login_sessions_by_expiry ON login_sessions (district_id, expires_at);

-- A browser on which this account has signed in before: its own limit on guessing, so that strangers cannot lock its owner out.
CREATE TABLE known_devices (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  account_id INT64 NOT NULL,
  token_hash TEXT NOT NULL,
  used_at INT64 NOT NULL,
  PRIMARY KEY (district_id, id),
  UNIQUE (district_id, token_hash),
  FOREIGN KEY (district_id, account_id) REFERENCES accounts (district_id, id)
) /*@table*/;

-- Failed sign-ins per bucket: "login:<hash>" for strangers, "device:<id>" for a known browser, "peer:<address hash>" over all logins.
CREATE TABLE login_attempts (
  district_id INT64 NOT NULL,
  bucket TEXT NOT NULL,
  failures INT64 NOT NULL,
  window_at INT64 NOT NULL,
  blocked_until INT64 NOT NULL,
  PRIMARY KEY (district_id, bucket)
) /*@table*/;

CREATE TABLE claims (
  district_id INT64 NOT NULL,
  code_hash TEXT NOT NULL,
  used_at INT64,
  created_at INT64 NOT NULL,
  PRIMARY KEY (district_id)
) /*@table*/;
