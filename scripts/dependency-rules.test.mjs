// @ts-check
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')
/** @type {string} */
let folder

beforeEach(() => {
  folder = mkdtempSync(join(root, 'node_modules', '.planted-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

/**
 * Names of the rules broken by files that are planted in an otherwise empty tree.
 * @param {Record<string, string>} files
 * @returns {string[]}
 */
function brokenRules(files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  writeFileSync(
    join(folder, 'tsconfig.tests.json'),
    '{"compilerOptions":{"allowImportingTsExtensions":true,"noEmit":true}}',
  )
  const run = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      join(root, '.dependency-cruiser.cjs'),
      '--output-type',
      'json',
      'src',
    ],
    { cwd: folder, encoding: 'utf8' },
  )
  /** @type {{summary: {violations: {rule: {name: string}}[]}}} */
  const report = JSON.parse(run.stdout)
  return [...new Set(report.summary.violations.map((violation) => violation.rule.name))].sort()
}

const leaf = 'export const x = 1\n'
/** @param {string} path */
const importing = (path) => `import { x } from '${path}'\nexport const y = x\n`

it.each([
  ['shared-is-pure', { 'src/shared/a.ts': importing('../main/b.ts'), 'src/main/b.ts': leaf }],
  ['main-not-renderer', { 'src/main/a.ts': importing('../renderer/b.ts'), 'src/renderer/b.ts': leaf }],
  ['renderer-not-main', { 'src/renderer/a.ts': importing('../main/b.ts'), 'src/main/b.ts': leaf }],
  [
    'preload-is-thin',
    { 'src/main/preload/index.ts': importing('../settings/b.ts'), 'src/main/settings/b.ts': leaf },
  ],
  [
    'connectors-apart',
    { 'src/main/connectors/a/a.ts': importing('../b/b.ts'), 'src/main/connectors/b/b.ts': leaf },
  ],
  [
    'connectors-apart',
    { 'src/main/connectors/a/a.ts': importing('../../credentials/b.ts'), 'src/main/credentials/b.ts': leaf },
  ],
  [
    'no-node-in-renderer',
    { 'src/renderer/a.ts': "import { join } from 'node:path'\nexport const y = join\n" },
  ],
  [
    'ui-without-data',
    { 'src/renderer/ui/a.ts': importing('../database/b.ts'), 'src/renderer/database/b.ts': leaf },
  ],
  [
    'features-apart',
    { 'src/renderer/features/a/a.ts': importing('../b/b.ts'), 'src/renderer/features/b/b.ts': leaf },
  ],
  [
    'features-apart',
    { 'src/renderer/features/a/a.ts': importing('../../app/b.ts'), 'src/renderer/app/b.ts': leaf },
  ],
  [
    'features-see-status-only',
    {
      'src/renderer/features/a/a.ts': importing('../../replication/push.ts'),
      'src/renderer/replication/push.ts': leaf,
    },
  ],
  [
    'replication-without-screens',
    { 'src/renderer/replication/a.ts': importing('../bridge/b.ts'), 'src/renderer/bridge/b.ts': leaf },
  ],
  [
    'database-alone',
    { 'src/renderer/database/a.ts': importing('../replication/b.ts'), 'src/renderer/replication/b.ts': leaf },
  ],
  [
    'bridge-alone',
    { 'src/renderer/bridge/a.ts': importing('../database/b.ts'), 'src/renderer/database/b.ts': leaf },
  ],
  [
    'workers-alone',
    { 'src/renderer/roster/a.ts': importing('../features/x/b.ts'), 'src/renderer/features/x/b.ts': leaf },
  ],
  [
    'import-without-screens',
    { 'src/renderer/import/a.ts': importing('../features/x/b.ts'), 'src/renderer/features/x/b.ts': leaf },
  ],
  ['src-not-e2e', { 'src/main/a.ts': importing('../../e2e/b.ts'), 'e2e/b.ts': leaf }],
  [
    'no-cycles',
    {
      'src/main/a.ts': importing('./b.ts') + 'export const x = 2\n',
      'src/main/b.ts': importing('./a.ts') + 'export const x = 2\n',
    },
  ],
])('finds a planted violation of %s', (rule, files) => {
  expect(brokenRules(files)).toContain(rule)
})

it('passes a tree that keeps the rules', () => {
  expect(brokenRules({ 'src/main/a.ts': importing('../shared/b.ts'), 'src/shared/b.ts': leaf })).toEqual([])
})
