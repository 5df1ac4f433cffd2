// Makes many matters out of a lived demo district, with bulk SQL behind the product's back, for the benchmarks alone: new ids and
// report numbers, days spread backwards, no journal, no clocks, no dues. `redengine check` and `verify` would rightly refuse it, so the
// database is marked with a table of that name and never leaves the benchmark's temporary folder.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const columns = `machine_version, list_id, serial_year, serial, stage, outcome, title, description, place, category, area_id, area_version,
  grid_id, community_id, subdistrict_id, lon_e7, lat_e7, source, source_ref, unit_id, post_kind, unit_words, round, handlers, clock, due_at,
  warn_at, review_on, urged_at, closed_at, photo_count, origin_kind, origin_id`.split(',').map((name) => name.trim());
const replaced = { list_id: 'NULL', serial_year: 'NULL', serial: 'NULL', source_ref: 'NULL' };

// `copy` is a stopped SQLite copy; afterwards its district has `wanted` matters, all in communities that had some.
export function multiply(copy, district, wanted) {
  const sql = `
    PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY;
    BEGIN;
    CREATE TABLE bench_multiplied (matters INTEGER NOT NULL);
    INSERT INTO bench_multiplied VALUES (${wanted});
    CREATE TEMP TABLE seed AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, * FROM matters
      WHERE district_id = (SELECT id FROM districts WHERE code = '${district}') AND community_id IS NOT NULL;
    CREATE UNIQUE INDEX temp.seed_n ON seed (n);
    WITH RECURSIVE counter(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM counter WHERE i < ${wanted} - (SELECT count(*) FROM seed))
    INSERT INTO matters (district_id, id, version, report_number, happened_at, ${columns.join(', ')})
      SELECT s.district_id, 1000000 + c.i, 1, 'BENCH' || c.i, s.happened_at - (${wanted} - c.i) * 15000000, ${columns.map((name) => replaced[name] ?? `s.${name}`).join(', ')}
      FROM counter c JOIN seed s ON s.n = c.i % (SELECT count(*) FROM seed);
    -- Nothing for the job that indexes words: a page is measured, not that.
    INSERT INTO matter_index_marks (district_id, indexed_to) SELECT district_id, max(id) FROM matters WHERE true GROUP BY district_id
      ON CONFLICT (district_id) DO UPDATE SET indexed_to = excluded.indexed_to;
    COMMIT;
    ANALYZE;
    PRAGMA wal_checkpoint(TRUNCATE);`;
  execFileSync('sqlite3', ['-bail', join(copy.data, 'redengine.db')], { input: sql, stdio: ['pipe', 'ignore', 'inherit'], maxBuffer: 1 << 26 });
}
