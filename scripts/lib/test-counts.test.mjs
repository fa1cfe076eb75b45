// @ts-check
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { countReport, readPlaywrightCounts, readVitestCounts, sumCounts } from './test-counts.mjs'

/** @type {string} */
let folder

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'customer-desk-counts-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/**
 * @param {unknown} report
 * @param {number} exitCode
 */
function countVitest(report, exitCode) {
  const file = join(folder, 'report.json')
  if (report !== undefined) writeFileSync(file, JSON.stringify(report))
  return countReport(file, exitCode, readVitestCounts)
}

describe('countReport', () => {
  it('takes the counts of the runner', () => {
    const report = { numPassedTests: 5, numFailedTests: 2, testResults: [] }
    expect(countVitest(report, 1)).toEqual({ passed: 5, failed: 2 })
  })

  it.each([
    ['no report', undefined, 0, { passed: 0, failed: 1 }],
    ['a report it cannot read', 'crash', 1, { passed: 0, failed: 1 }],
    [
      'nothing executed',
      { numPassedTests: 0, numFailedTests: 0, testResults: [] },
      0,
      { passed: 0, failed: 1 },
    ],
    [
      'an error beside the tests',
      { numPassedTests: 3, numFailedTests: 0, testResults: [] },
      1,
      { passed: 3, failed: 1 },
    ],
  ])('counts %s as a failure', (_, report, exitCode, counts) => {
    expect(countVitest(report, exitCode)).toEqual(counts)
  })
})

it('counts a test file that could not be loaded', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }]
  expect(readVitestCounts({ numPassedTests: 4, numFailedTests: 0, testResults })).toEqual({
    passed: 4,
    failed: 1,
  })
})

it('counts what Playwright calls flaky, and errors outside of tests, as failed', () => {
  const report = { stats: { expected: 7, unexpected: 1, flaky: 1 }, errors: [{}] }
  expect(readPlaywrightCounts(report)).toEqual({ passed: 7, failed: 3 })
})

it('adds up', () => {
  expect(sumCounts([{ passed: 1, failed: 2 }, { passed: 3, failed: 4 }])).toEqual({ passed: 4, failed: 6 }) // prettier-ignore
})
