// @ts-check
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { executableName, readElectronDist } from './electron-dist.mjs'
import { electronFileName } from './unpack-electron.mjs'

/** @type {string} */
let folder

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'customer-desk-dist-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('reads the version of an Electron', () => {
  const executablePath = join(folder, executableName)
  mkdirSync(dirname(executablePath), { recursive: true })
  writeFileSync(executablePath, '')
  writeFileSync(join(folder, 'version'), 'v45.4.1\n')
  expect(readElectronDist(folder, 'from here')).toEqual({
    distPath: folder,
    executablePath,
    version: '45.4.1',
    source: 'from here',
  })
})

it('does not take a folder without a program for an Electron', () => {
  writeFileSync(join(folder, 'version'), '45.4.1')
  expect(readElectronDist(folder, 'from here')).toBeUndefined()
})

it.each([
  ['Cypress/Cypress', 'electron'],
  ['Cypress/locales/de.pak', 'locales/de.pak'],
  ['Cypress/chrome-sandbox', 'chrome-sandbox'],
])('takes %s as %s', (entry, file) => expect(electronFileName(entry)).toBe(file))

it.each([
  'Cypress/',
  'Cypress/resources/app/index.js',
  'Cypress/browser_v8_context_snapshot.bin',
  'other/file',
])('leaves out %s', (entry) => expect(electronFileName(entry)).toBeUndefined())
