-- More time that was granted to a clock: a JSON list, each with when, how much and the deadline before and after.
ALTER TABLE workflow_clocks ADD COLUMN extensions TEXT;
