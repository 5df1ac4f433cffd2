-- A second net on PostgreSQL: that a post has one holder at a time, and an appointment one deputy, is decided under the lock of people; here
-- the database refuses it too. Range types need no extension.
-- @postgres
ALTER TABLE appointments ADD CONSTRAINT appointments_apart EXCLUDE USING gist (
  int8range(district_id, district_id, '[]') WITH &&, int8range(post_id, post_id, '[]') WITH &&, int8range(valid_from, valid_to) WITH &&);
ALTER TABLE deputies ADD CONSTRAINT deputies_apart EXCLUDE USING gist (
  int8range(district_id, district_id, '[]') WITH &&, int8range(appointment_id, appointment_id, '[]') WITH &&, int8range(valid_from, valid_to) WITH &&);
-- @end
