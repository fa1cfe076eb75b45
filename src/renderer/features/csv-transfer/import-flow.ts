import { BehaviorSubject } from 'rxjs'
import { columnTargetsOf, takesSeveralColumns } from '#shared/csv/column-target.ts'
import type { CsvFileError, CsvFileHandle, CsvReadOptions, RowEdit } from '#shared/csv/csv-file.ts'
import { usualImportOptions, type ImportOptions } from '#shared/csv/import-options.ts'
import { looksLikeSkuMappings, skuColumnTargetsOf } from '#shared/csv/sku-mapping-columns.ts'
import type { ImportKind } from '#shared/domain/import-batch.ts'
import type { Result } from '#shared/result.ts'
import type { CsvGate } from '#renderer/import/csv-gate.ts'
import type { ImportRoom } from '#renderer/import/import-room.ts'
import type { ImportJobs, ImportOutcome } from '#renderer/import/import-jobs.ts'
import { ImportCheck, type CheckState } from './import-check.ts'
import {
  columnsAsBefore,
  planOf,
  recognisedColumns,
  type MappedColumn,
  type OpenedFile,
} from './opened-file.ts'

/** A file that was chosen, dropped or pasted, or why it cannot be opened. */
export type TakenFile = Result<CsvFileHandle, CsvFileError>

/** Where a person is on the way from a file to an import. */
export type FlowState =
  | { step: 'file'; busy: boolean; error: CsvFileError | null }
  | { step: 'columns'; opened: OpenedFile; busy: boolean; error: CsvFileError | null }
  | { step: 'check'; opened: OpenedFile; check: CheckState }
  /** The remote imports the file by itself. */
  | { step: 'server'; opened: OpenedFile }
  | { step: 'done'; opened: OpenedFile; outcome: ImportOutcome | null }

const NO_FILE = { step: 'file', busy: false, error: null } as const

/** The steps File, Columns, Check, Done for one file at a time; it outlives the page, so that nobody loses a mapping. */
export class ImportFlow {
  readonly state$ = new BehaviorSubject<FlowState>(NO_FILE)
  /** Files that are taken up after the present one, in their order. */
  readonly waiting$ = new BehaviorSubject<readonly TakenFile[]>([])
  readonly #jobs: ImportJobs
  readonly #gate: CsvGate
  readonly #check: ImportCheck

  /** `onError` is told what goes wrong while nobody waits for it. */
  constructor(jobs: ImportJobs, gate: CsvGate, onError: (error: unknown) => void) {
    this.#jobs = jobs
    this.#gate = gate
    const told = (opened: OpenedFile, check: CheckState): void => {
      this.state$.next({ step: 'check', opened, check })
    }
    this.#check = new ImportCheck(jobs, told, onError)
  }

  /** Stops what goes on by itself: the workspace is about to close. */
  stop(): void {
    this.#check.close()
  }

  /** True where taking up another file would lose decisions of a person, or an import is on screen. */
  get underWay(): boolean {
    const state = this.state$.value
    if (state.step === 'columns') return state.opened.touched
    return state.step === 'check' || state.step === 'server' || (state.step === 'file' && state.busy)
  }

  /** Adds files behind the present one. */
  queue(files: readonly TakenFile[]): void {
    this.waiting$.next([...this.waiting$.value, ...files])
  }

  /** Takes up a file, or tells why it cannot be. */
  async open(taken: TakenFile): Promise<void> {
    this.#leave()
    if (!taken.ok) {
      this.state$.next({ ...NO_FILE, error: taken.error })
      return
    }
    const looking: FlowState = { ...NO_FILE, busy: true }
    this.state$.next(looking)
    const file = taken.value
    const inspected = await this.#gate.inspect(file.token, {})
    if (this.state$.value !== looking) return
    if (!inspected.ok) {
      this.state$.next({ ...NO_FILE, error: inspected.error })
      return
    }
    const inspection = inspected.value
    const kind = looksLikeSkuMappings(inspection.header) ? 'sku-mappings' : 'customers'
    const opened = await this.#asBefore({
      identity: this.#jobs.newIdentity(),
      file,
      inspection,
      kind,
      columns: recognisedColumns(inspection, kind),
      customerId: '',
      options: usualImportOptions(),
      rememberedAt: 0,
      touched: false,
    })
    if (this.state$.value === looking) this.#show(opened)
  }

  /** Takes up the next of the waiting files, or goes back to choosing one. */
  async next(): Promise<void> {
    const [next, ...rest] = this.waiting$.value
    this.waiting$.next(rest)
    if (next === undefined) this.reset()
    else await this.open(next)
  }

  /** Takes up one of the waiting files at once, and leaves the present one. */
  async takeNow(file: TakenFile): Promise<void> {
    this.waiting$.next(this.waiting$.value.filter((one) => one !== file))
    await this.open(file)
  }

  /** Reads the file as a person says it is written. */
  async readAs(options: CsvReadOptions): Promise<void> {
    const state = this.state$.value
    if (state.step !== 'columns') return
    const { opened } = state
    const busy: FlowState = { ...state, busy: true, error: null }
    this.state$.next(busy)
    const inspected = await this.#gate.inspect(opened.file.token, options)
    if (this.state$.value !== busy) return
    if (!inspected.ok) {
      this.state$.next({ ...state, busy: false, error: inspected.error })
      return
    }
    const inspection = inspected.value
    const columns = recognisedColumns(inspection, opened.kind)
    const read = await this.#asBefore({ ...opened, inspection, columns, rememberedAt: 0, touched: true })
    if (this.state$.value === busy) this.#show(read)
  }

  /** Says what the file holds; its columns are recognised anew. */
  setKind(kind: ImportKind): void {
    this.#change((opened) => ({
      ...opened,
      kind,
      rememberedAt: 0,
      columns: recognisedColumns(opened.inspection, kind),
    }))
  }

  /** Says where a column goes. A target that another column had goes to this one alone, unless it takes several. */
  setTarget(column: number, target: MappedColumn['target']): void {
    const alone = target !== 'ignore' && !takesSeveralColumns(target)
    this.#change((opened) => ({
      ...opened,
      columns: opened.columns.map((one, at) => {
        if (at === column) return { ...one, target }
        return alone && one.target === target ? { ...one, target: 'ignore', sure: false } : one
      }),
    }))
  }

  /** Says whose SKU mappings all of the file are. */
  setCustomer(customerId: string): void {
    this.#change((opened) => ({ ...opened, customerId }))
  }

  /** Says how rows are imported; where they are shown already, they are checked again. */
  async setOptions(change: Partial<ImportOptions>): Promise<void> {
    const state = this.state$.value
    if (state.step === 'columns') {
      this.#change((opened) => ({ ...opened, options: { ...opened.options, ...change } }))
    } else if (state.step === 'check') {
      const { opened } = state
      await this.#check.run({ ...opened, options: { ...opened.options, ...change } })
    }
  }

  /** Forgets how a file with the same columns was imported. */
  startAnew(): void {
    this.#change((opened) => ({
      ...opened,
      rememberedAt: 0,
      options: usualImportOptions(),
      columns: recognisedColumns(opened.inspection, opened.kind),
    }))
  }

  /** Goes on to see what the import would do. */
  async check(): Promise<void> {
    const state = this.state$.value
    if (state.step === 'columns' || state.step === 'check') await this.#check.run(state.opened)
  }

  /** Changes rows of the file on its way in; answers why it could not, null where it was done. */
  async edit(edits: readonly RowEdit[]): Promise<CsvFileError | null> {
    const state = this.state$.value
    return state.step === 'check' ? this.#check.change(state.opened, edits) : null
  }

  /** Takes the last change of rows back. */
  async undoEdit(): Promise<CsvFileError | null> {
    const state = this.state$.value
    return state.step === 'check' ? this.#check.undo(state.opened) : null
  }

  /** Gives up checking everything again because of a change of rows, and takes that back. */
  async cancelCheck(): Promise<CsvFileError | null> {
    const state = this.state$.value
    return state.step === 'check' ? this.#check.cancel(state.opened) : null
  }

  /** Goes on to have the remote import the file by itself. */
  toServer(): void {
    const state = this.state$.value
    if (state.step === 'columns') this.state$.next({ step: 'server', opened: state.opened })
  }

  /** Back to the columns; what was changed in rows stays. */
  back(): void {
    const state = this.state$.value
    if (state.step !== 'check' && state.step !== 'server') return
    this.#check.stop()
    this.#show({ ...state.opened, touched: true })
  }

  /**
   * Imports what the check has shown; resolves with null when it has ended. Where the disk has too little room nothing is
   * begun, and how much is needed is answered.
   */
  async confirm(holdBack: boolean): Promise<ImportRoom | null> {
    const state = this.state$.value
    if (state.step !== 'check' || state.check.stage !== 'whole' || state.check.preview === null) return null
    const opened = { ...state.opened, options: { ...state.opened.options, holdBack } }
    const { rows, counts } = state.check.preview
    const short = await this.#jobs.shortOfRoom({
      ...{ kind: opened.kind, created: counts.new, updated: counts.update },
      ...{ fileSize: opened.file.size, rows },
    })
    // Somebody may have gone elsewhere meanwhile.
    if (short !== null || this.state$.value !== state) return short
    this.#check.forget()
    await this.#follow(opened, this.#jobs.start(planOf(opened), rows))
    return null
  }

  /** Goes on with the import of this flow after it was interrupted. */
  async resume(): Promise<void> {
    const state = this.state$.value
    if (state.step !== 'done') return
    await this.#follow(state.opened, this.#jobs.resume(state.opened.identity.id))
  }

  /** Back to the first step. */
  reset(): void {
    this.#leave()
    this.state$.next(NO_FILE)
  }

  async #follow(opened: OpenedFile, running: Promise<ImportOutcome>): Promise<void> {
    const mine: FlowState = { step: 'done', opened, outcome: null }
    this.state$.next(mine)
    const outcome = await running
    // Somebody may have opened another file meanwhile.
    if (this.state$.value === mine) this.state$.next({ ...mine, outcome })
  }

  /** The file with the decisions of the last one that had the same columns. */
  async #asBefore(opened: OpenedFile): Promise<OpenedFile> {
    const { kind, inspection, columns } = opened
    const before = await this.#jobs.rememberedMapping(inspection.header, kind)
    if (before === null) return opened
    const { possible, holdBack } = usualImportOptions()
    const mapping =
      kind === 'customers' ? columnTargetsOf(before.mapping) : skuColumnTargetsOf(before.mapping)
    return {
      ...opened,
      columns: columnsAsBefore(columns, mapping),
      // These two are decided for each file.
      options: { ...before.options, possible, holdBack },
      rememberedAt: before.at,
    }
  }

  #show(opened: OpenedFile): void {
    this.state$.next({ step: 'columns', opened, busy: false, error: null })
  }

  #change(change: (opened: OpenedFile) => OpenedFile): void {
    const state = this.state$.value
    if (state.step === 'columns')
      this.state$.next({ ...state, opened: { ...change(state.opened), touched: true } })
  }

  /** What was read of a file that was not imported goes. */
  #leave(): void {
    const state = this.state$.value
    if (this.#check.keeps && state.step !== 'file' && state.step !== 'done') {
      // A store that cannot be removed now is removed at the next start.
      this.#jobs.discard(planOf(state.opened)).catch(() => undefined)
    }
    this.#check.forget()
  }
}
