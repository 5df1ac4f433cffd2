-- Who holds a post and what a person holds, answered from the index alone. Without statistics SQLite takes a key that begins with the
-- district for as good as any index that it must look up from, and would read all appointments for one post.
DROP INDEX appointments_by_post;
DROP INDEX appointments_by_person;
DROP INDEX deputies_by_appointment;
DROP INDEX deputies_by_person;
CREATE INDEX appointments_of_post ON appointments (district_id, post_id, valid_from, valid_to, person_id, letter, source);
CREATE INDEX appointments_of_person ON appointments (district_id, person_id, post_id, valid_from, valid_to);
CREATE INDEX deputies_of_appointment ON deputies (district_id, appointment_id, valid_from, valid_to, person_id);
CREATE INDEX deputies_of_person ON deputies (district_id, person_id, appointment_id, valid_from, valid_to);
