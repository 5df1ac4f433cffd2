-- The search index holds the pairs of a title's pinyin initials beside its words: the job that writes it makes it again, and until then
-- what it does not have yet is searched directly, the newest first. Exports are kept where those of all lists are.
DELETE FROM matter_words;
DELETE FROM matter_index_marks;
-- @sqlite
INSERT INTO matter_fts (matter_fts) VALUES ('delete-all');
-- @end
DROP TABLE matter_export_parts;
