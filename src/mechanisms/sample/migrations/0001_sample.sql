-- Loans of tools: a projection of their events; `phone` is personal.
CREATE TABLE sample_loans (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  version INT64 NOT NULL,
  stage TEXT NOT NULL,
  round INT64 NOT NULL,
  handlers TEXT NOT NULL,
  tool TEXT NOT NULL,
  phone TEXT,
  area_id INT64 NOT NULL,
  asked_at INT64 NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;
CREATE INDEX sample_loans_area ON sample_loans (district_id, area_id, asked_at, id);
CREATE INDEX sample_loans_asked ON sample_loans (district_id, asked_at, id);
