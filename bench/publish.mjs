// A rule is published with a hundred thousand open matters while the district works: how long does anybody wait? The rules' owner drafts other
// limits, asks for their effect on what is open, has them checked and publishes them.
// node bench/publish.mjs [sqlite|postgres] [OPEN] [ROUNDS] [PEOPLE]
import { discard, enter, freshCopy, start } from '../tests/lib/product.mjs';
import { sleep } from './lib.mjs';
import { multiply } from './multiply.mjs';

const engine = process.argv[2] ?? 'sqlite';
const open = Number(process.argv[3] ?? 100_000);
const rounds = Number(process.argv[4] ?? 3);
const people = Number(process.argv[5] ?? 16);
const copy = freshCopy(engine, { scale: 'full' });  // 77 communities: a hundred thousand open ones in one would be nobody's day
const began = performance.now();
multiply(copy, 'jiancaoping', open, { open: true });
console.log(`${engine}, ${open} open matters (made in ${((performance.now() - began) / 1000).toFixed(0)} s), ${people} people at work`);
const product = await start(copy, { args: ['--log-level', 'warning', '--bench-database'], seconds: 120 });
const waited = [];   // { at, ms, what }
let working = true;
let broken = 0;

const timed = async (what, send) => {
  const at = performance.now();
  const answer = await send();
  waited.push({ at, ms: performance.now() - at, what });
  if (answer.status >= 500) broken += 1;
  return answer;
};
const work = async (n) => {
  const client = await enter(product.url, ['grid_worker', 'community_secretary', 'subdistrict_dispatcher', 'district_desk'][n % 4]);
  const area = client.me.posts[0].area_id;
  for (let turn = 0; working; turn += 1) {
    await timed('list', () => client.get('/api/v1/matters?limit=50&filter.open=true&sort=due_at'));
    await timed('report', () => client.post('/api/v1/matters', { client_ref: `p-${n}-${turn}`, title: `第 ${n} 号井盖松动`, place: '东门外', category: 'p-01-01', area_id: area }));
    await timed('summary', () => client.get('/api/v1/dues/summary'));
    await sleep(100 + Math.random() * 200);
  }
};
const worst = (from, to) => {
  const within = waited.filter((w) => w.at + w.ms >= from && w.at <= to).sort((a, b) => a.ms - b.ms);
  const last = within.at(-1);
  return last ? `${within.length} requests, p99 ${within[Math.floor(within.length * 0.99)].ms.toFixed(0)} ms, worst ${last.ms.toFixed(0)} ms (${last.what})` : 'nobody asked';
};

try {
  const owner = await enter(product.url, 'district_desk');
  const workers = Array.from({ length: people }, (_, n) => work(n));
  await sleep(3000);
  console.log(`  before: ${worst(0, performance.now())}`);
  for (let round = 0; round < rounds; round += 1) {
    const rule = (await owner.get('/api/v1/definitions/limits/matters')).json;
    const body = rule.versions.find((v) => v.state === 'in_force').body.replace(/amount = (\d+)/g, (_, n) => `amount = ${Number(n) + 1}`);
    const from = performance.now();
    const step = async (name, path, command) => {
      const at = performance.now();
      const answer = await owner.post(path, command);
      if (answer.status !== 200) throw new Error(`${name}: ${answer.status} ${answer.text}`);
      return [answer.json, `${name} ${(performance.now() - at).toFixed(0)} ms`];
    };
    const [draft, one] = await step('draft', '/api/v1/definitions', { code: 'limits/matters', kind: 'limits', note: '放宽', if_revision: 0, body });
    const [effect, two] = await step('effect', '/api/v1/definitions/effect', { code: 'limits/matters', kind: 'limits', body });
    const [check, three] = await step('check', '/api/v1/definitions/check', { code: 'limits/matters', kind: 'limits', body });
    if (!check.ok) throw new Error(JSON.stringify(check));
    const day = (await owner.get('/api/v1/demo/clock')).json.now.slice(0, 10);
    const [, four] = await step('publish', '/api/v1/definitions/publish', { code: 'limits/matters', if_revision: draft.revision, effective_from: new Date(Date.parse(day) + 2 * 86_400_000).toISOString().slice(0, 10) });
    await sleep(1000);
    console.log(`  round ${round + 1}: ${one}, ${two} (${effect.open_matters} open, ${effect.different} clocks would differ), ${three}, ${four}; meanwhile ${worst(from, performance.now())}`);
  }
  working = false;
  await Promise.all(workers);
  console.log(`  all: ${worst(0, performance.now())}, ${broken} broken`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await product.stop();
  discard(copy);
  process.exit();
}
