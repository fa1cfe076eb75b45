import type { CsvFileError, RowEdit } from '#shared/csv/csv-file.ts'
import type { ImportJobs } from '#renderer/import/import-jobs.ts'
import type { ImportPreview } from '#renderer/import/import-preview.ts'
import type { ImportPlan } from '#renderer/import/import-plan.ts'
import { decisionsOf, rowsOf } from './edited-rows.ts'
import { keyOf, planKeyOf, planOf, type OpenedFile } from './opened-file.ts'

/** What is known of what an import would do. */
export interface CheckState {
  /** While it is checked again, what the last check found. */
  preview: ImportPreview | null
  /** `reading`: the file is read for the first time; `checking`: again, after a change; `whole`: everything is known. */
  stage: 'reading' | 'checking' | 'whole'
  rowsSeen: number
  bytesSeen: number
  error: CsvFileError | null
  /** Changes that can be taken back, each with the edits it was made of. */
  undoable: readonly (readonly RowEdit[])[]
  /** True while all is checked again because of changes that can be taken back at once: `cancel`. */
  cancellable: boolean
  /** Grows whenever what rows hold or come to may have changed. */
  version: number
}

/**
 * After a change of many rows a file of so many is checked again at once; a longer one when nobody has changed more for a
 * moment.
 */
const SMALL_FILE = 5000
const PAUSE_MS = 700

const NOTHING: CheckState = {
  preview: null,
  stage: 'reading',
  rowsSeen: 0,
  bytesSeen: 0,
  error: null,
  undoable: [],
  cancellable: false,
  version: 0,
}

/** Checks one file at a time: reads it once, lets its rows be changed, and keeps the counts up to date with that. */
export class ImportCheck {
  readonly #jobs: ImportJobs
  readonly #told: (opened: OpenedFile, state: CheckState) => void
  readonly #onError: (error: unknown) => void
  #state = NOTHING
  /** The file as it is kept, '' where none is. */
  #staged = ''
  /** How the last check was made. */
  #plan = ''
  #stop: AbortController | null = null
  #pause: ReturnType<typeof setTimeout> | null = null
  #edits: Promise<void> = Promise.resolve()
  /** What was known before the changes because of which all is checked again; null while it is not. */
  #before: CheckState | null = null
  #isClosed = false

  constructor(
    jobs: ImportJobs,
    told: (opened: OpenedFile, state: CheckState) => void,
    onError: (error: unknown) => void,
  ) {
    this.#jobs = jobs
    this.#told = told
    this.#onError = onError
  }

  /** Says what importing the file would do. One that was read before is not read again; what was changed in it stays. */
  async run(opened: OpenedFile): Promise<void> {
    this.stop()
    if (this.#isClosed) return
    const stop = new AbortController()
    this.#stop = stop
    const key = keyOf(opened)
    const again = this.#staged === key
    const { undoable, version, preview } = this.#state
    // With other options what was known before is of no use any more.
    const cancellable = this.#before !== null && this.#plan === planKeyOf(opened)
    if (!cancellable) this.#before = null
    this.#plan = planKeyOf(opened)
    this.#show(
      opened,
      again
        ? { ...NOTHING, undoable, preview, version: version + 1, stage: 'checking', cancellable }
        : { ...NOTHING, version: version + 1 },
    )
    if (!again) this.#staged = ''
    const onProgress = (so: ImportPreview): void => {
      if (stop.signal.aborted) return
      const seen = { rowsSeen: so.rows, bytesSeen: so.bytes }
      this.#show(opened, again ? { ...this.#state, ...seen } : { ...this.#state, ...seen, preview: so })
    }
    const plan = planOf(opened)
    let found: Awaited<ReturnType<ImportJobs['stage']>>
    try {
      found = await (again
        ? this.#jobs.recheck(plan, stop.signal, onProgress)
        : this.#jobs.stage(plan, stop.signal, onProgress))
    } catch (error) {
      // What is given up may break in any way: the workspace is closed under it.
      if (stop.signal.aborted) return
      throw error
    }
    if (stop.signal.aborted) return
    if (found.ok) {
      this.#staged = key
      this.#before = null
      const whole = { preview: found.value, stage: 'whole', cancellable: false } as const
      this.#show(opened, { ...this.#state, ...whole, version: this.#state.version + 1 })
    } else if (found.error.kind !== 'cancelled') {
      this.#show(opened, { ...this.#state, error: found.error })
    }
  }

  /** Changes rows; all of it is one change to take back. Answers why it could not, null where it was done. */
  change(opened: OpenedFile, edits: readonly RowEdit[]): Promise<CsvFileError | null> {
    return this.#inTurn(async () => {
      const made: RowEdit[] = []
      let failed: CsvFileError | null = null
      for (const edit of edits) {
        const done = await this.#jobs.edit(planOf(opened), edit)
        if (!done.ok) {
          failed = done.error
          break
        }
        made.push(edit)
      }
      if (made.length === 0) return failed
      return (await this.#changed(opened, [...this.#state.undoable, made], made)) ?? failed
    })
  }

  /** Takes the last change back. */
  undo(opened: OpenedFile): Promise<CsvFileError | null> {
    return this.#inTurn(async () => {
      const made = this.#state.undoable.at(-1) ?? []
      for (let left = made.length; left > 0; left -= 1) {
        const done = await this.#jobs.edit(planOf(opened), { type: 'undo' })
        if (!done.ok) return done.error
      }
      return made.length === 0 ? null : this.#changed(opened, this.#state.undoable.slice(0, -1), made)
    })
  }

  /** Gives up checking all rows again, and takes back the changes because of which that is done. */
  cancel(opened: OpenedFile): Promise<CsvFileError | null> {
    return this.#inTurn(async () => {
      const before = this.#before
      if (before === null) return null
      this.stop()
      const error = await this.#backTo(before.undoable, planOf(opened))
      if (error !== null) {
        this.#checkAllSoon(opened, this.#state.undoable, this.#state)
        return error
      }
      this.#before = null
      this.#show(opened, { ...before, version: this.#state.version + 1 })
      return null
    })
  }

  /** Makes the edits what they were. */
  async #backTo(undoable: CheckState['undoable'], plan: ImportPlan): Promise<CsvFileError | null> {
    const now = this.#state.undoable
    let same = 0
    while (same < now.length && now[same] === undoable[same]) same += 1
    const steps: (RowEdit | { type: 'undo' })[] = [
      ...now.slice(same).flatMap((made) => made.map(() => ({ type: 'undo' }) as const)),
      ...undoable.slice(same).flat(),
    ]
    for (const step of steps) {
      const done = await this.#jobs.edit(plan, step)
      if (!done.ok) return done.error
    }
    return null
  }

  /** The workspace is about to close: nothing is begun any more. */
  close(): void {
    this.#isClosed = true
    this.stop()
  }

  /** Stops reading; what was kept of the file stays. */
  stop(): void {
    this.#stop?.abort()
    this.#stop = null
    if (this.#pause !== null) clearTimeout(this.#pause)
    this.#pause = null
  }

  /** Another file comes. */
  forget(): void {
    this.stop()
    this.#staged = ''
    this.#before = null
    this.#state = NOTHING
  }

  /** True where rows of the file are kept that nobody will need once it is left. */
  get keeps(): boolean {
    return this.#staged !== ''
  }

  /** Rows have been changed by these edits, or by taking them back. */
  async #changed(
    opened: OpenedFile,
    undoable: CheckState['undoable'],
    edits: readonly RowEdit[],
  ): Promise<CsvFileError | null> {
    const known = this.#state
    const { preview, stage } = known
    const rows = rowsOf(edits)
    if (preview === null || stage !== 'whole' || rows === null) {
      this.#checkAllSoon(opened, undoable, known)
      return null
    }
    const decided = decisionsOf(undoable, edits)
    const changed = new Map(
      rows.map((row) => {
        const decision = decided.get(row)
        return [row, decision === undefined ? (preview.decisions.get(row) ?? null) : decision]
      }),
    )
    const before: CheckState = { ...this.#state, undoable }
    this.#show(opened, before)
    let found: Awaited<ReturnType<ImportJobs['recheckRows']>>
    try {
      found = await this.#jobs.recheckRows(planOf(opened), preview, changed)
    } catch (error) {
      // The workspace is closed under it.
      if (this.#isClosed) return null
      throw error
    }
    // Meanwhile all may be checked again, with the change in it, or the file may be left.
    if (this.#state !== before) return null
    if (!found.ok) return found.error
    if (found.value === null) this.#checkAllSoon(opened, undoable, known)
    else this.#show(opened, { ...before, preview: found.value, version: before.version + 1 })
    return null
  }

  /** `known` is what was known before the change. */
  #checkAllSoon(opened: OpenedFile, undoable: CheckState['undoable'], known: CheckState): void {
    this.stop()
    if (this.#isClosed) return
    const { version } = this.#state
    if (known.stage === 'whole') this.#before = known
    const cancellable = this.#before !== null
    this.#show(opened, { ...this.#state, undoable, version: version + 1, stage: 'checking', cancellable })
    const rows = this.#state.preview?.rows ?? 0
    this.#pause = setTimeout(
      () => {
        this.run(opened).catch(this.#onError)
      },
      rows > SMALL_FILE ? PAUSE_MS : 0,
    )
  }

  #inTurn(act: () => Promise<CsvFileError | null>): Promise<CsvFileError | null> {
    const done = this.#edits.then(act)
    this.#edits = done.then(
      () => undefined,
      () => undefined,
    )
    return done
  }

  #show(opened: OpenedFile, state: CheckState): void {
    this.#state = state
    this.#told(opened, state)
  }
}
