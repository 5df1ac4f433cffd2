// What the benchmarks share: start the peer and the product, load one with wrk, take medians, write a line.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../tests/lib/product.mjs';

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// The bare peer on its own database.
export async function startBare(database) {
  const folder = mkdtempSync(join(tmpdir(), 'redengine-bench-'));
  const portFile = join(folder, 'port');
  const child = spawn(join(root, 'build/release/bench/bench_bare'), [database ?? `sqlite:${join(folder, 'bare.db')}`, portFile], { stdio: 'ignore' });
  for (let i = 0; i < 200 && !existsSync(portFile); i += 1) await sleep(25);
  const port = readFileSync(portFile, 'utf8');
  return { url: `http://127.0.0.1:${port}`, pid: child.pid, stop: () => new Promise((done) => { child.on('exit', done); child.kill('SIGTERM'); }) };
}

// One run of wrk; answers { rate, p50_ms, p99_ms, cpu_us } where cpu_us is the server's processor time a request.
export function load(pid, args) {
  const before = cpuSeconds(pid);
  const out = execFileSync('wrk', args, { encoding: 'utf8' });
  const used = cpuSeconds(pid) - before;
  const [, rate, requests, errors, p50, p99] = out.match(/RESULT ([\d.]+) (\d+) (\d+) ([\d.]+) ([\d.]+)/).map(Number);
  if (errors > 0) throw new Error(`${errors} of ${requests} requests failed:\n${out}`);
  return { rate, requests, p50_ms: p50, p99_ms: p99, cpu_us: (used / requests) * 1e6 };
}

export function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}
export const residentKb = (pid) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)[1]);
