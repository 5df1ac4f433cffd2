// One whistle that calls up to fifteen units, while a thousand other screens are open: from the answer of the command to the line's event
// at its own screen. The demo has role cards for few departments, so each unit's screen is one that may hear its line (the district's desk).
// node bench/whistle.mjs [UNITS] [OTHERS] [WHISTLES] [sqlite|postgres]
import http from 'node:http';
import { discard, enter, freshCopy, start } from '../tests/lib/product.mjs';
import { sleep } from './lib.mjs';

const wanted = Number(process.argv[2] ?? 15);
const others = Number(process.argv[3] ?? 1000);
const whistles = Number(process.argv[4] ?? 20);
const copy = freshCopy(process.argv[5] ?? 'sqlite');
const product = await start(copy, { args: ['--log-level', 'warning'] });

const open = (agent, cookie, hear) => new Promise((done, fail) => {
  http.get(`${product.url}/api/v1/events`, { agent, headers: { cookie, accept: 'text/event-stream' } }, (response) => {
    if (response.statusCode !== 200) return fail(new Error(`a stream: ${response.statusCode}`));
    let rest = '';
    response.once('data', () => done());
    response.on('data', (chunk) => {
      if (!hear) return;
      const at = performance.now();
      const blocks = (rest + chunk).split('\n\n');
      rest = blocks.pop();
      for (const block of blocks) {
        const id = block.includes('whistle_line') && block.match(/"id":"(\d+)"/)?.[1];
        if (id) hear(id, at);
      }
    });
    response.on('error', () => {});
  }).on('error', fail);
});

try {
  const dispatcher = await enter(product.url, 'subdistrict_dispatcher');
  const desk = await enter(product.url, 'district_desk');
  const units = (await dispatcher.get('/api/v1/whistles/competence')).json.units.slice(0, wanted);
  const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });
  const heard = units.map(() => new Map());   // of each screen: line -> when
  for (let n = 0; n < units.length; n += 1) await open(agent, desk.cookie, (id, at) => { if (!heard[n].has(id)) heard[n].set(id, at); });
  for (let made = 0; made < others; made += 50) await Promise.all(Array.from({ length: Math.min(50, others - made) }, () => open(agent, desk.cookie)));
  await sleep(500);
  const took = [];
  let lost = 0;
  for (let n = 0; n < whistles; n += 1) {
    const made = await dispatcher.post('/api/v1/whistles', { kind: 'emergency', title: `第 ${n} 次路面塌陷`, area_id: dispatcher.me.posts[0].area_id, differ_reason: '演练',
      lines: units.map((u) => ({ unit_id: u.id, item: 'comprehensive' })) });
    if (made.status !== 201) throw new Error(made.text);
    const blown = await dispatcher.post(`/api/v1/whistles/${made.json.row.id}/blow`, {});
    const at = performance.now();
    if (blown.status !== 200) throw new Error(blown.text);
    await sleep(400);
    blown.json.lines.forEach((line, k) => {
      const when = heard[k].get(line.row.id);
      if (when === undefined) lost += 1;
      else took.push(Math.max(0, when - at));
    });
  }
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))]?.toFixed(0);
  console.log(`${whistles} whistles to ${units.length} units with ${others} other screens: ${took.length} lines reached their screen, ${lost} did not within 400 ms`);
  console.log(`from the answer to the screen: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await product.kill();
  discard(copy);
  process.exit();
}
