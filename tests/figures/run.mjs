// The demo district at its full size holds every number of the source that its mechanisms carry; one seed gives one district.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { discard, freshCopy, program } from '../lib/product.mjs';

let passed = 0;
let failed = 0;
const check = (holds, words) => {
  if (holds) passed += 1;
  else failed += 1;
  if (!holds) console.log(`FAILED: ${words}`);
};

const full = freshCopy('sqlite', { scale: 'full' });
try {
  const answer = spawnSync(program, ['figures', '--data', full.data], { encoding: 'utf8', maxBuffer: 1 << 24 });
  for (const line of answer.stdout.split('\n').filter(Boolean)) {
    const [verdict, code, expected, value, name, query] = line.split('\t');
    console.log(`${verdict.padEnd(8)} ${value.padStart(9)}  (${expected})  ${name}  <- ${query}`);
    check(verdict === 'holds', `${code}: ${value} instead of ${expected}`);
  }
  check(answer.stdout.split('\n').filter(Boolean).length >= 25, 'at least 25 numbers are counted');
  const journal = spawnSync(program, ['verify', '--district', 'jiancaoping', '--data', full.data], { encoding: 'utf8', maxBuffer: 1 << 24 });
  check(journal.status === 0, `redengine verify: ${journal.stdout}`);
  // Every law holds; every paper prints from some record without a field that nobody fills, and every search finds something.
  const laws = spawnSync(program, ['check', '--data', full.data], { encoding: 'utf8', maxBuffer: 1 << 24 });
  const lines = laws.stdout.split('\n');
  check(laws.status === 0, `redengine check: ${lines.filter((line) => line.startsWith('broken')).join('; ')}`);
  const nobody_left_yet = ['hand_over_sheet'];
  const none = lines.filter((line) => line.startsWith('none: jiancaoping') && !nobody_left_yet.some((code) => line.includes(` ${code} `)));
  check(none.length === 0, none.join('; '));
} finally {
  discard(full);
}

// A district of its own folder, made from a seed; the fingerprint of its canonical export.
function fingerprint(seed) {
  const data = mkdtempSync(join(tmpdir(), 'redengine-seed-'));
  try {
    execFileSync(program, ['demo', '--scale', 'small', '--seed', String(seed), '--data', data], { stdio: ['ignore', 'pipe', 'pipe'] });
    const laws = spawnSync(program, ['check', '--data', data], { encoding: 'utf8', maxBuffer: 1 << 24 });
    check(laws.status === 0, `seed ${seed}: redengine check: ${laws.stdout.split('\n').filter((line) => line.startsWith('broken')).join('; ')}`);
    const rows = execFileSync(program, ['export', '--district', 'jiancaoping', '--data', data], { stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 28 });
    return { rows: rows.toString().split('\n').length, hash: createHash('sha256').update(rows).digest('hex') };
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}
const [one, again, other] = [fingerprint(1), fingerprint(1), fingerprint(2)];
check(one.rows > 1000, 'the small district has more than a thousand rows');
check(one.hash === again.hash, 'one seed gives one canonical export');
check(one.hash !== other.hash, 'another seed gives another');

console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
