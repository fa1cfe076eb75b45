import Papa from 'papaparse'
import { escapeForExcel, escapeForMachine } from '#shared/csv/csv-escape.ts'
import type { CsvFlavour } from '#shared/csv/csv-file.ts'
import { OutputFile } from '#main/files/output-file.ts'
import type { OutputPath } from '#main/files/unfinished-files.ts'

/** Whoever else may read files that this person makes may read an export: it is made to be handed on. */
const MODE = 0o666

/** A CSV file being written; an older one is only replaced by a whole one. Everything throws what the disk throws. */
export class CsvOutput {
  readonly #file: OutputFile
  readonly #flavour: CsvFlavour

  private constructor(file: OutputFile, flavour: CsvFlavour) {
    this.#file = file
    this.#flavour = flavour
  }

  /** Starts a file. For Excel it begins with a byte-order mark. */
  static async create(output: OutputPath, flavour: CsvFlavour): Promise<CsvOutput> {
    const file = await OutputFile.create(output, MODE)
    try {
      if (flavour === 'excel') await file.add('\uFEFF')
      return new CsvOutput(file, flavour)
    } catch (error) {
      await file.dispose()
      throw error
    }
  }

  /** Adds rows. */
  add(rows: readonly (readonly string[])[]): Promise<void> {
    return this.#file.add(csvText(rows, this.#flavour))
  }

  /** Puts the file in its place; returns its size in bytes. */
  finish(): Promise<number> {
    return this.#file.finish()
  }

  /** Closes the file and removes what was not finished. To be called in any case. */
  dispose(): Promise<void> {
    return this.#file.dispose()
  }
}

/** Rows as lines of a CSV file, ended by `\r\n`. Cells for Excel are quoted and formulas in them defused. */
export function csvText(rows: readonly (readonly string[])[], flavour: CsvFlavour): string {
  if (rows.length === 0) return ''
  const escape = flavour === 'excel' ? escapeForExcel : escapeForMachine
  const cells = rows.map((row) => row.map(escape))
  return `${Papa.unparse(cells, { newline: '\r\n', quotes: flavour === 'excel' })}\r\n`
}
