-- The search index holds where each matter lies and who handles it beside its words: the newest hits are those of the reader. It is made
-- again by the job that writes it behind the intake; until then what it does not have yet is searched directly, the newest first.
DELETE FROM matter_words;
DELETE FROM matter_index_marks;
-- @sqlite
INSERT INTO matter_fts (matter_fts) VALUES ('delete-all');
-- @end
