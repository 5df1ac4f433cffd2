// Plays the request scripts (*.http beside the rooms) with httpyac, a fresh demo district for each file, two files at a time,
// and then compares the statuses that were shown with those that the routes declare in the OpenAPI document.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discard, freshCopy, program, root, start, template } from '../lib/product.mjs';

const [engine, ...named] = process.argv.slice(2);
const files = named.length
  ? named
  : execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'src/*.http', 'src/**/*.http'], { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
const httpyac = join(root, 'web/node_modules/.bin/httpyac');
let passed = 0;
let failed = 0;
const shown = new Set();  // "POST /api/v1/matters/{} 201"

// Into a file, because httpyac ends before a full pipe is read.
const played = (file, url) =>
  new Promise((done) => {
    const folder = mkdtempSync(join(tmpdir(), 'redengine-played-'));
    const out = join(folder, 'report.json');
    const fd = openSync(out, 'w');
    const child = spawn(httpyac, ['send', file, '--all', '--json', '--var', `host=${url}`], { cwd: root, stdio: ['ignore', fd, 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (text) => { stderr += text; });
    const finish = (error) => {
      closeSync(fd);
      const stdout = readFileSync(out, 'utf8');
      rmSync(folder, { recursive: true, force: true });
      done({ error, stdout, stderr });
    };
    child.once('error', finish);
    child.once('close', () => finish(undefined));
  });

async function play(file) {
  const copy = freshCopy(engine);
  let product;
  try {
    product = await start(copy);
    const { stdout, stderr, error } = await played(file, product.url);
    let report;
    try { report = JSON.parse(stdout); } catch { throw new Error(`httpyac said no JSON: ${stderr || stdout || error}`); }
    let asserted = 0;
    for (const request of report.requests ?? []) {
      const target = request.response?.request ?? {};
      const url = new URL(target.url ?? product.url, product.url);
      if (request.response?.statusCode) shown.add(`${target.method ?? 'GET'} ${url.pathname} ${request.response.statusCode}`);
      for (const test of request.testResults ?? []) {
        asserted += 1;
        if (test.status === 'SUCCESS' || test.result === true) passed += 1;
        else {
          failed += 1;
          console.log(`FAILED  ${file}: ${request.title ?? request.name ?? url.pathname}: ${test.message}\n        answered ${request.response?.statusCode} ${String(request.response?.body ?? '').slice(0, 300)}`);
        }
      }
    }
    if (asserted === 0) throw new Error('asserts nothing');
    console.log(`played  ${file}: ${asserted} assertions`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${file}: ${error.message}`);
  } finally {
    if (product) {
      const how = await product.stop();
      if (how.code !== 0) {
        failed += 1;
        console.log(`FAILED  ${file}: the program ended with ${JSON.stringify(how)}\n${product.output().slice(-3000)}`);
      }
    }
    discard(copy);
  }
}

// What a demo district cannot show: src/mechanisms/entrance/entrance_test.cpp, rulebook/rulebook_test.cpp and papers/papers_test.cpp show it.
const elsewhere = new Set(['POST /api/v1/claim 201', 'POST /api/v1/demo/enter 409', 'GET /api/v1/demo/clock 409', 'POST /api/v1/demo/clock/advance 409', 'GET /api/v1/definitions/three_way 200',
  'GET /api/v1/papers/{id}/docx 410', 'GET /api/v1/papers/{id}/page 410']);

// Which declared statuses did no script show? Checked on one engine, with all files.
function compareStatuses() {
  const document = JSON.parse(execFileSync(program, ['openapi'], { encoding: 'utf8', maxBuffer: 1 << 27 }));
  const missing = [];
  for (const [path, operations] of Object.entries(document.paths)) {
    const pattern = new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`);
    for (const [method, operation] of Object.entries(operations)) {
      for (const status of Object.keys(operation.responses ?? {})) {
        if (path === '/api/v1/events' && status !== '401') continue;  // a stream has no end: live_events_test.cpp shows it
        const found = [...shown].some((line) => {
          const [verb, at, code] = line.split(' ');
          return verb.toLowerCase() === method && code === status && pattern.test(decodeURIComponent(at));
        });
        const line = `${method.toUpperCase()} ${path} ${status}`;
        if (!found && !elsewhere.has(line)) missing.push(line);
      }
    }
  }
  if (missing.length === 0) passed += 1;
  else {
    failed += 1;
    console.log(`FAILED  statuses that a route declares and no request script shows (${missing.length}):\n        ${missing.join('\n        ')}`);
  }
}

template(engine);
const queue = [...files];
const worker = async () => { for (let file = queue.shift(); file; file = queue.shift()) await play(file); };
await Promise.all([worker(), worker()]);
if (!named.length && engine === 'sqlite') compareStatuses();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
