// Starts the real program for black-box tests: a demo district made once for each engine, then a copy for every test.
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
export const preset = process.env.RED_PRESET ?? 'test';
export const program = process.env.RED_PROGRAM ?? join(root, `build/${preset}/redengine`);

const postgresServer = () => {
  const url = process.env.RED_TEST_POSTGRES;
  if (!url) throw new Error('RED_TEST_POSTGRES names no PostgreSQL server: start one with tools/postgres start DIR --test');
  return url;
};
const withDatabase = (name) => {
  const url = new URL(postgresServer());
  url.pathname = `/${name}`;
  return url.toString();
};
const psql = (sql) => execFileSync('psql', [postgresServer(), '-q', '-v', 'ON_ERROR_STOP=1', '-c', sql], { stdio: ['ignore', 'pipe', 'pipe'] });

const run = (args, options = {}) => execFileSync(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });

// One run at a time behind this folder; a lock whose owner is gone is taken over.
function alone(lock, work) {
  for (;;) {
    try {
      mkdirSync(lock, { recursive: false });
      break;
    } catch {
      const owner = existsSync(join(lock, 'pid')) ? Number(readFileSync(join(lock, 'pid'), 'utf8')) : undefined;
      if (owner !== undefined && !existsSync(`/proc/${owner}`)) rmSync(lock, { recursive: true, force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
    }
  }
  try {
    writeFileSync(join(lock, 'pid'), String(process.pid));
    work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

// The finished demo district, cached by what it was made from: the program and the scale. `small` (a few communities) is made in seconds;
// `full` is the whole district of 77 communities: for what must be seen at its real size.
export function template(engine, scale = process.env.RED_SCALE ?? 'small') {
  const made = statSync(program);
  const key = createHash('sha256').update(`${program} ${made.mtimeMs} ${made.size} ${scale}`).digest('hex').slice(0, 12);
  const folder = join(root, 'build', `demo-${preset}-${engine}-${scale}-${key}`);
  const database = `red_demo_${preset}_${key}`;
  if (!existsSync(folder)) {
    alone(`${folder}.lock`, () => {
      if (existsSync(folder)) return;  // another run made it meanwhile
      const making = `${folder}.making`;
      rmSync(making, { recursive: true, force: true });
      mkdirSync(making, { recursive: true });
      if (engine === 'postgres') {
        psql(`DROP DATABASE IF EXISTS ${database}`);
        psql(`CREATE DATABASE ${database}`);
      }
      run(['demo', '--scale', scale, '--data', making, ...(engine === 'postgres' ? ['--database', withDatabase(database)] : [])]);
      renameSync(making, folder);
    });
  } else if (engine === 'postgres') {
    // The folder outlives the test's own PostgreSQL: make the database again when it is not there.
    const known = execFileSync('psql', [postgresServer(), '-qAt', '-c', `SELECT 1 FROM pg_database WHERE datname = '${database}'`], { encoding: 'utf8' });
    if (!known.trim()) {
      rmSync(folder, { recursive: true, force: true });
      return template(engine, scale);
    }
  }
  return { folder, database };
}

let copies = 0;

// A fresh data folder and database with the demo district in it (or empty).
export function freshCopy(engine, { empty = false, scale = process.env.RED_SCALE ?? 'small' } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'redengine-test-'));
  const copy = { engine, data, database: undefined, databaseName: undefined };
  if (!empty) cpSync(template(engine, scale).folder, data, { recursive: true });
  if (engine === 'postgres') {
    copies += 1;
    copy.databaseName = `red_copy_${process.pid}_${copies}`;
    psql(`CREATE DATABASE ${copy.databaseName}${empty ? '' : ` TEMPLATE ${template(engine, scale).database}`}`);
    copy.database = withDatabase(copy.databaseName);
  }
  return copy;
}

export function discard(copy) {
  rmSync(copy.data, { recursive: true, force: true });
  if (copy.databaseName) psql(`DROP DATABASE IF EXISTS ${copy.databaseName} WITH (FORCE)`);
}

// A test that ends on an error leaves no server behind.
const alive = new Set();
process.on('exit', () => { for (const child of alive) child.kill('SIGKILL'); });
export function mind(child) {
  alive.add(child);
  child.on('exit', () => alive.delete(child));
  return child;
}

// Starts `redengine serve --demo` on a free port and answers when /health is good.
export async function start(copy, { args = [], env = {}, seconds = 30 } = {}) {
  const portFile = join(copy.data, 'port');
  rmSync(portFile, { force: true });
  const child = mind(spawn(
    program,
    ['serve', '--demo', '--demo-scale', 'small', '--data', copy.data, '--port', '0', '--port-file', portFile, '--web', join(root, 'web/dist'),
      ...(copy.database ? ['--database', copy.database] : []), ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } },
  ));
  let output = '';
  child.stdout.on('data', (text) => { output += text; });
  child.stderr.on('data', (text) => { output += text; });
  const ended = new Promise((done) => child.on('exit', (code, signal) => done({ code, signal })));
  let over;
  ended.then((how) => { over = how; });
  const until = Date.now() + seconds * 1000;
  for (;;) {
    if (over) throw new Error(`the program ended (${JSON.stringify(over)}):\n${output}`);
    if (Date.now() > until) { child.kill('SIGKILL'); throw new Error(`the program did not answer within ${seconds} s:\n${output}`); }
    const port = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0;
    if (port) {
      const good = await fetch(`http://127.0.0.1:${port}/health`).then((r) => r.ok, () => false);
      if (good) {
        return {
          url: `http://127.0.0.1:${port}`, port, pid: child.pid, child, ended,
          output: () => output,
          kill: async () => { child.kill('SIGKILL'); await ended; },
          stop: async () => { child.kill('SIGTERM'); return ended; },
        };
      }
    }
    await new Promise((done) => setTimeout(done, 25));
  }
}

// A signed-in client of the JSON API: keeps the cookie and the CSRF token.
export async function enter(url, role, district = 'jiancaoping') {
  const answer = await fetch(`${url}/api/v1/demo/enter`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ district, role }),
  });
  if (!answer.ok) throw new Error(`enter ${role}: ${answer.status} ${await answer.text()}`);
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const me = await answer.json();
  const call = async (method, path, body, headers = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: { cookie, 'x-csrf-token': me.csrf_token, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    let json;
    try { json = JSON.parse(text); } catch { json = undefined; }
    return { status: response.status, json, text, headers: response.headers };
  };
  // Any body as it is; what comes back may be no text.
  const raw = async (method, path, body, type) => {
    const response = await fetch(url + path, { method, headers: { cookie, 'x-csrf-token': me.csrf_token, ...(type ? { 'content-type': type } : {}) }, body });
    const bytes = Buffer.from(await response.arrayBuffer());
    let json;
    try { json = JSON.parse(bytes.toString()); } catch { json = undefined; }
    return { status: response.status, json, bytes: bytes.length, text: bytes.toString(), headers: response.headers };
  };
  return { me, cookie, call, raw, get: (path) => call('GET', path), post: (path, body = {}) => call('POST', path, body) };
}
