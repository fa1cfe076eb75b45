/** Encryption by the operating system's keyring, as the credential store sees it. */
export interface SecretEncryption {
  /** Name of the keyring in use, '' where there is none that keeps a secret. Kept beside each ciphertext. */
  backend(): Promise<string>
  /** Throws where the keyring fails. */
  encrypt(plain: string): Promise<Buffer>
  /** Throws where the ciphertext is not this keyring's. `stale`: encrypt it again, the key has changed. */
  decrypt(cipher: Buffer): Promise<{ plain: string; stale: boolean }>
}
