/** The dependency rules of the architecture (docs/architecture.md). `npm run deps` fails on a wrong import. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })
const TESTS = '\\.(test|contract|testing)\\.tsx?$'

module.exports = {
  forbidden: [
    forbid(
      'no-cycles',
      'A cycle hides which part depends on which.',
      {},
      { circular: true, dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'no-unresolved',
      'An import must resolve.',
      {},
      { couldNotResolve: true, pathNot: '^(electron|virtual:)' },
    ),
    forbid(
      'shared-is-pure',
      'shared holds pure code: itself, zod, decimals, and data about phones and countries.',
      { path: '^src/shared', pathNot: TESTS },
      { pathNot: '^src/shared|^node_modules/(zod|big.js|libphonenumber-js|i18n-iso-countries)/' },
    ),
    forbid(
      'main-not-renderer',
      'The processes meet in shared only.',
      { path: '^src/main', pathNot: TESTS },
      { path: '^src/renderer' },
    ),
    forbid(
      'renderer-not-main',
      'The processes meet in shared only.',
      { path: '^src/renderer', pathNot: TESTS },
      { path: '^src/main' },
    ),
    forbid(
      'preload-is-thin',
      'The preload takes electron and the channel lists.',
      { path: '^src/main/preload' },
      { path: '^src/', pathNot: '^src/shared/ipc/(contract|channels)\\.ts$' },
    ),
    forbid(
      'connectors-apart',
      'A connector knows shared, http, the kit and its own folder; credentials are passed in.',
      { path: '^src/main/connectors/([^/]+)/', pathNot: TESTS },
      {
        path: '^src/|^node_modules/electron/',
        pathNot:
          '^src/(shared|main/http|main/connectors/(kit|$1))/|^src/main/connectors/connector-parts\\.ts$',
      },
    ),
    forbid(
      'csv-logic-without-electron',
      'Only the dialogs, the service and the process entry of csv know electron.',
      { path: '^src/main/csv', pathNot: `(file-dialogs|csv-service|csv-process)\\.ts$|${TESTS}` },
      { path: '^node_modules/electron/|^electron$' },
    ),
    forbid(
      'no-node-in-renderer',
      'The window is sandboxed.',
      { path: '^src/(renderer|shared)', pathNot: TESTS },
      { dependencyTypes: ['core'] },
    ),
    forbid(
      'ui-without-data',
      'ui is presentation over Mantine.',
      { path: '^src/renderer/ui', pathNot: TESTS },
      { path: '^src/renderer/', pathNot: '^src/renderer/(ui|i18n)' },
    ),
    forbid(
      'features-apart',
      'Features meet in app, never in each other.',
      { path: '^src/renderer/features/([^/]+)/', pathNot: TESTS },
      { path: '^src/renderer/(features/(?!$1/)|app)' },
    ),
    forbid(
      'features-without-rxdb',
      'Features speak with repositories.',
      { path: '^src/renderer/(features|app|ui|import|replication)', pathNot: TESTS },
      { path: '^node_modules/(rxdb|dexie)/' },
    ),
    forbid(
      'features-see-status-only',
      'Features know the sync controller and its status, not how it works.',
      { path: '^src/renderer/features', pathNot: TESTS },
      {
        path: '^src/renderer/replication/',
        pathNot: '^src/renderer/replication/(status|sync-log|engine)\\.ts$',
      },
    ),
    forbid(
      'replication-without-screens',
      'The engine gets its connector handed in.',
      { path: '^src/renderer/replication', pathNot: TESTS },
      { path: '^src/renderer/(app|features|ui|bridge|workspace|import|workers|roster)|^node_modules/react' },
    ),
    forbid(
      'database-alone',
      'The store knows nothing above it.',
      { path: '^src/renderer/database', pathNot: TESTS },
      {
        path: '^src/renderer/(app|features|ui|bridge|workspace|import|replication|workers)|^node_modules/react',
      },
    ),
    forbid(
      'bridge-alone',
      'The bridge knows the contract only.',
      { path: '^src/renderer/bridge', pathNot: TESTS },
      { path: '^src/renderer/', pathNot: '^src/renderer/bridge' },
    ),
    forbid(
      'workers-alone',
      'The storage worker holds Dexie and the roster.',
      { path: '^src/renderer/(roster|workers)', pathNot: TESTS },
      { path: '^src/renderer/(app|features|ui|bridge|workspace|import|replication)|^node_modules/react' },
    ),
    forbid(
      'import-without-screens',
      'Import and export are logic over repositories and the bridge.',
      { path: '^src/renderer/import', pathNot: TESTS },
      { path: '^src/renderer/(app|features|ui|workspace|replication|workers)|^node_modules/react' },
    ),
    forbid(
      'backup-without-screens',
      'Preview and restore are logic over repositories and the bridge.',
      { path: '^src/renderer/backup', pathNot: TESTS },
      {
        path: '^src/renderer/(app|features|ui|workspace|replication|workers)|^node_modules/(react|rxdb|dexie)',
      },
    ),
    forbid(
      'person-without-screens',
      'Looking up and erasing a person is logic over repositories and the bridge.',
      { path: '^src/renderer/person', pathNot: TESTS },
      {
        path: '^src/renderer/(app|features|ui|workspace|replication|workers)|^node_modules/(react|rxdb|dexie)',
      },
    ),
    forbid(
      'sandbox-apart',
      'A wrong reading of a contract must show.',
      { path: '^e2e/sandbox' },
      { path: '^src/' },
    ),
    forbid(
      'src-not-e2e',
      'The app knows nothing of its tests.',
      { path: '^src/', pathNot: TESTS },
      { path: '^(e2e|bench|scripts)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.tests.json' },
    exclude: { path: '^(out|dist|\\.tsbuild)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'default', 'types', 'node'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json', '.css'],
    },
  },
}
