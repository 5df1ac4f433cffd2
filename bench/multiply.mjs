// Makes many matters out of a lived demo district, with bulk SQL behind the product's back, for the benchmarks alone: new ids and
// report numbers, days spread backwards, words of the search, dues of those that are open, daily sums of rates, no journal; with `open` only open ones, and
// their clocks. `redengine check` and `verify` would rightly refuse it, so the database is marked with a table of that name; `serve` wants --bench-database for it.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const own = { district_id: 's.district_id', id: '1000000 + c.i', version: '1', report_number: "'BENCH' || c.i", list_id: 'NULL', serial_year: 'NULL', serial: 'NULL',
  source_ref: 'NULL', merged_into: 'NULL', split_from: 'NULL' };
const spread = 15_000_000; // a matter every fifteen seconds
const lively = 20_000;     // the newest so many are open as often as in the lived district; what is older is closed, as years of history are

const asks = (copy) => (sql, options = {}) => (copy.engine === 'sqlite'
  ? execFileSync('sqlite3', ['-bail', join(copy.data, 'redengine.db')], { input: sql, encoding: 'utf8', maxBuffer: 1 << 26, ...options })
  : execFileSync('psql', [copy.database, '-qAt', '-v', 'ON_ERROR_STOP=1'], { input: sql, encoding: 'utf8', maxBuffer: 1 << 26, ...options }));

// Rates stand on sums by day and month: each member gets them for the days before its first one, a day more for every hundred matters, ten years at most.
const sums = (sqlite, wanted) => {
  const days = Math.min(3650, Math.ceil(wanted / 100));
  const counts = 'drawn, assessed, in_time, solved, not_solved, satisfied, mostly, fair, dissatisfied, excluded';
  const members = (grain) => `(SELECT district_id, dimension, member_id, ${counts.split(', ').map((name) => `max(${name}) AS ${name}`).join(', ')} FROM rate_sums
      WHERE grain = '${grain}' GROUP BY district_id, dimension, member_id) m`;
  const first = "(SELECT min(start_day) FROM rate_sums WHERE grain = 'day')";
  const month = sqlite ? "CAST(julianday('1970-01-01', day || ' days', 'start of month') - 2440587.5 AS INTEGER)" : "EXTRACT(EPOCH FROM date_trunc('month', DATE '1970-01-01' + day::int))::bigint / 86400";
  const d = `WITH ${sqlite ? `RECURSIVE d(day) AS (SELECT ${first} - 1 UNION ALL SELECT day - 1 FROM d WHERE day > ${first} - ${days})` : `d AS (SELECT generate_series(${first} - ${days}, ${first} - 1) AS day)`}`;
  return ['day', 'month'].map((grain) => `${d} INSERT INTO rate_sums (district_id, dimension, grain, start_day, member_id, ${counts})
      SELECT m.district_id, m.dimension, '${grain}', t.day, m.member_id, ${counts.split(', ').map((name) => `m.${name}`).join(', ')}
      FROM (SELECT DISTINCT ${grain === 'day' ? 'day' : `${month} AS day`} FROM d) t CROSS JOIN ${members(grain)} WHERE true ON CONFLICT DO NOTHING;`).join('\n    ');
};

// Does the search know every matter?
export const indexed = (copy) => Number(asks(copy)('SELECT (SELECT count(*) FROM matters) - (SELECT count(*) FROM matter_words);').trim()) === 0;

// `copy` is stopped; afterwards its district has `wanted` matters, all in communities that had some. PostgreSQL is asked through psql.
export function multiply(copy, district, wanted, { open = false } = {}) {
  const sqlite = copy.engine === 'sqlite';
  const ask = asks(copy);
  const columns = ask(sqlite ? "SELECT name FROM pragma_table_info('matters');"
    : "SELECT column_name FROM information_schema.columns WHERE table_name = 'matters' AND table_schema = 'public' ORDER BY ordinal_position;").trim().split('\n');
  const clocks = ask(sqlite ? "SELECT name FROM pragma_table_info('workflow_clocks');"
    : "SELECT column_name FROM information_schema.columns WHERE table_name = 'workflow_clocks' AND table_schema = 'public' ORDER BY ordinal_position;").trim().split('\n');
  const numbers = sqlite
    ? `WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < ${wanted} - (SELECT count(*) FROM seed))`
    : `WITH c AS (SELECT i FROM generate_series(1, ${wanted} - (SELECT count(*) FROM seed)) i)`;
  const value = (name) => own[name] ?? (name === 'happened_at' ? `s.happened_at - (${wanted} - c.i) * ${spread}` : name === 'closed_at' ? `s.closed_at - (${wanted} - c.i) * ${spread}` : `s.${name}`);
  const pick = open ? 'c.i % (SELECT count(*) FROM seed)'
    : `CASE WHEN c.i <= ${Math.max(0, wanted - lively)} THEN c.i % (SELECT count(*) FROM seed WHERE closed_at IS NOT NULL) ELSE c.i % (SELECT count(*) FROM seed) END`;
  // Indexes that are not unique are made again afterwards: at once they cost a fraction.
  const indexes = ask(sqlite ? "SELECT name || '|' || replace(sql, char(10), ' ') FROM sqlite_master WHERE type = 'index' AND tbl_name = 'matters' AND sql LIKE 'CREATE INDEX%';"
    : "SELECT indexname || '|' || indexdef FROM pg_indexes WHERE tablename = 'matters' AND indexdef LIKE 'CREATE INDEX%';").trim().split('\n').map((line) => [line.slice(0, line.indexOf('|')), line.slice(line.indexOf('|') + 1)]);
  ask(`
    ${sqlite ? 'PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY;' : ''}
    BEGIN;
    CREATE TABLE bench_multiplied (matters INTEGER NOT NULL);
    INSERT INTO bench_multiplied VALUES (${wanted});
    ${indexes.map(([name]) => `DROP INDEX ${name};`).join('\n')}
    CREATE TEMP TABLE seed AS SELECT row_number() OVER (ORDER BY closed_at IS NULL, id) - 1 AS n, * FROM matters
      WHERE district_id = (SELECT id FROM districts WHERE code = '${district}') AND community_id IS NOT NULL${open ? ' AND closed_at IS NULL' : ''};
    CREATE UNIQUE INDEX seed_n ON seed (n);
    ${sqlite ? '' : 'ANALYZE seed;'}
    ${numbers}
    INSERT INTO matters (${columns.join(', ')})
      SELECT ${columns.map(value).join(', ')} FROM c JOIN seed s ON s.n = ${pick};
    ${numbers}
    INSERT INTO matter_words (district_id, id, words)
      SELECT s.district_id, 1000000 + c.i, w.words FROM c JOIN seed s ON s.n = ${pick}
      JOIN matter_words w ON w.district_id = s.district_id AND w.id = s.id;
    ${sqlite ? 'INSERT INTO matter_fts (rowid, words) SELECT id, words FROM matter_words WHERE id > 1000000 AND id <= 1000000 + ' + wanted + ';' : ''}
    CREATE TEMP TABLE due_seed AS SELECT row_number() OVER (PARTITION BY d.subject_id ORDER BY d.id) AS k, s.n AS n, d.* FROM dues d
      JOIN seed s ON s.district_id = d.district_id AND s.id = d.subject_id AND d.subject_kind = 'matter';
    CREATE INDEX due_seed_n ON due_seed (n);
    ${sqlite ? '' : 'ANALYZE due_seed;'}
    ${numbers}
    INSERT INTO dues (district_id, id, subject_kind, subject_id, kind, bucket, org_unit_id, post_kind, area_id, title, context, since, due_at, warn_at)
      SELECT d.district_id, (1000000 + c.i) * 16 + d.k, d.subject_kind, 1000000 + c.i, d.kind, d.bucket, d.org_unit_id, d.post_kind, d.area_id, d.title, d.context,
        d.since, d.due_at, d.warn_at FROM c JOIN due_seed d ON d.n = ${pick};
    ${open ? `${numbers}
    INSERT INTO workflow_clocks (${clocks.join(', ')})
      SELECT ${clocks.map((name) => (name === 'subject_id' ? '1000000 + c.i' : `k.${name}`)).join(', ')} FROM c JOIN seed s ON s.n = ${pick}
      JOIN workflow_clocks k ON k.district_id = s.district_id AND k.subject_kind = 'matter' AND k.subject_id = s.id;` : ''}
    ${sums(sqlite, wanted)}
    -- Nothing is left for the job that indexes words.
    INSERT INTO matter_index_marks (district_id, indexed_to) SELECT district_id, max(id) FROM matters WHERE true GROUP BY district_id
      ON CONFLICT (district_id) DO UPDATE SET indexed_to = excluded.indexed_to;
    ${indexes.map(([, sql]) => `${sql};`).join('\n')}
    COMMIT;
    ${sqlite ? 'ANALYZE; PRAGMA journal_mode = WAL;' : 'VACUUM ANALYZE matters; VACUUM ANALYZE matter_words; VACUUM ANALYZE dues;'}`, { stdio: ['pipe', 'ignore', 'inherit'] });
}
