-- Published: one row a matter, for call-back samples, rates and figures. Nothing personal: only whether there is somebody to ask.
CREATE VIEW v_matters_loop AS
  SELECT m.district_id, m.id AS matter_id, m.report_number, m.title, m.category, m.area_id, m.grid_id, m.community_id, m.subdistrict_id, m.unit_id, m.stage, m.outcome,
    m.source, m.lon_e7, m.lat_e7, m.handlers, m.happened_at AS reported_at, m.registered_at, m.contact_at AS first_contact_at, m.dispatched_at,
    m.fed_back_at AS feedback_at, CASE WHEN m.stage = 'struck_off' THEN m.closed_at END AS struck_off_at, m.closed_at, m.due_at, m.urged_at,
    m.in_time AS on_time, m.solved_on_spot, m.reopened_count, m.rung,
    CASE WHEN r.phone IS NULL THEN 0 ELSE 1 END AS has_phone, CASE WHEN r.name IS NULL AND r.phone IS NULL THEN 0 ELSE 1 END AS has_reporter
  FROM matters m LEFT JOIN matter_reporters r ON r.district_id = m.district_id AND r.matter_id = m.id;
-- A week of strike-offs is read without the rest.
CREATE INDEX matters_closed ON matters (district_id, closed_at, id) WHERE closed_at IS NOT NULL;
