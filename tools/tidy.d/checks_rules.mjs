// Checks of what stands beside the code: rooms, messages, migrations, definitions, documents.
const entries = (files, pattern) => [...files].filter(([path]) => pattern.test(path));
const parse = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

function rooms(files) {
  const found = new Set();
  for (const [path] of files) {
    const room = path.match(/^(src\/(?:mechanisms|instruments)\/[a-z_]+|src\/[a-z_]+)\//)?.[1];
    if (room && !/^src\/(mechanisms|instruments)$/.test(room) && /\.(cpp|hpp)$/.test(path)) found.add(room);
  }
  return [...found];
}

function messageFaults(files) {
  const faults = [];
  for (const [path, text] of entries(files, /^(src|web\/src)\/.*\/messages\/zh\.json$/)) {
    const zh = parse(text);
    const en = parse(files.get(path.replace('zh.json', 'en.json')) ?? '');
    if (!zh || !en) {
      faults.push(`${path}: zh.json and en.json must both stand and be JSON`);
      continue;
    }
    const holes = (s) => [...String(s).matchAll(/\{([a-z_]+)\}/g)].map((m) => m[1]).sort().join();
    for (const key of Object.keys(zh)) {
      if (!(key in en)) faults.push(`${path}: ${key} has no English sentence`);
      else if (holes(zh[key]) !== holes(en[key])) faults.push(`${path}: ${key} has other {params} in English`);
    }
    for (const key of Object.keys(en)) if (!(key in zh)) faults.push(`${path}: ${key} has no Chinese sentence`);
  }
  return faults;
}

function unknownKeys(files) {
  const known = new Set();
  for (const [, text] of entries(files, /\/messages\/zh\.json$/)) Object.keys(parse(text) ?? {}).forEach((key) => known.add(key));
  const faults = [];
  for (const [path, text] of entries(files, /^src\/.*\.cpp$/)) {
    if (/_test\.cpp$/.test(path)) continue;
    for (const [, key] of text.matchAll(/\b(?:fail|refuse)\(\s*(?:base::)?(?:ErrorCode::\w+,\s*)?"([a-z_]+\.[a-z_.0-9]+)"/g)) {
      if (!known.has(key)) faults.push(`${path}: "${key}" stands in no messages/zh.json`);
    }
  }
  return faults;
}

// Tables that are looked up before the district is known, or that belong to the installation.
const installation = /^(districts|schema_migrations|node_leases|installation_\w+|leases)$/;

function keyFaults(files) {
  const faults = [];
  for (const [path, text] of entries(files, /^src\/.*\/migrations\/.*\.sql$/)) {
    const clean = text.replace(/^--.*$/gm, '');
    for (const [, table, body] of clean.matchAll(/CREATE TABLE (?:IF NOT EXISTS )?(\w+)\s*\(([\s\S]*?)\)\s*(?:\/\*@table\*\/)?\s*;/g)) {
      if (installation.test(table)) continue;
      for (const [, kind, columns] of body.matchAll(/(PRIMARY KEY|UNIQUE|FOREIGN KEY)\s*\(([^)]*)\)/g)) {
        if (!/\bdistrict_id\b/.test(columns)) faults.push(`${path}: ${table}: ${kind} (${columns}) has no district_id`);
      }
      if (!/district_id/.test(body)) faults.push(`${path}: ${table} has no district_id`);
      if (/\b(PRIMARY KEY|UNIQUE)\s*(,|$|\))/m.test(body)) faults.push(`${path}: ${table}: a key of one column has no district_id`);
    }
    for (const [, index, columns] of clean.matchAll(/CREATE UNIQUE INDEX (?:IF NOT EXISTS )?(\w+)\s+ON\s+\w+\s*\(([^;]*)\)/g)) {
      if (!/\bdistrict_id\b/.test(columns) && !/^installation_|^districts/.test(index)) faults.push(`${path}: ${index} has no district_id`);
    }
  }
  return faults;
}

export const ruleChecks = [
  {
    name: 'every room has its README',
    why: 'one screen that says what the district means by it',
    bad: [{ 'src/mechanisms/x/room.cpp': '// x\n' }],
    run: (files) => rooms(files).filter((room) => !files.has(`${room}/README.md`)).map((room) => `${room}/README.md is missing`),
  },
  {
    name: 'messages stand in Chinese and in English with the same holes',
    why: 'a missing sentence shows a raw key to an official',
    bad: [{ 'src/x/messages/zh.json': '{"x.a":"甲{n}"}', 'src/x/messages/en.json': '{"x.a":"a"}' }],
    run: messageFaults,
  },
  {
    name: 'every refusal in the code has its sentence',
    why: 'the server sends keys; the reader needs words',
    bad: [{ 'src/x/a.cpp': 'return base::fail(base::ErrorCode::invalid, "x.unknown_key");' }],
    run: unknownKeys,
  },
  {
    name: 'every key of a table contains district_id',
    why: 'many districts shard on an existing engine without a change',
    bad: [{ 'src/x/migrations/0001_x.sql': 'CREATE TABLE a (district_id INT64, id INT64, PRIMARY KEY (id)) /*@table*/;' }],
    run: keyFaults,
  },
  {
    name: 'every definition names its version and its source',
    why: 'a screen never calls a preset official',
    bad: [{ 'definitions/x/a.toml': 'code = "x"\nversion = 1\n' }],
    run: (files) =>
      entries(files, /^definitions\/.*\.toml$/)
        .filter(([, text]) => !/^code\s*=/m.test(text) || !/^version\s*=/m.test(text) || !/^(\[source\]|source\s*=)/m.test(text))
        .map(([path]) => `${path}: code, version and source are needed`),
  },
  {
    name: 'the glossary and the mechanisms table are whole',
    why: 'thirty-seven mechanisms, one house',
    bad: [{ 'docs/mechanisms.md': '| 1 | x |\n' }],
    run: (files) => {
      const table = files.get('docs/mechanisms.md') ?? '';
      return Array.from({ length: 37 }, (_, i) => i + 1).filter((n) => !new RegExp(`^\\| ${n} \\|`, 'm').test(table)).map((n) => `docs/mechanisms.md has no row ${n}`);
    },
  },
];
