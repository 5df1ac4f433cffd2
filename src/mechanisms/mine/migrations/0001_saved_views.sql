-- Named sets of filters, kept per person and screen.
CREATE TABLE saved_views (
  district_id INT64 NOT NULL,
  id INT64 NOT NULL,
  person_id INT64 NOT NULL,
  name TEXT NOT NULL,
  screen TEXT NOT NULL,
  query TEXT NOT NULL,
  PRIMARY KEY (district_id, id)
) /*@table*/;
CREATE UNIQUE INDEX saved_views_name ON saved_views (district_id, person_id, screen, name);
