// Kills the server under load again and again and then asks: is everything that was acknowledged there, nothing doubled, the
// journal valid, did the jobs go on, and is no photo served that no record names? The seed repeats the schedule of the kills.
import { execFileSync } from 'node:child_process';
import { discard, enter, freshCopy, program, start } from '../lib/product.mjs';

const engine = process.argv[2] ?? 'sqlite';
const rounds = Number(process.argv[3] ?? 6);
let seed = Number(process.argv[4] ?? 20260917);
const random = () => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed / 2147483648; };

let passed = 0;
let failed = 0;
const check = (name, good, detail = '') => {
  if (good) passed += 1;
  else { failed += 1; console.log(`FAILED  ${name} ${detail}`); }
};

const acknowledged = new Map();   // client_ref -> { id, body }
const unsure = new Map();         // client_ref -> body: sent, no answer seen
let number = 0;

const report = (grid) => ({
  title: `第 ${number} 号井盖松动`, description: '车压过去会响', category: 'p-01-01', area_id: grid, place: '东门外', client_ref: `crash-${process.pid}-${number++}`,
});

async function writer(client, grid, until) {
  while (!until.over) {
    const body = report(grid);
    unsure.set(body.client_ref, body);
    const answer = await client.post('/api/v1/matters', body).catch(() => undefined);
    if (answer?.status === 201) {
      acknowledged.set(body.client_ref, { id: answer.json.id, body });
      unsure.delete(body.client_ref);
    } else if (answer && answer.status !== 503) {
      check('a report under load is taken or put off', false, `${answer.status} ${answer.text.slice(0, 300)}`);
      return;
    }
  }
}

const copy = freshCopy(engine);
try {
  for (let round = 0; round < rounds; round += 1) {
    const product = await start(copy);
    const client = await enter(product.url, 'grid_worker');
    const grid = client.me.posts[0].area_id;
    const secretary = await enter(product.url, 'district_desk');
    const job = await secretary.post('/api/v1/matters/export', { format: 'csv' }).catch(() => undefined);
    const until = { over: false };
    const writers = Array.from({ length: 8 }, () => writer(client, grid, until));
    await new Promise((done) => setTimeout(done, 150 + random() * 900));
    await product.kill();
    until.over = true;
    await Promise.all(writers);
    if (job?.json?.id) acknowledged.set(`job-${round}`, { job: job.json.id });
  }

  const product = await start(copy);
  const client = await enter(product.url, 'grid_worker');
  const desk = await enter(product.url, 'district_desk');
  check('the load wrote something before the kills', acknowledged.size > rounds, `${acknowledged.size} acknowledged`);
  let lost = 0;
  let doubled = 0;
  for (const [ref, { id, body }] of acknowledged) {
    if (!id) continue;
    const again = await client.post('/api/v1/matters', body);
    if (again.status !== 201 && again.status !== 200) lost += 1;
    else if (again.json.id !== id) doubled += 1;
    if ((await client.get(`/api/v1/matters/${id}`)).status !== 200) { lost += 1; console.log(`        lost ${ref} ${id}`); }
  }
  check('nothing acknowledged is lost', lost === 0, `${lost} lost of ${acknowledged.size}`);
  check('the same client_ref gives the same matter after a crash', doubled === 0, `${doubled} doubled`);

  const settled = new Set();
  for (const body of unsure.values()) {
    const first = await client.post('/api/v1/matters', body);
    const second = await client.post('/api/v1/matters', body);
    if (first.json?.id !== second.json?.id || !first.json?.id) settled.add(body.client_ref);
  }
  check('what had no answer can be sent again and exists once', settled.size === 0, [...settled].join(' '));

  for (const [name, { job }] of acknowledged) {
    if (!job) continue;
    let state;
    for (let i = 0; i < 100; i += 1) {
      state = (await desk.get(`/api/v1/jobs/${job}`)).json?.state;
      if (state === 'done' || state === 'failed') break;
      await new Promise((done) => setTimeout(done, 200));
    }
    check('a job that was asked for goes on after the crash', state === 'done', `${name} is ${state}`);
  }
  await product.stop();

  const verdict = execFileSync(program, ['verify', '--data', copy.data, '--district', 'jiancaoping', ...(copy.database ? ['--database', copy.database] : [])], { encoding: 'utf8' });
  check('the journal is valid', /valid/.test(verdict), verdict);
  const invariants = execFileSync(program, ['check', '--data', copy.data, ...(copy.database ? ['--database', copy.database] : [])], { encoding: 'utf8' });
  check('every invariant holds: projections equal the folded events', !/broken/.test(invariants), invariants);
} catch (error) {
  check('the crash test ran to its end', false, error.stack);
} finally {
  discard(copy);
}
console.log(`${engine}: ${acknowledged.size} acknowledged, ${unsure.size} unsure over ${rounds} kills`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
