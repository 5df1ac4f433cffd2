// Seconds of the processor that each room's last compilation took, from ninja's log. node bench/build.mjs [release|test]
// A step's time is wall time with whatever ran beside it: read it after a cold build on a quiet machine.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tests/lib/product.mjs';

const preset = process.argv[2] ?? 'release';
const last = new Map();
for (const line of readFileSync(join(root, `build/${preset}/.ninja_log`), 'utf8').split('\n')) {
  const [from, to, , output] = line.split('\t');
  if (output) last.set(output, (Number(to) - Number(from)) / 1000);
}
const rooms = new Map();
for (const [output, seconds] of last) {
  const path = output.match(/\/src\/(.+)\//)?.[1];
  const room = path ? path.split('/').slice(0, /^(records|mechanisms|instruments)\//.test(path) ? 2 : 1).join('/') : 'linking, generating, bench';
  const known = rooms.get(room) ?? { seconds: 0, files: 0 };
  rooms.set(room, { seconds: known.seconds + seconds, files: known.files + 1 });
}
for (const [room, { seconds, files }] of [...rooms].sort((a, b) => b[1].seconds - a[1].seconds)) console.log(`${seconds.toFixed(1).padStart(8)} s ${String(files).padStart(4)} steps  ${room}`);
const total = [...rooms.values()].reduce((sum, room) => sum + room.seconds, 0);
console.log(`${total.toFixed(1).padStart(8)} s in all; with two steps at a time ${(total / 2).toFixed(0)} s`);
