-- A week of registrations is read without the rest. Touched once in a matter's life.
CREATE INDEX matters_registered ON matters (district_id, registered_at, id) WHERE registered_at IS NOT NULL;
