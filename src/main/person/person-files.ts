import { randomBytes } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import type { BackupError } from '#shared/backup/backup-messages.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { OutputPath } from '#main/files/unfinished-files.ts'
import { backupErrorOf } from '#main/backup/backup-failure.ts'

interface OpenFile extends OutputPath {
  handle: FileHandle
}

/**
 * Text files that the window writes piece by piece, at places that a person has chosen: it knows tokens, never paths. A
 * file has its name only when it is whole and on the disk.
 */
export class PersonFiles {
  readonly #open = new Map<string, OpenFile>()

  /** Starts a file, readable by its owner only; answers with its token and the name that the person gave it. */
  async create({
    path,
    temporary,
  }: OutputPath): Promise<Result<{ token: string; name: string }, BackupError>> {
    try {
      const handle = await open(temporary, 'wx', 0o600)
      const token = randomBytes(18).toString('base64url')
      this.#open.set(token, { path, temporary, handle })
      return ok({ token, name: basename(path) })
    } catch (error) {
      return err(backupErrorOf(error))
    }
  }

  /** Adds text. After a failure the file is gone. */
  async add(token: string, text: string): Promise<Result<null, BackupError>> {
    const file = this.#open.get(token)
    if (file === undefined) return err({ kind: 'not-found' })
    try {
      await file.handle.appendFile(text, 'utf8')
      return ok(null)
    } catch (error) {
      await this.#drop(token, file)
      return err(backupErrorOf(error))
    }
  }

  /** Puts the file in its place, or, where it is not wanted any more, leaves nothing behind. */
  async finish(token: string, keep: boolean): Promise<Result<null, BackupError>> {
    const file = this.#open.get(token)
    if (file === undefined) return err({ kind: 'not-found' })
    try {
      if (keep) {
        await file.handle.sync()
        await file.handle.close()
        await rename(file.temporary, file.path)
      }
      return ok(null)
    } catch (error) {
      return err(backupErrorOf(error))
    } finally {
      await this.#drop(token, file)
    }
  }

  async #drop(token: string, { temporary, handle }: OpenFile): Promise<void> {
    this.#open.delete(token)
    await handle.close().catch(() => undefined)
    // After the rename there is nothing left under this name.
    await rm(temporary, { force: true })
  }
}
