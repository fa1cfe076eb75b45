// @ts-check
import { existsSync, readFileSync } from 'node:fs'

/** @typedef {{ passed: number, failed: number }} TestCounts */

/**
 * @param {TestCounts[]} counts
 * @returns {TestCounts}
 */
export function sumCounts(counts) {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  }
}

/**
 * What a test runner did, from its own report. A runner that crashed, reported nothing, executed nothing or
 * ended with an error although every test passed counts as one failure, so that silence is never success.
 * @param {string} reportFile JSON, written by the runner
 * @param {number} exitCode of the runner
 * @param {(report: unknown) => TestCounts} readCounts knows the format of the report
 * @returns {TestCounts}
 */
export function countReport(reportFile, exitCode, readCounts) {
  if (!existsSync(reportFile)) return { passed: 0, failed: 1 }
  /** @type {TestCounts} */
  let counts
  try {
    counts = readCounts(JSON.parse(readFileSync(reportFile, 'utf8')))
  } catch (error) {
    process.stderr.write(`The report ${reportFile} cannot be read: ${String(error)}\n`)
    return { passed: 0, failed: 1 }
  }
  const isSilentFailure = counts.failed === 0 && (exitCode !== 0 || counts.passed === 0)
  return isSilentFailure ? { ...counts, failed: 1 } : counts
}

/**
 * @param {unknown} report of vitest's json reporter
 * @returns {TestCounts} a file that could not be loaded counts as one failure
 */
export function readVitestCounts(report) {
  const { numPassedTests, numFailedTests, testResults } =
    /** @type {{ numPassedTests: number, numFailedTests: number, testResults: { status: string, assertionResults: unknown[] }[] }} */ (
      report
    )
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles.length }
}

/**
 * @param {unknown} report of Playwright's json reporter
 * @returns {TestCounts} a test that passed only when repeated has failed
 */
export function readPlaywrightCounts(report) {
  const { stats, errors } =
    /** @type {{ stats: { expected: number, unexpected: number, flaky: number }, errors: unknown[] }} */ (
      report
    )
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length }
}
