// Builds the desk and the field shell into dist/, for old WebViews too, with every text asset precompressed beside it.
// A warning is an error: with an old target some of them (top-level await) mean a blank page.
import vue from '@vitejs/plugin-vue';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { messages } from './build/messages.ts';
import { precompress } from './build/precompress.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = process.env.RED_SERVER ?? 'http://127.0.0.1:8080';
const proxied = ['/api', '/d', '/s', '/static', '/health', '/openapi.json'];

export default defineConfig({
  plugins: [vue(), messages(here('..')), precompress()],
  resolve: { alias: { '@': here('./src') } },
  define: { __VUE_PROD_DEVTOOLS__: false, __VUE_OPTIONS_API__: true, __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false },
  worker: { format: 'iife' },
  build: {
    target: 'chrome79',
    cssTarget: 'chrome79',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    rollupOptions: {
      input: { desk: here('./desk/index.html'), field: here('./field/index.html') },
      onwarn(warning) {
        if (warning.code === 'PLUGIN_TIMINGS') return; // says how slow the machine was, nothing of the build
        throw new Error(`${warning.code ?? ''} ${warning.message}`);
      },
    },
  },
  server: {
    fs: { allow: [here('..')] },
    proxy: Object.fromEntries(proxied.map((path) => [`^${path}(/|$|\\?)`, { target: server, changeOrigin: false }])),
  },
  test: { environment: 'happy-dom', include: ['src/**/*.test.ts', 'build/**/*.test.ts'], setupFiles: ['src/shared/testing/setup.ts'] },
});
