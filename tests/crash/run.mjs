// Kills the server under load again and again and then asks: is everything that was acknowledged there, nothing doubled, the
// journal valid, did the jobs go on where they stopped, and is no photo served that no record names? The seed repeats the
// schedule of the kills only. tests/crash/run sqlite|postgres [ROUNDS] [SEED]
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { upload } from '../lib/photos.mjs';
import { discard, enter, freshCopy, program, root, start } from '../lib/product.mjs';

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
const moved = new Map();          // matter -> the version that a move was answered with
const photos = [];                // { matter, file }: acknowledged together
const loose = [];                 // uploaded, linked to nothing
const exports = [];
let number = 0;

const report = (grid, files = []) => ({
  title: `第 ${number} 号井盖松动`, description: '车压过去会响', category: 'p-01-01', area_id: grid, place: '东门外', photos: files, client_ref: `crash-${process.pid}-${number++}`,
});

async function send(client, body) {
  unsure.set(body.client_ref, body);
  const answer = await client.post('/api/v1/matters', body).catch(() => undefined);
  if (answer?.status === 201) {
    acknowledged.set(body.client_ref, { id: answer.json.id, body });
    for (const file of body.photos) photos.push({ matter: answer.json.id, file });
    unsure.delete(body.client_ref);
    return answer.json.id;
  }
  if (answer && answer.status !== 503) check('a report under load is taken or put off', false, `${answer.status} ${answer.text.slice(0, 300)}`);
  return undefined;
}

async function writer(client, grid, until) {
  while (!until.over) {
    const id = await send(client, report(grid));
    if (!id || until.over) continue;
    const answer = await client.post(`/api/v1/matters/${id}/confirm`, { text: '看过', client_ref: `crash-confirm-${id}` }).catch(() => undefined);
    if (answer?.status === 200) moved.set(id, answer.json.version);
  }
}

async function photographer(client, grid, until) {
  while (!until.over) {
    const taken = await upload(client, number).catch(() => undefined);
    if (taken?.status !== 201) continue;
    if (number % 4 === 3) { loose.push(taken.json.file_id); number += 1; continue; }
    await send(client, report(grid, [taken.json.file_id]));
  }
}

// A file that a whole installation would bring: some chunks, so that a kill falls between two of them.
function importFile() {
  const [heading, ...lines] = readFileSync(join(root, 'definitions/imports/boston_311_excerpt.csv'), 'utf8').trim().split('\n');
  const all = [];
  for (let copy = 0; copy < 8; copy += 1) for (const line of lines) all.push(`${copy}${line}`);
  return `${[heading, ...all].join('\n')}\n`;
}

async function waitFor(seconds, question) {
  for (const end = Date.now() + seconds * 1000; ;) {
    const answer = await question();
    if (answer || Date.now() > end) return answer;
    await sleep(150);
  }
}

async function beginImport(desk) {
  const handed = await desk.raw('POST', '/api/v1/imports?mapping=import/boston_311&name=crash.csv', importFile(), 'text/csv');
  if (handed.status !== 201) throw new Error(`the import was not taken: ${handed.status} ${handed.text}`);
  const id = handed.json.id;
  const checked = await waitFor(40, async () => { const now = (await desk.get(`/api/v1/imports/${id}`)).json; return now?.state === 'checked' && now; });
  if (!checked) throw new Error('the import was not checked in 40 s');
  const begun = await desk.raw('POST', `/api/v1/imports/${id}/begin`);
  if (begun.status !== 200) throw new Error(`the import did not begin: ${begun.status} ${begun.text}`);
  return id;
}

const tool = (...args) => {
  try {
    return execFileSync(program, [...args, '--data', copy.data, ...(copy.database ? ['--database', copy.database] : [])], { encoding: 'utf8' });
  } catch (error) {
    return `${error.stdout}${error.stderr}`;
  }
};

const copy = freshCopy(engine);
let imported;
let product;
try {
  for (let round = 0; round < rounds; round += 1) {
    product = await start(copy, { args: ['--job-lease-s', '2'] });  // so that every kill interrupts what the last one interrupted
    const client = await enter(product.url, 'grid_worker');
    const grid = client.me.posts[0].area_id;
    const desk = await enter(product.url, 'district_desk');
    imported ??= await beginImport(desk);
    const job = await desk.post('/api/v1/matters/export', { format: 'csv', query: '' }).catch(() => undefined);
    if (job?.status === 202) exports.push(job.json.job_id);
    const until = { over: false };
    const work = [...Array.from({ length: 6 }, () => writer(client, grid, until)), photographer(client, grid, until), photographer(client, grid, until)];
    await sleep(200 + random() * 1100);
    await product.kill();
    until.over = true;
    await Promise.all(work);
  }

  product = await start(copy, { args: ['--job-lease-s', '2'] });  // so that every kill interrupts what the last one interrupted
  const client = await enter(product.url, 'grid_worker');
  const desk = await enter(product.url, 'district_desk');
  check('the load wrote something before the kills', acknowledged.size > rounds && moved.size > 0 && photos.length > 0, `${acknowledged.size} reports, ${moved.size} moves, ${photos.length} photos`);

  let lost = 0;
  let doubled = 0;
  for (const [ref, { id, body }] of acknowledged) {
    const again = await client.post('/api/v1/matters', body);
    if (again.status !== 201) { lost += 1; console.log(`        ${ref}: ${again.status}`); }
    else if (again.json.id !== id) doubled += 1;
  }
  check('nothing acknowledged is lost', lost === 0, `${lost} lost of ${acknowledged.size}`);
  check('the same client_ref gives the same matter after a crash', doubled === 0, `${doubled} doubled`);
  let behind = 0;
  for (const [id, version] of moved) if (((await client.get(`/api/v1/matters/${id}`)).json?.version ?? 0) < version) behind += 1;
  check('no acknowledged move is lost', behind === 0, `${behind} of ${moved.size}`);

  let unsettled = 0;
  for (const body of unsure.values()) {
    const first = await client.post('/api/v1/matters', body);
    const second = await client.post('/api/v1/matters', body);
    if (first.json?.id !== second.json?.id || !first.json?.id) unsettled += 1;
  }
  check('what had no answer can be sent again and exists once', unsettled === 0, `${unsettled} of ${unsure.size}`);

  let gone = 0;
  for (const { matter, file } of photos)
    for (const size of ['', '?size=small']) {
      const answer = await client.raw('GET', `/api/v1/matters/${matter}/photos/${file}${size}`);
      if (answer.status !== 200 || answer.headers.get('content-type') !== 'image/jpeg' || answer.bytes < 200) gone += 1;
    }
  check('every photo that a record names is there, whole and small', gone === 0, `${gone} of ${photos.length * 2}`);
  let shown = 0;
  const some = photos[0];
  for (const file of [...loose, '1', String(BigInt(some.file) + 1n)]) if ((await client.raw('GET', `/api/v1/matters/${some.matter}/photos/${file}`)).status !== 404) shown += 1;
  check('no file is served that no record names', shown === 0, `${shown} of ${loose.length} uploads that nobody linked`);

  for (const [at, job] of exports.entries()) {
    const state = await waitFor(30, async () => { const now = (await desk.get(`/api/v1/jobs/${job}`)).json?.state; return ['done', 'failed'].includes(now) && now; });
    check('an export that was asked for goes on after the crash', state === 'done', `number ${at} is ${state}`);
    const file = await desk.get(`/api/v1/exports/${job}/file`);
    const numbers = file.text.trim().split('\n').slice(1).map((line) => line.split(',')[0]);
    check('an export holds each matter once', numbers.length > 50 && new Set(numbers).size === numbers.length, `${numbers.length} lines, ${new Set(numbers).size} matters`);
  }
  let last;
  const done = await waitFor(40, async () => { const now = (await desk.get(`/api/v1/imports/${imported}`)).json; last = now; return now?.state === 'done' && now; });
  check('an import goes on where it stopped', Boolean(done), `${JSON.stringify(last)}\n${product.output().split('\n').filter((line) => !/ info request /.test(line)).join('\n').slice(-3000)}`);
  check('every line of the import came in once', done && done.brought_in === done.lines - done.bad && done.known === 0, JSON.stringify(done));
  const counted = (await desk.get('/api/v1/matters/count?filter.source=boston_311')).json?.count;
  check('the list has what the import counted', done && counted === done.brought_in, `${counted} listed`);
  await product.stop();

  const verdict = tool('verify', '--district', 'jiancaoping');
  check('the journal is valid', /journal valid/.test(verdict), verdict);
  const invariants = tool('check');
  check('every invariant holds: projections equal the folded events', /holds/.test(invariants) && !/broken/.test(invariants), invariants);
} catch (error) {
  check('the crash test ran to its end', false, error.stack);
} finally {
  await product?.kill();
  discard(copy);
}
console.log(`${engine}: ${acknowledged.size} reports, ${moved.size} moves and ${photos.length} photos acknowledged, ${unsure.size} unsure, over ${rounds} kills`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
