import { tooLarge, type WorkbookArchive } from './workbook-archive.ts'
import { CellText } from './cell-text.ts'
import { readWholeXml } from './xml-events.ts'

/** Most bytes of text that cells of a workbook may share. */
const MOST_BYTES = 128 * 1024 * 1024
const BLOCK_BYTES = 4 * 1024 * 1024

/** The texts that cells of a workbook share, by number: kept as bytes, which take a third of the memory of strings. */
export class SharedStrings {
  readonly #blocks: Buffer[] = []
  #block = Buffer.alloc(0)
  #used = 0
  #bytes = 0
  /** Block, start and end of each text. */
  #places = new Uint32Array(3 * 1024)
  #count = 0

  /** Reads the texts of a workbook; none where it has no such part. */
  static async read(archive: WorkbookArchive, part: string): Promise<SharedStrings> {
    const strings = new SharedStrings()
    if (part === '' || !archive.has(part)) return strings
    const text = new CellText()
    const listener = {
      open(name: string) {
        if (name === 'si') text.reset()
        else text.open(name)
      },
      close(name: string) {
        if (name === 'si') strings.#add(text.value)
        else text.close(name)
      },
      text: (piece: string) => text.add(piece),
    }
    await readWholeXml(archive.read(part), listener, Infinity)
    return strings
  }

  /** The text of that number, '' where there is none. */
  get(index: number): string {
    if (!(index >= 0 && index < this.#count)) return ''
    const at = index * 3
    const block = this.#blocks[this.#places[at] ?? 0]
    return block?.toString('utf8', this.#places[at + 1], this.#places[at + 2]) ?? ''
  }

  #add(text: string): void {
    const length = Buffer.byteLength(text, 'utf8')
    this.#bytes += length
    if (this.#bytes > MOST_BYTES) throw tooLarge()
    if (this.#used + length > this.#block.length) {
      this.#block = Buffer.allocUnsafe(Math.max(BLOCK_BYTES, length))
      this.#blocks.push(this.#block)
      this.#used = 0
    }
    if (this.#count * 3 === this.#places.length) {
      if (this.#count > MOST_BYTES / 4) throw tooLarge()
      const wider = new Uint32Array(this.#places.length * 2)
      wider.set(this.#places)
      this.#places = wider
    }
    this.#block.write(text, this.#used, 'utf8')
    this.#places.set([this.#blocks.length - 1, this.#used, this.#used + length], this.#count * 3)
    this.#count += 1
    this.#used += length
  }
}
