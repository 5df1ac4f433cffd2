-- The farthest that a job ever came: only new ground gives back its attempts, so one that fails at the same place again and again ends.
ALTER TABLE jobs ADD COLUMN progress_best INT64 NOT NULL DEFAULT 0;
