// @ts-check
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { npmCommand, runCommand } from './run-command.mjs'
import { formatSeconds } from './step.mjs'
import { countReport, readPlaywrightCounts, readVitestCounts, sumCounts } from './test-counts.mjs'

/** @typedef {import('./test-counts.mjs').TestCounts} TestCounts */

/** The npm scripts that are the static checks; each counts as one test. */
const staticChecks = ['format:check', 'lint', 'typecheck', 'deps', 'knip']

/** @returns {Promise<TestCounts>} */
export async function runStaticChecks() {
  const [npm, firstArgs] = npmCommand()
  /** @type {TestCounts[]} */
  const counts = []
  for (const name of staticChecks) {
    const code = await timed(`npm run ${name}`, () =>
      runCommand(npm, [...firstArgs, 'run', '--silent', name]),
    )
    counts.push(code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 })
  }
  return sumCounts(counts)
}

/** @returns {Promise<TestCounts>} */
export function runUnitTests() {
  return withReportFile(async (reportFile) => {
    const cli = join('node_modules', 'vitest', 'vitest.mjs')
    const args = [cli, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
    const code = await timed('Unit and replication tests', () => runCommand(process.execPath, args))
    return countReport(reportFile, code, readVitestCounts)
  })
}

/**
 * @param {NodeJS.ProcessEnv} env leads to an Electron and a display
 * @returns {Promise<TestCounts>}
 */
export function runEndToEndTests(env) {
  return withReportFile(async (reportFile) => {
    const cli = join('node_modules', '@playwright', 'test', 'cli.js')
    const args = [cli, 'test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json']
    const code = await timed('End-to-end tests in Electron', () =>
      runCommand(process.execPath, args, { env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: reportFile } }),
    )
    return countReport(reportFile, code, readPlaywrightCounts)
  })
}

/**
 * @param {string} title
 * @param {() => Promise<number>} run
 * @returns {Promise<number>} the exit code that `run` gave
 */
async function timed(title, run) {
  process.stdout.write(`\n› ${title}\n`)
  const started = performance.now()
  const code = await run()
  const outcome = code === 0 ? 'passed' : `failed, exit code ${code}`
  process.stdout.write(`  ${title}: ${outcome} (${formatSeconds(performance.now() - started)})\n`)
  return code
}

/**
 * @param {(reportFile: string) => Promise<TestCounts>} work
 * @returns {Promise<TestCounts>}
 */
async function withReportFile(work) {
  const folder = await mkdtemp(join(tmpdir(), 'customer-desk-report-'))
  try {
    return await work(join(folder, 'report.json'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
