import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import Papa from 'papaparse'
import { escapeForExcel, escapeForMachine } from '#shared/csv/csv-escape.ts'
import type { CsvFlavour } from '#shared/csv/csv-file.ts'
import type { OutputPath } from '#main/files/unfinished-files.ts'

/**
 * A CSV file being written: first into a temporary one beside it, which takes its name only when all rows are on the
 * disk, so that an older file is never lost to a half one. Everything throws what the disk throws.
 */
export class CsvOutput {
  readonly #path: string
  readonly #temporary: string
  readonly #flavour: CsvFlavour
  readonly #handle: FileHandle
  #bytes = 0

  private constructor(path: string, temporary: string, flavour: CsvFlavour, handle: FileHandle) {
    this.#path = path
    this.#temporary = temporary
    this.#flavour = flavour
    this.#handle = handle
  }

  /** Starts a file. For Excel it begins with a byte-order mark. */
  static async create({ path, temporary }: OutputPath, flavour: CsvFlavour): Promise<CsvOutput> {
    const output = new CsvOutput(path, temporary, flavour, await open(temporary, 'wx'))
    try {
      if (flavour === 'excel') await output.#append('\uFEFF')
      return output
    } catch (error) {
      await output.dispose()
      throw error
    }
  }

  /** Adds rows. */
  add(rows: readonly (readonly string[])[]): Promise<void> {
    return this.#append(csvText(rows, this.#flavour))
  }

  /** Puts the file in its place; returns its size in bytes. */
  async finish(): Promise<number> {
    await this.#handle.sync()
    await this.#handle.close()
    await rename(this.#temporary, this.#path)
    return this.#bytes
  }

  /** Closes the file and removes what was not finished. To be called in any case. */
  async dispose(): Promise<void> {
    await this.#handle.close()
    // After the rename there is nothing left under this name.
    await rm(this.#temporary, { force: true })
  }

  async #append(text: string): Promise<void> {
    const data = Buffer.from(text, 'utf8')
    for (let done = 0; done < data.length;) done += (await this.#handle.write(data, done)).bytesWritten
    this.#bytes += data.length
  }
}

/** Rows as lines of a CSV file, ended by `\r\n`. Cells for Excel are quoted and formulas in them defused. */
export function csvText(rows: readonly (readonly string[])[], flavour: CsvFlavour): string {
  if (rows.length === 0) return ''
  const escape = flavour === 'excel' ? escapeForExcel : escapeForMachine
  const cells = rows.map((row) => row.map(escape))
  return `${Papa.unparse(cells, { newline: '\r\n', quotes: flavour === 'excel' })}\r\n`
}
