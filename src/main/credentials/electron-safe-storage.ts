import { safeStorage } from 'electron'
import type { SecretEncryption } from './secret-encryption.ts'

/**
 * What differs between versions of Electron's safeStorage: the synchronous half is deprecated since the asynchronous
 * one came and leaves after Electron 45; older ones have it alone. `getSelectedStorageBackend` is Linux only.
 */
export interface SafeStorageApi {
  isAsyncEncryptionAvailable?(): Promise<boolean>
  encryptStringAsync?(plain: string): Promise<Buffer>
  decryptStringAsync?(cipher: Buffer): Promise<{ shouldReEncrypt: boolean; result: string }>
  isEncryptionAvailable?(): boolean
  encryptString?(plain: string): Buffer
  decryptString?(cipher: Buffer): string
  getSelectedStorageBackend?(): string
}

/** Backends that encrypt with a key everybody knows, or that nobody has chosen yet. */
const WORTHLESS_BACKENDS: ReadonlySet<string> = new Set(['basic_text', 'unknown', ''])

/** Electron's safeStorage behind the store's interface; use it after the app is ready. */
export function electronSafeStorage(
  api: SafeStorageApi = safeStorage,
  platform: string = process.platform,
): SecretEncryption {
  const asynchronous = api.encryptStringAsync !== undefined && api.decryptStringAsync !== undefined

  const available = async (): Promise<boolean> =>
    asynchronous
      ? ((await api.isAsyncEncryptionAvailable?.()) ?? false)
      : (api.isEncryptionAvailable?.() ?? false)

  return {
    async backend() {
      const name = platform === 'linux' ? (api.getSelectedStorageBackend?.() ?? 'unknown') : platform
      return !WORTHLESS_BACKENDS.has(name) && (await available()) ? name : ''
    },
    async encrypt(plain) {
      const cipher = asynchronous ? await api.encryptStringAsync?.(plain) : api.encryptString?.(plain)
      if (cipher === undefined) throw new Error('This computer offers no encryption')
      return cipher
    },
    async decrypt(cipher) {
      if (asynchronous) {
        const answer = await api.decryptStringAsync?.(cipher)
        if (answer === undefined) throw new Error('This computer offers no decryption')
        return { plain: answer.result, stale: answer.shouldReEncrypt }
      }
      const plain = api.decryptString?.(cipher)
      if (plain === undefined) throw new Error('This computer offers no decryption')
      return { plain, stale: false }
    },
  }
}
