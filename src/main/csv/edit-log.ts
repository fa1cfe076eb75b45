import { z } from 'zod'
import type { CsvFileError, RowEdit } from '#shared/csv/csv-file.ts'
import { CsvFailure } from './file-error.ts'
import { appendJsonLines, readJsonLines } from './json-lines.ts'
import { MOST_EDITS, RowEdits } from './row-edits.ts'
import { storeFilesIn } from './store-files.ts'

const number = z.number().int().min(0)
const loggedSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('cell'), row: number, column: number, text: z.string() }),
  z.object({ type: z.literal('replace'), column: number, find: z.string(), text: z.string() }),
  z.object({ type: z.literal('decide'), row: number, decision: z.enum(['same', 'new', 'leave']).nullable() }),
  z.object({ type: z.literal('undo') }),
])

/** An edit, or that the last one is taken away again. */
export type EditStep = RowEdit | { type: 'undo' }

const TOO_MANY: CsvFileError = { kind: 'unreadable', detail: 'too-many-edits' }

/** The edits of one store, in memory and in its folder, where they are only ever added to. */
export class EditLog {
  readonly #path: string
  readonly edits: RowEdits

  private constructor(path: string, edits: RowEdits) {
    this.#path = path
    this.edits = edits
  }

  /** The edits of the store in this folder as they were made so far. */
  static async load(folder: string): Promise<EditLog> {
    const path = storeFilesIn(folder).edits
    const edits = new RowEdits()
    for await (const value of readJsonLines(path)) {
      const step = loggedSchema.safeParse(value)
      if (step.success) take(edits, step.data)
    }
    return new EditLog(path, edits)
  }

  /** Takes a step, on the disk first. Throws what the disk throws, and CsvFailure where there are too many. */
  async take(step: EditStep): Promise<void> {
    if (step.type === 'undo' && this.edits.count === 0) return
    if (step.type !== 'undo' && this.edits.count >= MOST_EDITS) throw new CsvFailure(TOO_MANY)
    await appendJsonLines(this.#path, [step])
    take(this.edits, step)
  }
}

function take(edits: RowEdits, step: EditStep): void {
  if (step.type === 'undo') edits.undo()
  else edits.add(step)
}
