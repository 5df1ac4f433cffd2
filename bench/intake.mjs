// Durable intake through the whole use case against a bare insert through the same edge and engine, c = 32.
// node bench/intake.mjs sqlite|postgres [SECONDS] [ROUNDS]
import { join } from 'node:path';
import { discard, enter, freshCopy, root, start } from '../tests/lib/product.mjs';
import { load, median, startBare } from './lib.mjs';

const engine = process.argv[2] ?? 'sqlite';
const seconds = process.argv[3] ?? '6';
const rounds = Number(process.argv[4] ?? 3);
const wrk = (url, path, ...rest) => ['-t1', '-c32', `-d${seconds}s`, '-s', join(root, 'bench/post.lua'), url, '--', path, ...rest];

const bareCopy = engine === 'postgres' ? freshCopy('postgres', { empty: true }) : undefined;
const copy = freshCopy(engine);
const bare = await startBare(bareCopy?.database);
const product = await start(copy, { args: ['--log-level', 'warning'] });
try {
  const client = await enter(product.url, 'grid_worker');
  const area = client.me.posts[0].area_id;
  const taken = { bare: [], product: [] };
  for (let round = 0; round < rounds; round += 1) {
    taken.bare.push(load(bare.pid, wrk(bare.url, '/bare', 'bare', '-', area, String(round))));
    taken.product.push(load(product.pid, wrk(product.url, '/api/v1/matters', client.cookie, client.me.csrf_token, area, String(round))));
  }
  const rate = (runs) => median(runs.map((run) => run.rate));
  for (const [name, runs] of Object.entries(taken))
    console.log(`${engine} ${name}: ${rate(runs).toFixed(0)} a second, p50 ${median(runs.map((r) => r.p50_ms)).toFixed(1)} ms, p99 ${median(runs.map((r) => r.p99_ms)).toFixed(1)} ms, ${median(runs.map((r) => r.cpu_us)).toFixed(0)} µs of processor a request`);
  console.log(`${engine} ratio: ${((rate(taken.product) / rate(taken.bare)) * 100).toFixed(0)} % of the bare insert`);
} finally {
  await product.stop();
  await bare.stop();
  discard(copy);
  if (bareCopy) discard(bareCopy);
}
