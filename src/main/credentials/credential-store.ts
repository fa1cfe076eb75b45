import { z } from 'zod'
import type { Credentials } from '#shared/connector/credential-field.ts'
import type { CredentialState } from '#shared/domain/workspace.ts'
import { JsonFile } from '#main/files/json-file.ts'
import { credentialsOfText, textOfCredentials } from './credentials-text.ts'
import type { SecretEncryption } from './secret-encryption.ts'

const fileSchema = z.object({
  version: z.literal(1),
  entries: z.record(z.string(), z.object({ backend: z.string(), cipher: z.base64() })),
})

type CredentialFile = z.infer<typeof fileSchema>

/** What a credential store is made of. */
export interface CredentialStoreParts {
  /** Path of the file with the ciphertexts. */
  file: string
  safeStorage: SecretEncryption
}

/**
 * The secrets of connections. Where the computer has a keyring they are kept encrypted, with the keyring's name beside
 * each; where it has none they last until the app closes and never reach the disk. One that cannot be decrypted (other
 * keyring, other user, damaged) counts as missing and stays in the file until it is replaced or removed.
 */
export class CredentialStore {
  /** True where secrets outlast the app. */
  readonly persistent: boolean
  /** True where the file was damaged: it was kept under another name, and every secret counts as missing. */
  readonly wasDamaged: boolean
  readonly #backend: string
  readonly #safeStorage: SecretEncryption
  readonly #file: JsonFile<CredentialFile>
  #entries: CredentialFile['entries']
  #changes: Promise<void> = Promise.resolve()
  /** Decrypted ones and those without a keyring. */
  readonly #secrets = new Map<string, string>()

  private constructor(
    safeStorage: SecretEncryption,
    backend: string,
    file: JsonFile<CredentialFile>,
    entries: CredentialFile['entries'],
    wasDamaged: boolean,
  ) {
    this.wasDamaged = wasDamaged
    this.#safeStorage = safeStorage
    this.#backend = backend
    this.persistent = backend !== ''
    this.#file = file
    this.#entries = entries
  }

  /** Reads the file and tries every secret once, so that `state` can be asked at any time. Rejects where the disk fails. */
  static async open(parts: CredentialStoreParts): Promise<CredentialStore> {
    const file = new JsonFile(parts.file, fileSchema)
    const read = await file.read()
    const entries = read.state === 'read' ? read.value.entries : {}
    const backend = await backendOf(parts.safeStorage)
    const store = new CredentialStore(parts.safeStorage, backend, file, entries, await file.keepAside())
    for (const [connectionId, entry] of Object.entries(entries)) await store.#decrypt(connectionId, entry)
    return store
  }

  /** Where the secret of a connection is. */
  state(connectionId: string): CredentialState {
    if (!this.#secrets.has(connectionId)) return 'missing'
    return connectionId in this.#entries ? 'stored' : 'until-close'
  }

  /** The credentials of a connection; null where there are none or they cannot be decrypted. */
  get(connectionId: string): Promise<Credentials | null> {
    const secret = this.#secrets.get(connectionId)
    return Promise.resolve(secret === undefined ? null : credentialsOfText(secret))
  }

  /** All credentials that are known, for taking them out of texts. */
  all(): Credentials[] {
    return [...this.#secrets.values()].map(credentialsOfText)
  }

  /** Keeps credentials in the place of the ones before, on disk where the keyring agrees. Rejects where the disk fails. */
  set(connectionId: string, credentials: Credentials): Promise<void> {
    return this.#setText(connectionId, textOfCredentials(credentials))
  }

  async #setText(connectionId: string, secret: string): Promise<void> {
    const entry = await this.#encrypt(secret)
    if (entry !== null) await this.#change((entries) => ({ ...entries, [connectionId]: entry }))
    else await this.#forget(connectionId)
    this.#secrets.set(connectionId, secret)
  }

  /** Removes a secret from memory and disk. Rejects where the disk fails. */
  async remove(connectionId: string): Promise<void> {
    this.#secrets.delete(connectionId)
    await this.#forget(connectionId)
  }

  async #encrypt(secret: string): Promise<CredentialFile['entries'][string] | null> {
    if (!this.persistent) return null
    try {
      const cipher = await this.#safeStorage.encrypt(secret)
      return { backend: this.#backend, cipher: cipher.toString('base64') }
    } catch {
      return null // a keyring that was locked meanwhile: until the app closes, which `state` says
    }
  }

  async #decrypt(connectionId: string, entry: CredentialFile['entries'][string]): Promise<void> {
    if (entry.backend !== this.#backend) return
    try {
      const { plain, stale } = await this.#safeStorage.decrypt(Buffer.from(entry.cipher, 'base64'))
      this.#secrets.set(connectionId, plain)
      if (stale) await this.#setText(connectionId, plain)
    } catch {
      // Not decrypted: `missing`, the person is asked again and the ciphertext stays. Decrypted but not written again
      // under the new key: the old ciphertext still holds, the next start tries again.
    }
  }

  async #forget(connectionId: string): Promise<void> {
    if (!(connectionId in this.#entries)) return
    await this.#change((entries) =>
      Object.fromEntries(Object.entries(entries).filter(([known]) => known !== connectionId)),
    )
  }

  /** One change at a time: each starts from what the one before has written. */
  #change(change: (entries: CredentialFile['entries']) => CredentialFile['entries']): Promise<void> {
    const changed = this.#changes
      .catch(() => undefined) // told to whoever asked for that change
      .then(async () => {
        const entries = change(this.#entries)
        await this.#file.write({ version: 1, entries })
        this.#entries = entries
      })
    this.#changes = changed
    return changed
  }
}

/** A keyring that fails when asked about is none. */
async function backendOf(safeStorage: SecretEncryption): Promise<string> {
  try {
    return await safeStorage.backend()
  } catch {
    return ''
  }
}
