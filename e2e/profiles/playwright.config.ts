import { defineConfig } from '@playwright/test'
import usual from '../playwright.config.ts'

/** Keeps a profile of the app as it is; no test of anything. */
export default defineConfig(usual, {
  testDir: '.',
  testMatch: 'keep-profile.ts',
  outputDir: '../results/artifacts',
})
