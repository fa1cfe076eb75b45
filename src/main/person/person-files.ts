import { randomBytes } from 'node:crypto'
import { basename } from 'node:path'
import type { BackupError } from '#shared/backup/backup-messages.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { OutputFile } from '#main/files/output-file.ts'
import type { OutputPath, UnfinishedFiles } from '#main/files/unfinished-files.ts'
import { backupErrorOf } from '#main/backup/backup-failure.ts'

interface OpenFile {
  output: OutputPath
  file: OutputFile
}

/**
 * Text files that the window writes piece by piece, at places that a person has chosen: it knows tokens, never paths. A
 * file has its name only when it is whole and on the disk.
 */
export class PersonFiles {
  readonly #unfinished: Pick<UnfinishedFiles, 'outputFor' | 'done'>
  readonly #open = new Map<string, OpenFile>()

  constructor(unfinished: Pick<UnfinishedFiles, 'outputFor' | 'done'>) {
    this.#unfinished = unfinished
  }

  /** Starts a file at `path`, readable by its owner only; answers with its token and the name that the person gave it. */
  async create(path: string): Promise<Result<{ token: string; name: string }, BackupError>> {
    try {
      const output = await this.#unfinished.outputFor(path)
      const file = await this.#started(output)
      const token = randomBytes(18).toString('base64url')
      this.#open.set(token, { output, file })
      return ok({ token, name: basename(path) })
    } catch (error) {
      return err(backupErrorOf(error))
    }
  }

  /** Adds text. After a failure the file is gone. */
  async add(token: string, text: string): Promise<Result<null, BackupError>> {
    const open = this.#open.get(token)
    if (open === undefined) return err({ kind: 'not-found' })
    try {
      await open.file.add(text)
      return ok(null)
    } catch (error) {
      await this.#drop(token, open)
      return err(backupErrorOf(error))
    }
  }

  /** Puts the file in its place, or, where it is not wanted any more, leaves nothing behind. */
  async finish(token: string, keep: boolean): Promise<Result<null, BackupError>> {
    const open = this.#open.get(token)
    if (open === undefined) return err({ kind: 'not-found' })
    try {
      if (keep) await open.file.finish()
      return ok(null)
    } catch (error) {
      return err(backupErrorOf(error))
    } finally {
      await this.#drop(token, open)
    }
  }

  /** Nothing is left of a file that could not be started, so nothing stays noted. */
  async #started(output: OutputPath): Promise<OutputFile> {
    try {
      return await OutputFile.create(output)
    } catch (error) {
      await this.#unfinished.done(output)
      throw error
    }
  }

  async #drop(token: string, { output, file }: OpenFile): Promise<void> {
    this.#open.delete(token)
    await file.dispose()
    await this.#unfinished.done(output)
  }
}
