// Runs the program as an administrator does, in folders of its own, and judges what it says.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mind, program, root } from '../lib/product.mjs';

export const counts = { passed: 0, failed: 0 };
export function check(name, good, detail = '') {
  if (good) counts.passed += 1;
  else { counts.failed += 1; console.log(`FAILED  ${name} ${detail}`); }
}

const folders = [];
export function folder() {
  const made = mkdtempSync(join(tmpdir(), 'redengine-operations-'));
  folders.push(made);
  return made;
}
export const clear = () => { for (const each of folders) rmSync(each, { recursive: true, force: true }); };

export const nobody = 65534;

// One run to its end: exit code and what it said on standard error, log lines of a good start left out.
export function run(args, { env = {}, uid } = {}) {
  const done = spawnSync(program, args, { encoding: 'utf8', timeout: 60_000, env: { ...process.env, ...env }, ...(uid ? { uid, gid: uid } : {}) });
  return { code: done.status, out: done.stdout ?? '', lines: (done.stderr ?? '').split('\n').filter((line) => line && !/^\d{4}-\d\d-\d\dT\S+ (info|warning) /.test(line)), all: `${done.stdout}${done.stderr}` };
}

// It ends with exit code 2 and one line, which says each of these.
export function refused(name, ended, ...says) {
  const [line = ''] = ended.lines;
  check(`${name}: exit code 2`, ended.code === 2, `${ended.code}\n${ended.all.slice(-2000)}`);
  check(`${name}: one line`, ended.lines.length === 1 && line.startsWith('redengine: '), ended.lines.join('\n'));
  for (const words of says) check(`${name}: says "${words}"`, line.includes(words), line);
}

// A server that is not the demo: waits until it answers at all, healthy or not.
export async function serve(data, args = [], { env = {}, uid, path = '/health/live' } = {}) {
  const portFile = join(data, 'port');
  rmSync(portFile, { force: true });
  const child = mind(spawn(program, ['serve', '--data', data, '--port', '0', '--port-file', portFile, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env }, ...(uid ? { uid, gid: uid } : {}) }));
  let output = '';
  child.stdout.on('data', (text) => { output += text; });
  child.stderr.on('data', (text) => { output += text; });
  let over;
  const ended = new Promise((done) => child.on('exit', (code, signal) => { over = { code, signal }; done(over); }));
  for (const until = Date.now() + 60_000; ;) {
    if (over) throw new Error(`the program ended (${JSON.stringify(over)}):\n${output}`);
    if (Date.now() > until) { child.kill('SIGKILL'); throw new Error(`the program did not answer:\n${output}`); }
    const port = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0;
    if (port && await fetch(`http://127.0.0.1:${port}${path}`).then((r) => r.ok, () => false))
      return { url: `http://127.0.0.1:${port}`, port, child, ended, output: () => output, stop: () => { child.kill('SIGTERM'); return ended; }, kill: () => { child.kill('SIGKILL'); return ended; } };
    await sleep(25);
  }
}

export async function until(seconds, question) {
  for (const end = Date.now() + seconds * 1000; ;) {
    const answer = await question();
    if (answer || Date.now() > end) return answer;
    await sleep(100);
  }
}

export const tool = (name, ...args) => execFileSync(join(root, 'tools', name), args, { encoding: 'utf8' }).trim();

// A real district, claimed by three administrators; signs in as one of them.
const words = 'nine-green-umbrellas';
export const administrators = [['system_admin', '甲'], ['security_admin', '乙'], ['audit_admin', '丙']].map(([post_kind, person_name]) => ({ post_kind, person_name, login: post_kind, password: words }));
export function district(data, args = []) {
  const made = run(['district', 'create', '--data', data, '--code', 'real', '--name-zh', '真区', ...args]);
  return /claim code, shown only now: (\S+)/.exec(made.all)?.[1];
}
export async function json(url, method, path, body, headers = {}) {
  const response = await fetch(url + path, { method, headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }, body: body === undefined ? undefined : JSON.stringify(body) });
  const text = await response.text();
  let value;
  try { value = JSON.parse(text); } catch { value = undefined; }
  return { status: response.status, json: value, text, headers: response.headers };
}
export async function signIn(url, login) {
  const answer = await json(url, 'POST', '/api/v1/login_sessions', { district: 'real', login, password: words });
  if (answer.status !== 200) throw new Error(`${login} cannot sign in: ${answer.status} ${answer.text}`);
  const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  const ask = (method, path, body) => json(url, method, path, body, { cookie, 'x-csrf-token': answer.json.csrf_token });
  return { me: answer.json, get: (path) => ask('GET', path), post: (path, body = {}) => ask('POST', path, body) };
}
