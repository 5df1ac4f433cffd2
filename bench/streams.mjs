// Open event streams while matters move: from the answer of a command to the event at every screen, and what a stream costs in memory.
// node bench/streams.mjs [STREAMS] [SECONDS] [A_SECOND] [sqlite|postgres]
import http from 'node:http';
import { discard, enter, freshCopy, start } from '../tests/lib/product.mjs';
import { cpuSeconds, residentKb, sleep } from './lib.mjs';

const streams = Number(process.argv[2] ?? 1000);
const seconds = Number(process.argv[3] ?? 6);
const aSecond = Number(process.argv[4] ?? 50);
const copy = freshCopy(process.argv[5] ?? 'sqlite');
const product = await start(copy, { args: ['--log-level', 'warning'] });
const answered = new Map();  // matter -> when its answer came
const early = new Map();     // events that were seen before their answer
const took = [];
let resyncs = 0;

const seen = (data, at) => {
  const id = data.match(/"id":"(\d+)"/)?.[1];
  if (!id) return;
  const since = answered.get(id);
  if (since !== undefined) took.push(at - since);
  else early.set(id, (early.get(id) ?? 0) + 1);
};
const open = (agent, cookie) => new Promise((done, fail) => {
  http.get(`${product.url}/api/v1/events`, { agent, headers: { cookie, accept: 'text/event-stream' } }, (response) => {
    if (response.statusCode !== 200) return fail(new Error(`a stream: ${response.statusCode}`));
    let rest = '';
    response.once('data', () => done(response));
    response.on('data', (chunk) => {
      const at = performance.now();
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop();
      for (const block of blocks) {
        if (block.includes('event: resync')) resyncs += 1;
        else if (block.includes('event: moved')) seen(block, at);
      }
    });
    response.on('error', () => {});
  }).on('error', fail);
});

try {
  const worker = await enter(product.url, 'grid_worker');
  const desk = await enter(product.url, 'district_desk');
  const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });
  await open(agent, desk.cookie);
  const before = residentKb(product.pid);
  for (let made = 0; made < streams - 1; made += 50) await Promise.all(Array.from({ length: Math.min(50, streams - 1 - made) }, () => open(agent, desk.cookie)));
  await sleep(500);
  console.log(`${streams} streams: ${((residentKb(product.pid) - before) / (streams - 1)).toFixed(1)} KB resident a stream`);
  const cpu = cpuSeconds(product.pid);
  const posting = [];
  const area = worker.me.posts[0].area_id;
  for (let n = 0; n < seconds * aSecond; n += 1) {
    posting.push(worker.post('/api/v1/matters', { client_ref: `streams-${n}`, title: `第 ${n} 号井盖松动`, place: '东门外', category: 'p-01-01', area_id: area })
      .then((answer) => { if (answer.status !== 201) throw new Error(answer.text); answered.set(answer.json.id, performance.now()); }));
    await sleep(1000 / aSecond);
  }
  await Promise.all(posting);
  await sleep(2000);
  took.sort((a, b) => a - b);
  const before_answer = [...early.values()].reduce((sum, count) => sum + count, 0);
  const at = (share) => (took.length ? took[Math.min(took.length - 1, Math.floor(took.length * share))].toFixed(0) : '-');
  console.log(`${posting.length} matters, about ${aSecond} a second: ${took.length + before_answer} events of ${posting.length * streams} arrived (${before_answer} before their answer, ${resyncs} resyncs)`);
  console.log(`from the answer to the screen: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms; ${((cpuSeconds(product.pid) - cpu) / seconds * 100).toFixed(0)} % of a core, with the client of this benchmark on the same machine`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await product.kill();
  discard(copy);
  process.exit();
}
