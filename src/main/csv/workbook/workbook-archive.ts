import type { Readable } from 'node:stream'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import type { BinaryLook } from '#shared/csv/csv-file.ts'
import { CsvFailure } from '../file-error.ts'

/** The largest part of a workbook that is read, unpacked. A part is never held whole. */
const LARGEST_PART = 2 * 1024 ** 3
const MOST_PARTS = 10_000

/** The zip archive that a workbook is, open for reading. */
export class WorkbookArchive {
  readonly #zip: ZipFile
  readonly #parts: ReadonlyMap<string, Entry>

  private constructor(zip: ZipFile, parts: ReadonlyMap<string, Entry>) {
    this.#zip = zip
    this.#parts = parts
  }

  /** Opens a file that begins like a zip archive. Throws what yauzl throws. */
  static async open(path: string): Promise<WorkbookArchive> {
    const zip = await openPromise(path, { autoClose: false, lazyEntries: true })
    try {
      if (zip.entryCount > MOST_PARTS) throw tooLarge()
      const parts = new Map<string, Entry>()
      for await (const entry of zip.eachEntry()) parts.set(entry.fileName.toLowerCase(), entry)
      return new WorkbookArchive(zip, parts)
    } catch (error) {
      zip.close()
      throw error
    }
  }

  close(): void {
    this.#zip.close()
  }

  has(part: string): boolean {
    return this.#parts.has(part.toLowerCase())
  }

  /** What an archive without an Excel workbook inside seems to be. */
  lookOf(): BinaryLook {
    const spreadsheets = ['xl/workbook.bin', 'content.xml', 'index/document.iwa']
    return spreadsheets.some((part) => this.has(part)) ? 'spreadsheet' : 'archive'
  }

  /** Bytes of a part when it is unpacked; 0 where there is none. */
  sizeOf(part: string): number {
    return this.#parts.get(part.toLowerCase())?.uncompressedSize ?? 0
  }

  /** The unpacked bytes of a part, as they come. Throws CsvFailure where it is too large. */
  async *read(part: string): AsyncGenerator<Buffer, void> {
    const entry = this.#parts.get(part.toLowerCase())
    if (entry === undefined) throw new Error('A part is missing')
    if (entry.uncompressedSize > LARGEST_PART) throw tooLarge()
    // yauzl ends with an error where more comes out than was declared.
    const stream: Readable = await this.#zip.openReadStreamPromise(entry)
    for await (const bytes of stream) yield bytes as Buffer
  }
}

/** A workbook that would take more memory or time than it may. */
export function tooLarge(): CsvFailure {
  return new CsvFailure({ kind: 'unreadable', detail: 'workbook-too-large' })
}
