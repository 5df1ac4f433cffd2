// Runs every check of checks_*.mjs over the tracked files and prints what is broken and where.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cppChecks } from './checks_cpp.mjs';
import { ruleChecks } from './checks_rules.mjs';

const text = /\.(cpp|hpp|sql|toml|json|ts|vue|mjs|css|md|http|mustache|sh)$|^(run|test|tools\/[a-z-]+)$/;
const names = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8', maxBuffer: 1 << 26 }).split('\n');
const files = new Map(
  names.filter((name) => text.test(name) && existsSync(name)).map((name) => [name, readFileSync(name, 'utf8')]),
);

let passed = 0;
let failed = 0;
for (const check of [...cppChecks, ...ruleChecks]) {
  const blind = check.bad.filter((sample) => check.run(new Map(Object.entries(sample))).length === 0);
  const faults = blind.length ? [`the check does not see its bad sample ${JSON.stringify(blind[0])}`] : check.run(files);
  if (faults.length === 0) {
    passed += 1;
    console.log(`ok      ${check.name}`);
  } else {
    failed += 1;
    console.log(`FAILED  ${check.name}\n        why: ${check.why}`);
    for (const fault of faults.slice(0, 30)) console.log(`        ${fault}`);
    if (faults.length > 30) console.log(`        … and ${faults.length - 30} more`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
