-- Papers that were issued, with the words that stood in them, and the templates of the district.
CREATE TABLE papers (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  version INT64 NOT NULL,
  kind TEXT NOT NULL,
  org_unit_id INT64 NOT NULL,
  year INT64 NOT NULL,
  serial INT64 NOT NULL CHECK (serial > 0),
  number TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INT64 NOT NULL,
  area_id INT64 NOT NULL,
  title TEXT NOT NULL,
  code TEXT NOT NULL,
  template_version INT64 NOT NULL,
  layout_version INT64 NOT NULL,
  content TEXT,
  content_hash TEXT NOT NULL,
  issued_at INT64 NOT NULL,
  issued_by INT64 NOT NULL,
  voided_at INT64,
  void_reason TEXT NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;
CREATE UNIQUE INDEX papers_serial ON papers (district_id, org_unit_id, kind, year, serial);
CREATE UNIQUE INDEX papers_code ON papers (district_id, code);
CREATE INDEX papers_subject ON papers (district_id, subject_kind, subject_id);
CREATE INDEX papers_issued ON papers (district_id, issued_at, id);

-- The file itself as base64: a template is at most 2 MB and there are a few for each kind.
CREATE TABLE paper_templates (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  kind TEXT NOT NULL,
  version INT64 NOT NULL CHECK (version > 0),
  file_name TEXT NOT NULL,
  docx TEXT NOT NULL,
  docx_hash TEXT NOT NULL,
  published_at INT64 NOT NULL,
  published_by INT64 NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;
CREATE UNIQUE INDEX paper_templates_version ON paper_templates (district_id, kind, version);
