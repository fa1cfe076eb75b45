// @ts-check
import { describe, expect, it } from 'vitest'
import { packageNames } from './apt.mjs'
import { requireNodeVersion } from './node-version.mjs'
import { librariesNotFound } from './system-libraries.mjs'

it('finds the libraries that the loader does not', () => {
  const output = `
	linux-vdso.so.1 (0x00007ffd)
	libgbm.so.1 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
	libgbm.so.1 => not found
	libnss3.so => not found
`
  expect(librariesNotFound(output)).toEqual(['libgbm.so.1', 'libnss3.so'])
})

describe('packageNames', () => {
  const wanted = ['libgtk-3-0', 'libnss3', 'libasound2']

  it.each([
    ['Debian 12', 'ID=debian\nVERSION_ID="12"'],
    ['Ubuntu 22.04', 'ID=ubuntu\nVERSION_ID="22.04"'],
    ['an unknown system', 'ID=other'],
  ])('keeps the names on %s', (_, osRelease) => expect(packageNames(wanted, osRelease)).toEqual(wanted))

  it.each([
    ['Debian 13', 'ID=debian\nVERSION_ID="13"'],
    ['Debian testing', 'PRETTY_NAME="Debian GNU/Linux"\nID=debian'],
    ['Ubuntu 24.04', 'VERSION_ID="24.04"\nID=ubuntu'],
  ])('knows the new names on %s', (_, osRelease) =>
    expect(packageNames(wanted, osRelease)).toEqual(['libgtk-3-0t64', 'libnss3', 'libasound2t64']),
  )
})

describe('requireNodeVersion', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('takes %s', (version) =>
    expect(() => requireNodeVersion(version)).not.toThrow(),
  )
  it.each(['18.20.0', '20.18.9'])('refuses %s', (version) =>
    expect(() => requireNodeVersion(version)).toThrow(/too old/),
  )
})
