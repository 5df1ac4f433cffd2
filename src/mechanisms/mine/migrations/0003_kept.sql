-- What a person keeps here, for who hands their work over (organisations).
CREATE VIEW v_mine_kept AS
  SELECT district_id, person_id, 'saved_view' AS kind, name FROM saved_views
  UNION ALL SELECT district_id, person_id, 'follow' AS kind, subject_kind AS name FROM follows;
