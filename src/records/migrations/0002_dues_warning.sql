-- When a due begins to be "soon": the warning of the room's own clock, else 80 % of the time given. 9223372036854775807 is never.
ALTER TABLE dues ADD COLUMN warn_at INT64 NOT NULL DEFAULT 9223372036854775807;
UPDATE dues SET warn_at = since + (due_at - since) / 100 * 80 WHERE due_at < 9223372036854775807 AND due_at > since;
UPDATE dues SET warn_at = due_at WHERE due_at <= since;
