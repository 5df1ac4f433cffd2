// Bad surroundings as an administrator meets them: each ends in ONE clear line that says what to do, and nothing is lost.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { discard, enter, freshCopy, start } from '../lib/product.mjs';
import { administrators, check, clear, counts, district, folder, json, nobody, refused, run, serve, signIn, tool, until } from './ground.mjs';

const cases = {
  settings() {
    const data = folder();
    const file = join(data, 'red.toml');
    const told = (text) => { writeFileSync(file, text); return run(['serve', '--config', file, '--data', data]); };
    refused('a wrong key', told('data = "x"\nprot = 80\n'), 'red.toml line 2', 'there is no setting "prot"', 'known are data, database');
    refused('a wrong value', told('port = "eighty"\n'), 'port', '"eighty" is not a whole number from 0 to 65535');
    refused('a wrong type', told('[demo]\nx = 1\n'), 'must be a text');
    refused('a broken file', told('port = = 1\n'), 'red.toml line 1');
    refused('a wrong listener', told('[listeners]\npublic = "8080"\n'), 'FACE=ADDRESS:PORT');
    refused('a wrong face', run(['serve', '--data', data, '--face', 'dsek']), '"dsek" is not a face', 'public,desk,field,wall,admin');
    refused('a wrong value in the environment', run(['serve', '--data', data], { env: { RED_LOG_LEVEL: 'loud' } }), 'the environment', 'log_level', 'use debug, info, warning or error');
    refused('a file that is not there', run(['serve', '--config', join(data, 'none.toml')]), 'there is no settings file');
    refused('a wrong command', run(['serv']), 'see redengine --help');
  },

  async port() {
    const other = createServer(() => {});
    await new Promise((done) => other.listen(0, '127.0.0.1', done));
    refused('a taken port', run(['serve', '--data', folder(), '--port', String(other.address().port)]), `port ${other.address().port} of 127.0.0.1 is taken`, 'choose another with --port');
    other.close();
    refused('an address that is not here', run(['serve', '--data', folder(), '--address', '203.0.113.7', '--port', '0']), '203.0.113.7');
  },

  folders() {
    refused('a data folder that cannot be made', run(['serve', '--data', '/dev/null/red']), 'cannot make the folder /dev/null/red', 'choose another with --data');
    const data = folder();
    chmodSync(data, 0o555);
    if (process.getuid() === 0) refused('a data folder that cannot be written', run(['serve', '--data', data], { uid: nobody }), data, 'choose another with --data');
    chmodSync(data, 0o755);
    refused('web parts that are not there', run(['serve', '--data', data, '--web', join(data, 'none')]), 'there is no folder', 'tools/build-web');
  },

  // The file is another owner's: SQLite can read it only.
  database_read_only() {
    if (process.getuid() !== 0) return console.log('        not run: needs root to give a file another owner');
    const data = folder();
    check('a district is made', district(data), 'no claim code');
    for (const each of ['', 'files', 'uploads']) chownSync(join(data, each), nobody, nobody);
    chmodSync(join(data, 'redengine.db'), 0o444);
    refused('a database file that can only be read', run(['serve', '--data', data], { uid: nobody }), 'redengine.db', 'writ');
    chmodSync(join(data, 'redengine.db'), 0o600);
    check('nothing is lost', run(['check', '--data', data]).code === 0);
  },

  // The disk runs full under a running server: writing is refused in words, reading goes on, with space writing goes on.
  async disk_full() {
    const data = folder();
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=24m', 'tmpfs', data]).status !== 0) return console.log('        not run: no small disk can be mounted here');
    let server;
    try {
      const code = district(data);
      server = await serve(data);
      await json(server.url, 'POST', '/api/v1/claim', { district: 'real', code, admins: administrators });
      const admin = await signIn(server.url, 'system_admin');
      const person = (n) => admin.post('/api/v1/persons', { name: `员工${n}`, note: '说明'.repeat(90), client_ref: `p-${n}` });
      const kept = [];
      for (let n = 0; n < 30; n += 1) kept.push([n, (await person(n)).json?.id]);
      spawnSync('dd', ['if=/dev/zero', `of=${join(data, 'ballast')}`, 'bs=64k', 'count=1000']);
      let full;
      for (let n = 30; n < 4000 && !full; n += 1) {
        const answer = await person(n);
        if (answer.status === 201) kept.push([n, answer.json.id]);
        else full = answer;
      }
      check('a full disk is an answer', full?.status === 507 && full.json?.code === 'no_space', `${full?.status} ${full?.text}`);
      check('reading goes on', (await admin.get('/api/v1/persons?limit=1')).status === 200);
      check('the server lives', (await fetch(`${server.url}/health/live`)).ok);
      rmSync(join(data, 'ballast'));
      const after = await until(10, async () => { const answer = await person(5000); return answer.status === 201 && answer; });
      check('with space again, writing goes on', Boolean(after));
      let lost = 0;
      for (const [n, id] of kept) if ((await person(n)).json?.id !== id) lost += 1;
      check('nothing acknowledged is lost', lost === 0 && kept.length > 0, `${lost} of ${kept.length}`);
      check('it ends politely', (await server.stop()).code === 0, server.output().slice(-2000));
      check('the journal is valid', /journal valid/.test(run(['verify', '--data', data, '--district', 'real']).all));
      const fresh = folder();
      spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', fresh]);
      refused('a start on a full disk', run(['serve', '--data', fresh]), 'full', 'free some space');
      spawnSync('umount', [fresh]);
    } finally {
      if (server) await server.kill();
      spawnSync('umount', ['-l', data]);
    }
  },

  database_away() {
    const data = folder();
    const away = run(['serve', '--data', data, '--database', 'postgres://red:geheim@127.0.0.1:1/red']);
    refused('a database that cannot be reached', away, '127.0.0.1', '1');
    check('the password is not said', !away.all.includes('geheim'), away.all);
    refused('a database of a kind that is not known', run(['serve', '--data', data, '--database', 'oracle:x']), 'sqlite:', 'postgres:');
    writeFileSync(join(data, 'text.db'), 'x'.repeat(5000));
    refused('a file that is no database', run(['serve', '--data', data, '--database', `sqlite:${join(data, 'text.db')}`]), 'text.db');
  },

  schema_newer() {
    const copy = freshCopy('postgres', { empty: true });
    try {
      check('the schema is made', run(['check', '--data', copy.data, '--database', copy.database]).code === 0);
      execFileSync('psql', [copy.database, '-q', '-c', "INSERT INTO schema_migration (name, checksum) VALUES ('zzz/9999_future', 'x')"]);
      refused('a schema that is newer than the program', run(['serve', '--data', copy.data, '--database', copy.database]), 'newer', 'zzz/9999_future');
    } finally { discard(copy); }
  },

  async claim() {
    const data = folder();
    const code = district(data);
    check('the claim code is shown', Boolean(code));
    const server = await serve(data);
    const claim = (body) => json(server.url, 'POST', '/api/v1/claim', { district: 'real', code, admins: administrators, ...body });
    const entrance = async () => (await json(server.url, 'GET', '/api/v1/entrance')).json.districts[0];
    check('the entrance says that it waits for its claim', (await entrance()).needs_claim === true);
    check('a wrong code is refused', (await claim({ code: 'AAAA-BBBB-CCCC' })).status >= 400);
    const twice = await claim({ admins: administrators.map((each) => ({ ...each, person_name: '甲' })) });
    check('one person as three administrators is refused', twice.status === 422 && twice.json.reason === 'entrance.three_administrators', twice.text);
    check('two administrators are refused', (await claim({ admins: administrators.slice(0, 2) })).status === 422);
    const done = await claim({});
    check('three persons claim it', done.status === 201, done.text);
    check('the code opens once', (await claim({})).status >= 400);
    check('the entrance says so', (await entrance()).needs_claim === false);
    for (const each of administrators) {
      const who = await signIn(server.url, each.login);
      check(`${each.login} comes in and has no business right`, who.me.posts[0].kind === each.post_kind && !who.me.actions.some((action) => action.startsWith('matter.')), JSON.stringify(who.me));
    }
    check('it ends politely', (await server.stop()).code === 0);
    refused('demo mode beside real users', run(['serve', '--demo', '--data', data]), 'demo mode is refused: district real has real users', 'start without --demo');
    refused('a demo made anew beside real users', run(['demo', '--reset', '--data', data]), 'district real');
    refused('a district that is there', run(['district', 'create', '--data', data, '--code', 'real', '--name-zh', '真区']), 'real');
    check('the district is whole', run(['check', '--data', data]).code === 0 && existsSync(join(data, 'redengine.db')));
  },

  // The resident's window in a zone of its own: a process that serves the public face only.
  async faces() {
    const data = folder();
    district(data);
    const window = await serve(data, ['--face', 'public']);
    const status = async (server, path, method = 'GET') => (await fetch(server.url + path, { method, redirect: 'manual' })).status;
    check('the window has its page', await status(window, '/d/real/') === 200);
    const desk = ['/api/v1/matters', '/api/v1/me', '/api/v1/journal', '/api/v1/entrance', '/api/v1/events', '/desk/', '/field/', '/wall/', '/openapi.json', '/metrics'];
    for (const path of desk) check(`the window does not serve ${path}`, await status(window, path) === 404, String(await status(window, path)));
    for (const path of ['/api/v1/login_sessions', '/api/v1/claim', '/api/v1/photos', '/api/v1/demo/enter']) check(`the window does not take ${path}`, await status(window, path, 'POST') === 404, String(await status(window, path, 'POST')));
    check('it ends politely', (await window.stop()).code === 0);
    const inside = await serve(data, ['--face', 'desk,admin']);
    check('the desk has its interface', await status(inside, '/api/v1/matters') === 401 && await status(inside, '/openapi.json') === 200);
    check('the desk does not serve the window', await status(inside, '/d/real/') === 404);
    check('it ends politely', (await inside.stop()).code === 0);
  },

  // Told to stop while people work: what was answered is there, what was not can be sent again, exit code 0.
  async stop_under_load() {
    const copy = freshCopy('sqlite');
    try {
      let product = await start(copy);
      let worker = await enter(product.url, 'grid_worker');
      const area_id = worker.me.posts[0].area_id;
      const answered = new Map();
      const open = new Map();
      let odd = 0;
      let over = false;
      const body = (n) => ({ title: `停机 ${n}`, description: '', category: 'p-01-01', area_id, place: '东门', client_ref: `stop-${n}` });
      let n = 0;
      const write = async () => {
        while (!over) {
          const mine = n++;
          open.set(mine, true);
          const answer = await worker.post('/api/v1/matters', body(mine)).catch(() => undefined);
          if (!answer) return;
          if (answer.status === 201) { answered.set(mine, answer.json.id); open.delete(mine); }
          else if (answer.status !== 503) odd += 1;
        }
      };
      const writers = Array.from({ length: 12 }, write);
      await sleep(700);
      const told = Date.now();
      const how = await product.stop();
      over = true;
      await Promise.all(writers);
      check('it ends with exit code 0', how.code === 0, JSON.stringify(how));
      check('it ends soon', Date.now() - told < 12_000, `${Date.now() - told} ms`);
      check('no request got an odd answer', odd === 0, `${odd}`);
      check('the log says so', /stopping: running requests may finish/.test(product.output()) && /stopped/.test(product.output()));
      product = await start(copy);
      worker = await enter(product.url, 'grid_worker');
      let lost = 0;
      for (const [mine, id] of answered) if ((await worker.post('/api/v1/matters', body(mine))).json?.id !== id) lost += 1;
      check('what was answered is there', lost === 0 && answered.size > 3, `${lost} of ${answered.size}`);
      for (const mine of open.keys()) check('what was not answered can be sent again', (await worker.post('/api/v1/matters', body(mine))).status === 201);
      await product.stop();
    } finally { discard(copy); }
  },

  // The database goes away under a running server, and comes back.
  async database_gone_for_a_while() {
    const dir = folder();
    const data = folder();
    const database = tool('postgres', 'start', dir);
    let server;
    try {
      const code = district(data, ['--database', database]);
      server = await serve(data, ['--database', database]);
      await json(server.url, 'POST', '/api/v1/claim', { district: 'real', code, admins: administrators });
      const admin = await signIn(server.url, 'system_admin');
      const person = (n) => admin.post('/api/v1/persons', { name: `员工${n}`, note: '', client_ref: `p-${n}` });
      const ids = [];
      for (let n = 0; n < 20; n += 1) ids.push((await person(n)).json?.id);
      tool('postgres', 'crash', dir);
      const away = await person(20);
      check('a write meanwhile is put off', away.status === 503 && Number(away.headers.get('retry-after')) > 0, `${away.status} ${away.text}`);
      check('health says it', await until(10, async () => (await fetch(`${server.url}/health`)).status === 503));
      check('the log says it once', await until(5, async () => /database: away/.test(server.output())) && server.output().match(/ database: away/g)?.length === 1, server.output().slice(-2000));
      check('the process lives', (await fetch(`${server.url}/health/live`)).ok);
      tool('postgres', 'start', dir);
      check('health comes back', await until(15, async () => (await fetch(`${server.url}/health`)).ok));
      check('the next write works', (await person(20)).status === 201);
      let lost = 0;
      for (let n = 0; n < 20; n += 1) if (!ids[n] || (await person(n)).json?.id !== ids[n]) lost += 1;
      check('nothing acknowledged is lost', lost === 0, `${lost} of 20`);
      check('it ends politely', (await server.stop()).code === 0, server.output().slice(-2000));
      check('the journal is valid', /journal valid/.test(run(['verify', '--data', data, '--database', database, '--district', 'real']).all));
    } finally {
      if (server) await server.kill();
      tool('postgres', 'stop', dir);
    }
  },

  async backup_sqlite() { await backup('sqlite'); },
  async backup_postgres() { await backup('postgres'); },
};

// The first event of a stream: its id (the cursor) and its kind.
async function firstEvent(client, url, headers = {}) {
  const stop = new AbortController();
  const response = await fetch(`${url}/api/v1/events`, { headers: { cookie: client.cookie, ...headers }, signal: stop.signal });
  let text = '';
  const decoder = new TextDecoder();
  const timer = setTimeout(() => stop.abort(), 15_000);
  try {
    for await (const chunk of response.body) {
      text += decoder.decode(chunk, { stream: true });
      if (/event: (resync|moved)/.test(text) || (!headers['last-event-id'] && /event: hello[\s\S]*\n\n/.test(text))) break;
    }
  } catch { /* given up */ }
  clearTimeout(timer);
  stop.abort();
  return { text, id: /^id: ?(.*)$/m.exec(text)?.[1], epoch: /"epoch":"?(\d+)/.exec(text)?.[1] };
}

// Backup, then an empty installation gets it back: whole, with a higher epoch that a client notices, and still provable.
async function backup(engine) {
  const copy = freshCopy(engine);
  const empty = freshCopy(engine, { empty: true });
  const at = (which) => ['--data', which.data, ...(which.database ? ['--database', which.database] : [])];
  const out = join(folder(), 'backup');
  try {
    let product = await start(copy);
    let worker = await enter(product.url, 'grid_worker');
    const made = await worker.post('/api/v1/matters', { title: '备份前', description: '', category: 'p-01-01', area_id: worker.me.posts[0].area_id, place: '西门', client_ref: 'before-backup' });
    const before = await firstEvent(worker, product.url);
    check(`${engine}: a backup beside a running server`, run(['backup', '--out', out, ...at(copy)]).code === 0);
    await product.stop();
    refused(`${engine}: a backup into a folder with something in it`, run(['backup', '--out', out, ...at(copy)]), 'is not empty', '--out');
    refused(`${engine}: a restore from nowhere`, run(['restore', '--from', folder(), ...at(empty)]), 'there is no backup');
    const restored = run(['restore', '--from', out, ...at(empty)]);
    check(`${engine}: it comes back`, restored.code === 0 && /epoch was raised/.test(restored.all), restored.all);
    if (engine === 'sqlite') refused('a restore over something', run(['restore', '--from', out, ...at(empty)]), 'empty folder only', '--data');
    const verdict = run(['verify', '--district', 'jiancaoping', ...at(empty)]);
    check(`${engine}: verification is still valid, with the heads of before`, verdict.code === 0 && /journal valid/.test(verdict.all), verdict.all);
    check(`${engine}: every invariant holds`, run(['check', ...at(empty)]).code === 0);
    product = await start(empty);
    worker = await enter(product.url, 'grid_worker');
    check(`${engine}: what stood there stands there`, (await worker.get(`/api/v1/matters/${made.json?.id}`)).json?.title === '备份前');
    check(`${engine}: the epoch is higher`, Number(worker.me.district.epoch) === Number(before.epoch) + 1, `${before.epoch} → ${worker.me.district.epoch}`);
    const after = await firstEvent(worker, product.url, { 'last-event-id': before.id });
    check(`${engine}: a screen that was open before notices`, /event: resync/.test(after.text), `${before.id}: ${after.text}`);
    await product.stop();
    // Somebody with the machine in hand computes nothing again: the head kept elsewhere finds a changed row.
    const heads = readFileSync(join(out, 'heads.jsonl'), 'utf8').trim();
    check(`${engine}: daily heads are in the backup`, heads.includes('jiancaoping'));
    const elsewhere = join(folder(), 'heads.jsonl');
    writeFileSync(elsewhere, `${heads}\n`);
    check(`${engine}: heads kept elsewhere agree`, run(['verify', '--district', 'jiancaoping', '--head', elsewhere, ...at(empty)]).code === 0);
    const forged = join(folder(), 'heads.jsonl');
    writeFileSync(forged, `${heads.replace(/("hash":")(.)/, (all, start_of, first) => start_of + (first === '0' ? '1' : '0'))}\n`);
    const found = run(['verify', '--district', 'jiancaoping', '--head', forged, ...at(empty)]);
    check(`${engine}: a head that differs is found`, found.code === 1 && /BROKEN/.test(found.all), found.all);
  } finally {
    discard(copy);
    discard(empty);
  }
}

const wanted = process.argv.slice(2);
for (const [name, body] of Object.entries(cases)) {
  if (wanted.length && !wanted.includes(name)) continue;
  const began = Date.now();
  const before = counts.passed + counts.failed;
  try { await body(); } catch (error) { check(`${name} ran to its end`, false, error.stack); }
  console.log(`${name}: ${counts.passed + counts.failed - before} checks, ${((Date.now() - began) / 1000).toFixed(1)} s`);
}
clear();
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed ? 1 : 0);
