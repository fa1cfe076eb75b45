import { defineConfig } from 'vitest/config'

/** One project per area, so that each runs in the environment its code runs in. */
export default defineConfig({
  test: {
    maxWorkers: 2,
    // A limit against hanging, wide enough for a machine that does other things at the same time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'shared', include: ['src/shared/**/*.test.ts'] } },
      { extends: true, test: { name: 'main', include: ['src/main/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'renderer',
          include: ['src/renderer/**/*.test.ts', 'src/renderer/**/*.test.tsx'],
          exclude: ['src/renderer/replication/model/**'],
          environment: 'happy-dom',
          setupFiles: ['src/renderer/test-setup.testing.ts'],
        },
      },
      // Many computers, and remotes that speak HTTP: no window.
      { extends: true, test: { name: 'model', include: ['src/renderer/replication/model/**/*.test.ts'] } },
      { extends: true, test: { name: 'sandbox', include: ['e2e/sandbox/**/*.test.ts'] } },
      { extends: true, test: { name: 'scripts', include: ['scripts/**/*.test.mjs'] } },
    ],
  },
})
