import { describe, expect, it, vi } from 'vitest'
import { electronSafeStorage, type SafeStorageApi } from './electron-safe-storage.ts'

// Outside Electron the module has no safeStorage; every test hands in its own.
vi.mock('electron', () => ({ safeStorage: {} }))

const reversed = (text: string): string => Buffer.from(text).reverse().toString()

const synchronous: SafeStorageApi = {
  isEncryptionAvailable: () => true,
  encryptString: (plain) => Buffer.from(reversed(plain)),
  decryptString: (cipher) => reversed(cipher.toString()),
  getSelectedStorageBackend: () => 'kwallet6',
}
const asynchronous: SafeStorageApi = {
  isAsyncEncryptionAvailable: () => Promise.resolve(true),
  encryptStringAsync: (plain) => Promise.resolve(Buffer.from(reversed(plain))),
  decryptStringAsync: (cipher) =>
    Promise.resolve({ result: reversed(cipher.toString()), shouldReEncrypt: true }),
  getSelectedStorageBackend: () => 'gnome_libsecret',
}

describe('electronSafeStorage', () => {
  it.each([
    ['the synchronous half', synchronous, { plain: '105|x', stale: false }],
    ['the asynchronous half', asynchronous, { plain: '105|x', stale: true }],
  ])('encrypts and decrypts by %s', async (_what, api, decrypted) => {
    const encryption = electronSafeStorage(api, 'linux')
    expect(await encryption.decrypt(await encryption.encrypt('105|x'))).toEqual(decrypted)
  })

  it.each([
    ['linux', 'gnome_libsecret', 'gnome_libsecret'],
    ['linux', 'basic_text', ''],
    ['linux', 'unknown', ''],
    ['darwin', 'basic_text', 'darwin'],
    ['win32', 'basic_text', 'win32'],
  ])('on %s with %s has the backend %j', async (platform, backend, expected) => {
    const api = { ...asynchronous, getSelectedStorageBackend: () => backend }
    expect(await electronSafeStorage(api, platform).backend()).toBe(expected)
  })

  it.each([
    ['synchronous', { ...synchronous, isEncryptionAvailable: () => false }],
    ['asynchronous', { ...asynchronous, isAsyncEncryptionAvailable: () => Promise.resolve(false) }],
    ['missing', {}],
  ])('has no backend where the %s one is not available', async (_what, api) => {
    expect(await electronSafeStorage(api, 'win32').backend()).toBe('')
  })
})
