// bench/run simulate [LIVES] [DAYS] [FIRST_SEED]: lives many seeded lives of a district, two at a time, over edges of the calendar, with
// progress; a life in which a law is broken is printed with the words that replay it, and the run goes on.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const lives = Number(process.argv[2] ?? 200);
const days = Number(process.argv[3] ?? 21);
const first = Number(process.argv[4] ?? 1000);
const program = join(root, 'build', process.env.RED_PRESET ?? 'test', 'simulation');
// Days on which something begins or ends: holidays, make-up days, seasons of office hours, the year, a leap day.
const starts = ['2026-09-17', '2026-12-22', '2026-02-10', '2026-05-25', '2026-04-01', '2026-09-28', '2026-10-05', '2026-06-12', '2028-02-20', '2026-12-31'];
const began = Date.now();
const broken = [];
let next = 0;
let done = 0;
let moves = 0;

const replay = (seed, from) => `tests/simulation/run --seed ${seed} --days ${days} --from ${from}`;
const life = (seed, from) =>
  new Promise((over) => {
    const child = spawn(program, ['--seed', seed, '--days', days, '--from', from].map(String), { cwd: root });
    let words = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (words += data));
    child.on('close', (code) => over({ code, words }));
  });
async function worker() {
  while (next < lives) {
    const seed = first + next;
    const from = starts[next % starts.length];
    next += 1;
    const { code, words } = await life(seed, from);
    done += 1;
    moves += Number(/(\d+) moves/.exec(words)?.[1] ?? 0);
    if (code !== 0) {
      broken.push(replay(seed, from));
      console.log(`\nBROKEN ${replay(seed, from)}\n${words.split('\n').filter((line) => /BROKEN|Sanitizer|error/.test(line)).join('\n') || words.slice(-2000)}`);
    }
    const seconds = (Date.now() - began) / 1000;
    process.stdout.write(`\r${done} of ${lives} lives of ${days} days, ${moves} moves, ${broken.length} broken, ${Math.round(seconds)} s, ${Math.round(((lives - done) * seconds) / done)} s to go   `);
  }
}
await Promise.all([worker(), worker()]);
console.log(`\n${lives - broken.length} of ${lives} lives held every law`);
for (const words of broken) console.log(`replay: ${words}`);
process.exit(broken.length ? 1 : 0);
