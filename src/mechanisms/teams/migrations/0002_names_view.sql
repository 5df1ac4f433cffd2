-- Who else names a team: marks of teams, which know it from facts only.
CREATE VIEW v_teams_names AS
SELECT district_id, id AS team_id, name, home_unit_id, area_id FROM teams;
