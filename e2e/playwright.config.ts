import { defineConfig } from '@playwright/test'

/** End-to-end tests in the real Electron, one app at a time: two cores are shared with the app's own processes. */
export default defineConfig({
  testDir: 'specs',
  outputDir: 'results/artifacts',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] === undefined ? [['list']] : [['list'], ['json']],
  use: { trace: 'off' },
})
