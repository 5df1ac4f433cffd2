-- Every reading of dues begins at seats or at a subject; nothing read them by date alone, and every write paid for it.
DROP INDEX dues_by_date;
