-- More time for a line (asked once, granted by the subdistrict), a unit's objection to its marks, guests who have no account.
ALTER TABLE whistle_lines ADD COLUMN guest INT64 NOT NULL DEFAULT 0 CHECK (guest IN (0, 1));
ALTER TABLE whistle_lines ADD COLUMN extension TEXT NOT NULL DEFAULT '' CHECK (extension IN ('', 'asked', 'granted', 'refused'));
ALTER TABLE whistle_lines ADD COLUMN extension_amount INT64;
ALTER TABLE whistle_lines ADD COLUMN extension_by INT64;
ALTER TABLE whistle_lines ADD COLUMN objection TEXT NOT NULL DEFAULT '' CHECK (objection IN ('', 'open', 'upheld', 'refused'));
ALTER TABLE whistle_lines ADD COLUMN objection_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE whistle_lines ADD COLUMN objection_ruling TEXT NOT NULL DEFAULT '';
ALTER TABLE whistle_lines ADD COLUMN objected_at INT64;
ALTER TABLE whistle_lines ADD COLUMN objection_ruled_at INT64;
CREATE INDEX whistle_lines_objected ON whistle_lines (district_id, id) WHERE objection = 'open';
