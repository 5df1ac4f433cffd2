// Starts the program on a copy of the demo district, runs Playwright against it, and says how many tests passed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { discard, freshCopy, program, root, start } from '../lib/product.mjs';

const out = process.env.RED_OUT ?? join(root, 'build/browser');
const report = join(out, 'report.json');
mkdirSync(out, { recursive: true });
rmSync(report, { force: true });

const running = process.env.RED_URL;
const copy = running ? undefined : freshCopy(process.env.RED_ENGINE ?? 'sqlite');
const server = running ? undefined : await start(copy);
try {
  await new Promise((done) => {
    const child = spawn(
      join(root, 'web/node_modules/.bin/playwright'),
      ['test', '--config', join(root, 'tests/browser/playwright.config.ts'), ...process.argv.slice(2)],
      {
        stdio: 'inherit',
        env: {
          ...process.env,
          NODE_PATH: join(root, 'web/node_modules'),
          RED_URL: running ?? server.url,
          RED_REPORT: report,
          RED_OUT: out,
        },
      },
    );
    child.on('exit', done);
  });
} finally {
  await server?.stop();
  if (copy) discard(copy);
}
// The generated types are those of this very program: drift fails.
const types = spawnSync('node', [join(root, 'web/scripts/types.mjs'), '--check'], {
  stdio: 'inherit',
  env: { ...process.env, REDENGINE: program },
});
const drifted = types.status === 0 ? 0 : 1;
const stats = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).stats : { expected: 0, unexpected: 1, flaky: 0 };
// A walk that passed only when it was walked again counts as passed, and is named: it wants mending.
if (stats.flaky) console.log(`walked twice: ${stats.flaky} (marked "flaky" above)`);
const failed = stats.unexpected + drifted;
console.log(`${stats.expected + stats.flaky + 1 - drifted} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
