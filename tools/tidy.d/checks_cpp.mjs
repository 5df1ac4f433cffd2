// Checks of the C++ side: includes, forbidden words, sizes.
import { floorOf, forbidden } from './floors.mjs';

const cpp = (files, filter = () => true) => [...files].filter(([path]) => /^(src|bench)\/.*\.(cpp|hpp)$/.test(path) && filter(path));
const isTest = (path) => /_test\.cpp$|\/testing[a-z_]*\.(hpp|cpp)$/.test(path);
const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\//g, (s) => s.replace(/[^\n]/g, ' ')).replace(/\/\/[^\n]*/g, '');

function findWords(files, filter, pattern, clean = withoutComments) {
  const faults = [];
  for (const [path, text] of cpp(files, filter)) {
    clean(text).split('\n').forEach((line, i) => {
      const hit = line.match(pattern);
      if (hit) faults.push(`${path}:${i + 1} ${hit[0].trim()}`);
    });
  }
  return faults;
}

const sql = /"\s*(SELECT\s|INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|CREATE\s+(TABLE|INDEX)|WITH\s+\w+\s+AS)|R"[a-z]*\(\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\s/;

function longFunctions(files) {
  const faults = [];
  for (const [path, text] of cpp(files, (p) => !isTest(p))) {
    let start = -1;
    let head = '';
    text.split('\n').forEach((line, i) => {
      if (start < 0 && /^[A-Za-z_[].*\{$/.test(line) && line.includes(')') && !/^(namespace|class|struct|enum)\b/.test(line)) {
        start = i;
        head = line;
      } else if (start >= 0 && line.startsWith('}')) {
        if (i - start + 1 > 70) faults.push(`${path}:${start + 1} ${i - start + 1} lines: ${head.slice(0, 80)}`);
        start = -1;
      }
    });
  }
  return faults;
}

export const cppChecks = [
  {
    name: 'includes run one way, from higher floors to lower ones',
    why: 'a static library that calls upward still links; only a test of the includes keeps the floors',
    bad: [{ 'src/base/a.cpp': '#include "store/store.hpp"\n' }, { 'src/mechanisms/a/b.cpp': '#include "mechanisms/c/d.hpp"\n' }, { 'src/mechanisms/a/b.cpp': '#include "matters/tables.hpp"\n' }],
    run: (files) =>
      cpp(files, floorOf).flatMap(([path, text]) =>
        [...text.matchAll(/^#include "([^"]+)"/gm)].flatMap(([, target]) => {
          const why = forbidden(path, target);
          return why ? [`${path} includes ${target}: ${why}`] : [];
        }),
      ),
  },
  {
    name: 'Asio and Beast are seen in http/ only',
    why: 'the edge can be exchanged, and other files compile quickly',
    bad: [{ 'src/app/a.cpp': '#include <boost/asio/ip/tcp.hpp>\n' }],
    run: (files) => findWords(files, (p) => !p.startsWith('src/http/') && !p.startsWith('bench/'), /#include <boost\/(asio|beast)[^>]*>/),
  },
  {
    name: 'SQL stands in tables.cpp and in the store only',
    why: 'who looks for a query finds it in one file of its room',
    bad: [{ 'src/people/service.cpp': 'auto s = "SELECT id FROM x";\n' }],
    run: (files) => findWords(files, (p) => p.startsWith('src/') && !isTest(p) && !/tables[a-z_]*\.cpp$/.test(p) && !p.startsWith('src/store/'), sql),
  },
  {
    name: 'rules hold no clock, randomness or SQL',
    why: 'a rule is a pure function: the same input gives the same answer, in a test and in ten years',
    bad: [{ 'src/matters/rules.cpp': 'int f() { return unit.now(); }\n' }],
    run: (files) => findWords(files, (p) => /rules[a-z_]*\.(cpp|hpp)$/.test(p), /\bnow\(\)|\bRandom\b|store::|#include "store\/|real_clock/),
  },
  {
    name: 'nothing reads the real clock, random numbers or locales outside base/ and the edge',
    why: 'a seeded simulation must replay exactly',
    bad: [{ 'src/matters/a.cpp': 'auto t = std::chrono::system_clock::now();\n' }, { 'src/matters/a.cpp': 'int i = rand();\n' }],
    run: (files) =>
      findWords(files, (p) => p.startsWith('src/') && !isTest(p) && !/^src\/base\/real_|^src\/http\//.test(p), /system_clock::now|\bs?rand\(|\btime\((NULL|nullptr|0)\)|std::locale|random_device|mt19937|\bgetenv\b.*TZ/),
  },
  {
    name: 'no raw new or delete, no stream output in product code',
    why: 'ownership is written in types; logs go through one place without personal data',
    bad: [{ 'src/matters/a.cpp': 'auto* p = new int;\n' }, { 'src/matters/a.cpp': '#include <iostream>\n' }],
    run: (files) => findWords(files, (p) => p.startsWith('src/') && !isTest(p), /[=(,\s]new [A-Za-z_:]+[({;]|\bdelete [a-z]|#include <iostream>/),
  },
  {
    name: 'the verdict of every property is looked at',
    why: 'rc::check only answers false: outside CHECK a failing property fails no test',
    bad: [{ 'src/base/a_test.cpp': '  rc::check([] { RC_ASSERT(false); });\n' }],
    run: (files) => findWords(files, isTest, /^\s*(static_cast<void>\()?rc::check\(/),
  },
  {
    name: 'coroutines only in http/',
    why: 'g++ 12 destroys some temporaries of co_await expressions twice',
    bad: [{ 'src/store/a.cpp': 'co_await x;\n' }],
    run: (files) => findWords(files, (p) => !p.startsWith('src/http/') && !p.startsWith('bench/'), /\bco_(await|return|yield)\b/),
  },
  {
    name: 'functions have at most 70 lines',
    why: 'what fits one screen can be read at once',
    bad: [{ 'src/base/a.cpp': `int f() {\n${'  x();\n'.repeat(75)}}\n` }],
    run: longFunctions,
  },
  {
    name: 'files have at most 500 lines',
    why: 'one idea a file',
    bad: [{ 'src/base/a.cpp': 'x\n'.repeat(501) }, { 'web/src/a.vue': 'x\n'.repeat(501) }],
    run: (files) =>
      [...files]
        .filter(([path]) => /\.(cpp|hpp|ts|vue|mjs|css|sql|mustache)$/.test(path) && !/schema\.d\.ts$/.test(path))
        .map(([path, text]) => [path, text.split('\n').length - 1])
        .filter(([, lines]) => lines > 500)
        .map(([path, lines]) => `${path} ${lines} lines`),
  },
  {
    name: 'every source file says what it is for',
    why: 'a header comment is the first thing that a stranger reads',
    bad: [{ 'src/base/a.hpp': '#pragma once\nint f();\n' }],
    run: (files) => cpp(files, (p) => p.endsWith('.hpp')).filter(([, text]) => !/^(\/\/|\/\*)/.test(text)).map(([path]) => path),
  },
];
