// How the ready program starts and how much it is: start on an existing demo district, resident memory, first loads in compressed bytes.
// node bench/size.mjs [sqlite|postgres]
import { readFileSync, readdirSync, statSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { discard, enter, freshCopy, program, root, start } from '../tests/lib/product.mjs';
import { median, residentKb } from './lib.mjs';

// What really travels: the bytes of a body as the server sends it to a browser that takes br and gzip.
const sent = (url) => new Promise((done, fail) => {
  http.get(url, { headers: { 'accept-encoding': 'br, gzip' } }, (response) => {
    let bytes = 0;
    const chunks = [];
    response.on('data', (chunk) => { bytes += chunk.length; chunks.push(chunk); });
    response.on('end', () => done({ bytes, status: response.statusCode, encoding: response.headers['content-encoding'] ?? 'none', body: Buffer.concat(chunks) }));
  }).on('error', fail);
});
const wanted = (html) => [...html.matchAll(/(?:src|href)="(\/[^"#?]+\.(?:js|css|svg|png|woff2))"/g)].map((match) => match[1]);

const copy = freshCopy(process.argv[2] ?? 'sqlite');
const times = [];
let product;
try {
  for (let round = 0; round < 5; round += 1) {
    if (product) await product.stop();
    const before = performance.now();
    product = await start(copy);
    times.push(performance.now() - before);
  }
  console.log(`start on an existing demo district until /health is good: ${median(times).toFixed(0)} ms (median of ${times.length}; looked at every 25 ms)`);
  console.log(`resident after the start: ${(residentKb(product.pid) / 1024).toFixed(0)} MB; the program's file ${(statSync(program).size / 1048576).toFixed(1)} MB`);
  const client = await enter(product.url, 'district_desk');
  for (let n = 0; n < 200; n += 1) await client.get('/api/v1/matters?limit=50');
  console.log(`resident after 200 pages of the list: ${(residentKb(product.pid) / 1024).toFixed(0)} MB`);
  for (const [name, path] of [['desk', '/desk/'], ['resident home', '/d/jiancaoping/'], ['resident form', '/d/jiancaoping/report']]) {
    const page = await sent(product.url + path);
    const html = page.encoding === 'none' ? page.body.toString() : await (await fetch(product.url + path)).text();
    const parts = [...new Set(wanted(html))];
    let total = page.bytes;
    for (const part of parts) total += (await sent(product.url + part)).bytes;
    console.log(`${name}: ${(total / 1024).toFixed(1)} KB travel for the first load (${page.status}; page ${(page.bytes / 1024).toFixed(1)} KB ${page.encoding}, ${parts.length} files it names)`);
  }
  const assets = join(root, 'web/dist/assets');
  const all = readdirSync(assets).filter((name) => /\.(js|css)$/.test(name)).reduce((sum, name) => sum + brotliCompressSync(readFileSync(join(assets, name))).length, 0);
  console.log(`all screens together: ${(all / 1024).toFixed(0)} KB as brotli`);
} finally {
  if (product) await product.stop();
  discard(copy);
}
