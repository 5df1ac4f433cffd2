// Writes .br and .gz beside every text asset of the build, so that the server only hands out files.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const text = /\.(js|css|html|json|svg|webmanifest)$/;
const worthwhile_bytes = 512;

function walk(folder: string, visit: (path: string) => void): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) walk(path, visit);
    else visit(path);
  }
}

export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'red-engine-precompress',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle() {
      walk(folder, (path) => {
        if (!text.test(path)) return;
        const bytes = readFileSync(path);
        if (bytes.length < worthwhile_bytes) return;
        writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
        writeFileSync(
          `${path}.br`,
          brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
        );
      });
    },
  };
}
