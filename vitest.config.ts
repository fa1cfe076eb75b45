import { defineConfig } from 'vitest/config'

/** One project per area, so that each runs in the environment its code runs in. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    // A limit against hanging, wide enough for a machine that does other things at the same time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { test: { name: 'shared', include: ['src/shared/**/*.test.ts'] } },
      { test: { name: 'main', include: ['src/main/**/*.test.ts'] } },
      {
        test: {
          name: 'renderer',
          // Whole pages are shown and worked: on a busy machine that takes its time.
          testTimeout: 30_000,
          include: ['src/renderer/**/*.test.ts', 'src/renderer/**/*.test.tsx'],
          environment: 'happy-dom',
          setupFiles: ['src/renderer/test-setup.testing.ts'],
        },
      },
      { test: { name: 'sandbox', include: ['e2e/sandbox/**/*.test.ts'] } },
      { test: { name: 'scripts', include: ['scripts/**/*.test.mjs'] } },
    ],
  },
})
