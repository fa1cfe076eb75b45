// @ts-check
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { installedMatches } from './install.mjs'

const react = { version: '19.3.1', optional: false }
const forMac = { version: '1.0.0', optional: true }

describe('installedMatches', () => {
  it('is true when npm installed what is locked', () => {
    expect(installedMatches(new Map([['react', react]]), new Map([['react', react]]))).toBe(true)
  })

  it('lets packages for other systems be missing', () => {
    const wanted = new Map([
      ['react', react],
      ['for-mac', forMac],
    ])
    expect(installedMatches(wanted, new Map([['react', react]]))).toBe(true)
  })

  it.each([
    ['nothing is installed', new Map()],
    ['another version is installed', new Map([['react', { ...react, version: '18.0.0' }]])],
    ['a package too many is installed', new Map([['react', react], ['vue', react]])], // prettier-ignore
    ['a package is missing', new Map([['for-mac', forMac]])],
  ])('is false when %s', (_, installed) => {
    const wanted = new Map([
      ['react', react],
      ['for-mac', forMac],
    ])
    expect(installedMatches(wanted, installed)).toBe(false)
  })
})

describe('package-lock.json', () => {
  it('holds the optional packages of every system, without which npm ci refuses to install', () => {
    /** @type {{ packages: Record<string, { optionalDependencies?: Record<string, string> }> }} */
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
    const folders = Object.keys(packages)
    const missing = Object.values(packages)
      .flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies ?? {}))
      .filter((name) => !folders.some((folder) => folder.endsWith(`node_modules/${name}`)))
    expect(missing).toEqual([])
  })
})
