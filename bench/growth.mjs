// The pages that people open all day, at more and more matters: queue, Chinese search, the morning page, rates. The time of one page must
// hardly grow. node bench/growth.mjs sqlite|postgres COUNT…
import { discard, enter, freshCopy, start } from '../tests/lib/product.mjs';
import { cpuSeconds, median, sleep } from './lib.mjs';
import { indexed, multiply } from './multiply.mjs';

const engine = process.argv[2] ?? 'sqlite';
const counts = process.argv.length > 3 ? process.argv.slice(3).map(Number) : [10_000, 1_000_000];
const rounds = 60;
const yearAgo = '2025-09-20';  // the demo district stands in September 2026
const q = (text) => `/api/v1/matters?limit=50&filter.q=${encodeURIComponent(text)}`;
const pages = [
  ['queue of a dispatcher (open, by due date)', 'subdistrict_dispatcher', '/api/v1/matters?limit=50&filter.open=true&sort=due_at'],
  ['first page of the district', 'district_desk', '/api/v1/matters?limit=50'],
  ['first page of a community', 'community_secretary', '/api/v1/matters?limit=50'],
  ['search of a common word, district', 'district_desk', q('积水')],
  ['search of a common word, community', 'community_secretary', q('积水')],
  ['search of two words, district', 'district_desk', q('路面 积水')],
  ['search of what is nowhere, district', 'district_desk', q('霸王龙')],
  ['search of two words that never meet, district', 'district_desk', q('油烟 积水')],
  ['morning: dues', 'community_secretary', '/api/v1/dues'],
  ['morning: summary', 'community_secretary', '/api/v1/dues/summary'],
  ['rates of a year, by unit', 'district_desk', `/api/v1/rates?by=unit&from=${yearAgo}`],
  ['rates of this month, by community', 'district_desk', '/api/v1/rates?by=community'],
];
const before = new Map();
for (const count of counts) {
  const copy = freshCopy(engine);
  // The product indexes the words of what its people lived first; the copies take them over.
  const lived = await start(copy, { args: ['--log-level', 'warning'] });
  for (let n = 0; n < 120 && !indexed(copy); n += 1) await sleep(500);
  await lived.stop();
  const began = performance.now();
  multiply(copy, 'jiancaoping', count);
  console.log(`${engine}, ${count} matters (made in ${((performance.now() - began) / 1000).toFixed(0)} s)`);
  const product = await start(copy, { args: ['--log-level', 'warning', '--bench-database'], seconds: 120 });
  try {
    const clients = new Map();
    for (const [name, role, path] of pages) {
      if (!clients.has(role)) clients.set(role, await enter(product.url, role));
      const client = clients.get(role);
      const first = performance.now();
      const page = await client.get(path);
      const cold = performance.now() - first;
      if (page.status !== 200) throw new Error(`${path}: ${page.status} ${page.text}`);
      const times = [];
      const cpu = cpuSeconds(product.pid);
      for (let n = 0; n < rounds; n += 1) {
        const at = performance.now();
        await client.get(path);
        times.push(performance.now() - at);
        if (n > 4 && performance.now() - first > 20_000) break;
      }
      const p50 = median(times);
      const ratio = before.has(name) ? ` · ${(p50 / before.get(name)).toFixed(2)} × of ${counts[0]}` : '';
      if (!before.has(name)) before.set(name, p50);
      console.log(`  ${name}: p50 ${p50.toFixed(2)} ms, worst ${Math.max(...times).toFixed(1)} ms, first ${cold.toFixed(1)} ms, ${(((cpuSeconds(product.pid) - cpu) / times.length) * 1e3).toFixed(1)} ms of processor; ${page.json.items?.length ?? '-'} rows${ratio}`);
    }
  } finally {
    await product.stop();
    discard(copy);
  }
}
