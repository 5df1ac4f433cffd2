-- A community's list as it hangs on the wall: what is open on it, and what was struck off in a stretch of time. Touched at registration
-- and at the end only. A serial that is said aloud is found in its year.
CREATE INDEX matters_list_open ON matters (district_id, list_id, serial_year, serial) WHERE closed_at IS NULL AND serial IS NOT NULL;
CREATE INDEX matters_list_closed ON matters (district_id, list_id, closed_at) WHERE closed_at IS NOT NULL AND serial IS NOT NULL;
CREATE INDEX matters_by_serial ON matters (district_id, serial, serial_year) WHERE serial IS NOT NULL;
