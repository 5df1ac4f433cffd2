// One browser, one worker: the walks share a district and its clock. Debian's Chromium; nothing is downloaded.
import { defineConfig } from '@playwright/test';

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  workers: 1,
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  outputDir: `${process.env.RED_OUT ?? '/tmp/red-browser'}/traces`,
  reporter: [['list'], ['json', { outputFile: process.env.RED_REPORT ?? '/tmp/red-browser/report.json' }]],
  use: {
    baseURL: process.env.RED_URL,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.RED_CHROMIUM ?? '/usr/bin/chromium',
      args,
    },
  },
});
