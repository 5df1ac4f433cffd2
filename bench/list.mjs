// The first page of 50 of a community secretary's list, at 10,000 and 1,000,000 matters, against the bare SELECT through the same edge
// on the same database. node bench/list.mjs [SECONDS] [COUNT…]; SQLite.
import { join } from 'node:path';
import { discard, enter, freshCopy, root, start } from '../tests/lib/product.mjs';
import { load, median, startBare } from './lib.mjs';
import { multiply } from './multiply.mjs';

const seconds = process.argv[2] ?? '3';
const counts = process.argv.length > 3 ? process.argv.slice(3).map(Number) : [10_000, 1_000_000];
const connections = 4;
const wrk = (url, path, cookie) => ['-t1', `-c${connections}`, `-d${seconds}s`, '-s', join(root, 'bench/get.lua'), url, '--', path, cookie];

const products = [];
for (const count of counts) {
  const copy = freshCopy('sqlite');
  multiply(copy, 'jiancaoping', count);
  const product = await start(copy, { args: ['--log-level', 'warning', '--bench-database'] });
  const bare = await startBare(`sqlite:${join(copy.data, 'redengine.db')}`);
  try {
    const client = await enter(product.url, 'community_secretary');
    const row = (await client.get('/api/v1/matters?limit=1')).json.items[0];
    let area = (await client.get(`/api/v1/areas/${row.area_id}`)).json;
    while (area.kind === 'grid') area = (await client.get(`/api/v1/areas/${area.parent_id}`)).json;
    const taken = { bare: [], product: [] };
    for (let round = 0; round < 3; round += 1) {
      taken.bare.push(load(bare.pid, wrk(bare.url, `/bare?district=${client.me.district.id}&community=${area.id}`, 'bare')));
      taken.product.push(load(product.pid, wrk(product.url, '/api/v1/matters?limit=50', client.cookie)));
    }
    const of = (runs, what) => median(runs.map((run) => run[what]));
    for (const [name, runs] of Object.entries(taken))
      console.log(`${count} matters, ${name}: ${of(runs, 'rate').toFixed(0)} a second, p50 ${of(runs, 'p50_ms').toFixed(2)} ms, p99 ${of(runs, 'p99_ms').toFixed(1)} ms, ${of(runs, 'cpu_us').toFixed(0)} µs of processor a request`);
    console.log(`${count} matters: ${(of(taken.product, 'cpu_us') / of(taken.bare, 'cpu_us')).toFixed(1)} × the bare SQL in processor time, ${(of(taken.bare, 'rate') / of(taken.product, 'rate')).toFixed(1)} × in rate`);
    products.push(of(taken.product, 'cpu_us'));
  } finally {
    await bare.stop();
    await product.stop();
    discard(copy);
  }
}
if (products.length > 1) console.log(`from ${counts[0]} to ${counts.at(-1)} matters: ${(products.at(-1) / products[0]).toFixed(2)} × the processor time a page`);
