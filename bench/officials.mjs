// Five hundred officials at work at once: each looks at the list, opens a matter, does what its role may do next with one of them or reports a
// new one, looks at what is due, and thinks in between. Two of one role may take the same matter: the later one is refused, as at work.
// node bench/officials.mjs [sqlite|postgres] [OFFICIALS] [SECONDS] [PAUSE_MS]
import http from 'node:http';
import { discard, enter, freshCopy, start } from '../tests/lib/product.mjs';
import { cpuSeconds, sleep } from './lib.mjs';

const engine = process.argv[2] ?? 'sqlite';
const officials = Number(process.argv[3] ?? 500);
const seconds = Number(process.argv[4] ?? 20);
const pause = Number(process.argv[5] ?? 2000);
const copy = freshCopy(engine);
const product = await start(copy, { args: ['--log-level', 'warning'] });
const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });
const took = {};
const refused = {};

const ask = (kind, client, method, path, body) => new Promise((done, fail) => {
  const at = performance.now();
  const text = body === undefined ? undefined : JSON.stringify(body);
  const request = http.request(product.url + path, { agent, method, headers: { cookie: client.cookie, 'x-csrf-token': client.me.csrf_token,
    ...(text ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) } : {}) } }, (response) => {
    let out = '';
    response.on('data', (chunk) => { out += chunk; });
    response.on('end', () => {
      (took[kind] ??= []).push(performance.now() - at);
      const json = out.startsWith('{') ? JSON.parse(out) : undefined;
      if (response.statusCode >= 400 && response.statusCode < 500) refused[json?.reason ?? response.statusCode] = (refused[json?.reason ?? response.statusCode] ?? 0) + 1;
      if (response.statusCode >= 500) (took.broken ??= []).push(response.statusCode);
      done({ status: response.statusCode, json });
    });
  });
  request.on('error', fail);
  request.end(text);
});

try {
  const handler = await enter(product.url, 'department_handler');
  // What moves a matter on, and the form that the move asks for; the others (holding, splitting, merging …) are rarer than this.
  const forms = {
    confirm: () => ({}), register: () => ({}), sign: () => ({}), strike_off: () => ({}), inspect: () => ({ passed: true }),
    dispatch: () => ({ unit_id: handler.me.posts[0].org_unit_id, post_kind: 'department_handler' }),
    ask: () => ({ question: '请问是东门还是西门？' }), urge: () => ({ text: '请尽快处置' }),
  };
  const roles = ['grid_worker', 'community_secretary', 'subdistrict_dispatcher', 'department_handler', 'district_desk'];
  const clients = [];
  for (let n = 0; n < officials; n += 1) clients.push(await enter(product.url, roles[n % roles.length]));
  const until = performance.now() + seconds * 1000;
  const cpu = cpuSeconds(product.pid);
  const live = async (n) => {
    const client = clients[n];
    await sleep(Math.random() * pause);
    for (let turn = 0; performance.now() < until; turn += 1) {
      const list = await ask('list', client, 'GET', '/api/v1/matters?limit=50&filter.open=true');
      await sleep(pause * (0.5 + Math.random()));
      const rows = list.json?.items ?? [];
      const row = rows[Math.floor(Math.random() * rows.length)];
      if (row) await ask('open', client, 'GET', `/api/v1/matters/${row.id}`);
      await sleep(pause * (0.5 + Math.random()));
      const client_ref = `o-${n}-${turn}`;
      const post = client.me.posts[0];
      const move = turn % 2 === 0 && post.kind !== 'department_handler' ? undefined : Object.keys(forms).find((verb) => row?.moves?.includes(verb));
      if (row && move) await ask('act', client, 'POST', `/api/v1/matters/${row.id}/${move}`, { client_ref, ...forms[move]() });
      else if (post.kind !== 'department_handler')
        await ask('act', client, 'POST', '/api/v1/matters', { client_ref, title: `第 ${n} 号井盖松动`, place: '东门外', category: 'p-01-01', area_id: post.kind === 'district_desk' ? row?.area_id ?? post.area_id : post.area_id });
      await sleep(pause * (0.5 + Math.random()));
      await ask('mine', client, 'GET', '/api/v1/dues');
      await ask('mine', client, 'GET', '/api/v1/dues/summary');
      await sleep(pause * (0.5 + Math.random()));
    }
  };
  await Promise.all(clients.map((_, n) => live(n)));
  console.log(`${engine}, ${officials} officials, ${seconds} s, about ${(pause / 1000).toFixed(1)} s of thinking between two acts`);
  const broken = took.broken?.length ?? 0;
  delete took.broken;
  let all = 0;
  for (const [kind, times] of Object.entries(took)) {
    times.sort((a, b) => a - b);
    all += times.length;
    const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))].toFixed(1);
    console.log(`  ${kind}: ${times.length}, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, worst ${at(1)} ms`);
  }
  console.log(`  ${(all / seconds).toFixed(0)} requests a second, ${Object.values(refused).reduce((a, b) => a + b, 0)} refused, ${broken} broken; ${(((cpuSeconds(product.pid) - cpu) / seconds) * 100).toFixed(0)} % of a core`);
  for (const [reason, n] of Object.entries(refused)) console.log(`  refused: ${reason} ${n}`);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await product.stop();
  discard(copy);
  process.exit();
}
