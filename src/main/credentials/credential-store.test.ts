import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { CredentialStore } from './credential-store.ts'
import type { SecretEncryption } from './secret-encryption.ts'

const SECRET = { token: '105|AbCdEf' }

/** A keyring with a key of its own. */
function keyring(name: string, key: string, stale = false): SecretEncryption {
  return {
    backend: () => Promise.resolve(name),
    encrypt: (plain) => Promise.resolve(Buffer.from(`${key}:${Buffer.from(plain).toString('hex')}`)),
    decrypt: (cipher) => {
      const [usedKey, hex = ''] = cipher.toString().split(':')
      if (usedKey !== key) return Promise.reject(new Error('Error while decrypting'))
      return Promise.resolve({ plain: Buffer.from(hex, 'hex').toString(), stale })
    },
  }
}

const noKeyring = keyring('', 'none')

describe('CredentialStore', () => {
  let folder: string
  let file: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'credentials-'))
    file = join(folder, 'credentials.json')
  })
  afterEach(() => rm(folder, { recursive: true }))

  const open = (safeStorage: SecretEncryption): Promise<CredentialStore> =>
    CredentialStore.open({ file, safeStorage })

  it('keeps a secret encrypted over a restart, for its owner alone', async () => {
    const first = await open(keyring('gnome_libsecret', 'k1'))
    await first.set('one', SECRET)
    expect(first.state('one')).toBe('stored')
    const text = await readFile(file, 'utf8')
    expect(text).not.toContain(SECRET.token)
    expect(text).toContain('gnome_libsecret')
    expect((await stat(file)).mode & 0o777).toBe(0o600)

    const second = await open(keyring('gnome_libsecret', 'k1'))
    expect(second.persistent).toBe(true)
    expect(second.state('one')).toBe('stored')
    expect(await second.get('one')).toEqual(SECRET)
  })

  it('keeps a secret in memory alone where there is no keyring', async () => {
    const first = await open(noKeyring)
    await first.set('one', SECRET)
    expect(first.persistent).toBe(false)
    expect(first.state('one')).toBe('until-close')
    expect(await first.get('one')).toEqual(SECRET)
    expect(await readdir(folder)).toEqual([])
    expect((await open(noKeyring)).state('one')).toBe('missing')
  })

  it.each([
    ['another keyring', keyring('kwallet6', 'k1')],
    ['no keyring', noKeyring],
    ['another key', keyring('gnome_libsecret', 'k2')],
  ])('asks again with %s, and keeps what cannot be read', async (_what, other) => {
    await (await open(keyring('gnome_libsecret', 'k1'))).set('one', SECRET)
    const store = await open(other)
    expect(store.state('one')).toBe('missing')
    expect(await store.get('one')).toBeNull()
    expect((await open(keyring('gnome_libsecret', 'k1'))).state('one')).toBe('stored')
  })

  it('leaves no old secret on disk when a new one lasts until the app closes', async () => {
    await (await open(keyring('gnome_libsecret', 'k1'))).set('one', SECRET)
    const store = await open(noKeyring)
    await store.set('one', { token: 'new' })
    expect(store.state('one')).toBe('until-close')
    expect((await open(keyring('gnome_libsecret', 'k1'))).state('one')).toBe('missing')
  })

  it('encrypts again what was encrypted with a key that has been replaced', async () => {
    await (await open(keyring('dpapi', 'k1'))).set('one', SECRET)
    const before = await stat(file)
    const store = await open(keyring('dpapi', 'k1', true))
    expect(await store.get('one')).toEqual(SECRET)
    expect((await stat(file)).ino).not.toBe(before.ino)
  })

  it('keeps every secret that is set at the same time', async () => {
    const store = await open(keyring('dpapi', 'k1'))
    const ids = Array.from({ length: 10 }, (_, index) => `connection-${index}`)
    await Promise.all(ids.map((id) => store.set(id, { token: `${SECRET.token}-${id}` })))
    await store.remove('connection-3')
    const again = await open(keyring('dpapi', 'k1'))
    expect(ids.filter((id) => again.state(id) === 'stored')).toHaveLength(9)
    expect(await again.get('connection-3')).toBeNull()
  })

  it('starts with a damaged file, which it sets aside and tells', async () => {
    await writeFile(file, '{"version":1,"entries":{"one":')
    const store = await open(keyring('dpapi', 'k1'))
    expect(store.state('one')).toBe('missing')
    expect(store.wasDamaged).toBe(true)
    const aside = expect.stringContaining('credentials.json.damaged-') as string
    expect(await readdir(folder)).toEqual([aside])
    await store.set('one', { token: 'secret' })
    expect((await readdir(folder)).sort()).toEqual(['credentials.json', aside])
    expect(store.state('one')).toBe('stored')
  })

  it('takes a keyring that fails for none', async () => {
    const broken: SecretEncryption = {
      backend: () => Promise.reject(new Error('D-Bus')),
      encrypt: () => Promise.reject(new Error('D-Bus')),
      decrypt: () => Promise.reject(new Error('D-Bus')),
    }
    expect((await open(broken)).persistent).toBe(false)
  })

  it('keeps a secret in memory when the keyring is locked meanwhile', async () => {
    const locked = { ...keyring('dpapi', 'k1'), encrypt: () => Promise.reject(new Error('locked')) }
    const store = await open(locked)
    await store.set('one', SECRET)
    expect(store.state('one')).toBe('until-close')
    expect(await readdir(folder)).toEqual([])
  })
})
