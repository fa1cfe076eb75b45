import { BehaviorSubject } from 'rxjs'
import type { ColumnTarget } from '#shared/csv/column-target.ts'
import { recogniseCustomerColumns } from '#shared/csv/customer-columns.ts'
import type { CsvFileError, CsvFileHandle, CsvInspection, CsvReadOptions } from '#shared/csv/csv-file.ts'
import {
  looksLikeSkuMappings,
  recogniseSkuMappingColumns,
  type SkuColumnTarget,
} from '#shared/csv/sku-mapping-columns.ts'
import type { ImportKind } from '#shared/domain/import-batch.ts'
import type { Result } from '#shared/result.ts'
import type { CsvGate } from '#renderer/import/csv-gate.ts'
import type { BatchIdentity } from '#renderer/import/import-ids.ts'
import type { ImportJobs, ImportOutcome, ImportPlan } from '#renderer/import/import-jobs.ts'
import type { ImportPreview } from '#renderer/import/import-preview.ts'

/** A column of the file and where it goes. */
export interface MappedColumn {
  name: string
  samples: string[]
  target: ColumnTarget | SkuColumnTarget
  /** False where its name does not say for certain what it holds: a person should look. */
  sure: boolean
}

/** The file that is being imported, as far as it is decided how. */
export interface OpenedFile {
  identity: BatchIdentity
  file: CsvFileHandle
  inspection: CsvInspection
  kind: ImportKind
  columns: MappedColumn[]
  /** For SKU mappings of one customer; '' = a column says whose they are. */
  customerId: string
}

/** Where a person is on the way from a file to an import. */
export type FlowState =
  | { step: 'file'; busy: boolean; error: CsvFileError | null }
  | { step: 'columns'; opened: OpenedFile; busy: boolean; error: CsvFileError | null }
  | {
      step: 'check'
      opened: OpenedFile
      preview: ImportPreview | null
      whole: boolean
      error: CsvFileError | null
    }
  | { step: 'done'; opened: OpenedFile; outcome: ImportOutcome | null }

const SAMPLES = 3

/** The steps File, Columns, Check, Done for one file at a time; it outlives the page, so that nobody loses a mapping. */
export class ImportFlow {
  readonly state$ = new BehaviorSubject<FlowState>({ step: 'file', busy: false, error: null })
  readonly #jobs: ImportJobs
  readonly #gate: CsvGate
  #preview: AbortController | null = null

  constructor(jobs: ImportJobs, gate: CsvGate) {
    this.#jobs = jobs
    this.#gate = gate
  }

  /** Takes up a file that was dropped or chosen, or tells why it cannot be. */
  async open(opened: Result<CsvFileHandle, CsvFileError>): Promise<void> {
    this.#stopPreview()
    if (!opened.ok) {
      this.state$.next({ step: 'file', busy: false, error: opened.error })
      return
    }
    this.state$.next({ step: 'file', busy: true, error: null })
    const file = opened.value
    const inspected = await this.#gate.inspect(file.token, {})
    if (!inspected.ok) {
      this.state$.next({ step: 'file', busy: false, error: inspected.error })
      return
    }
    const inspection = inspected.value
    const kind = looksLikeSkuMappings(inspection.header) ? 'sku-mappings' : 'customers'
    const columns = columnsOf(inspection, kind)
    const identity = this.#jobs.newIdentity()
    this.#show({ identity, file, inspection, kind, columns, customerId: '' })
  }

  /** Reads the file as a person says it is written. */
  async readAs(options: CsvReadOptions): Promise<void> {
    const state = this.state$.value
    if (state.step !== 'columns') return
    const { opened } = state
    this.state$.next({ ...state, busy: true, error: null })
    const inspected = await this.#gate.inspect(opened.file.token, options)
    if (!inspected.ok) {
      this.state$.next({ ...state, busy: false, error: inspected.error })
      return
    }
    this.#show({ ...opened, inspection: inspected.value, columns: columnsOf(inspected.value, opened.kind) })
  }

  /** Says what the file holds; its columns are recognised anew. */
  setKind(kind: ImportKind): void {
    this.#change((opened) => ({ ...opened, kind, columns: columnsOf(opened.inspection, kind) }))
  }

  /** Says where a column goes. A target that another column had goes to this one alone. */
  setTarget(column: number, target: MappedColumn['target']): void {
    this.#change((opened) => ({
      ...opened,
      columns: opened.columns.map((one, at) => {
        if (at === column) return { ...one, target }
        return target !== 'ignore' && one.target === target ? { ...one, target: 'ignore' } : one
      }),
    }))
  }

  /** Says whose SKU mappings all of the file are. */
  setCustomer(customerId: string): void {
    this.#change((opened) => ({ ...opened, customerId }))
  }

  /** Goes on to see what the import would do. */
  async check(): Promise<void> {
    const state = this.state$.value
    if (state.step !== 'columns' && state.step !== 'check') return
    this.#stopPreview()
    const stop = new AbortController()
    this.#preview = stop
    const { opened } = state
    const show = (preview: ImportPreview | null, whole: boolean, error: CsvFileError | null): void => {
      if (!stop.signal.aborted) this.state$.next({ step: 'check', opened, preview, whole, error })
    }
    show(null, false, null)
    let last: ImportPreview | null = null
    const found = await this.#jobs.preview(planOf(opened), stop.signal, (preview) => {
      last = preview
      show(preview, false, null)
    })
    if (found.ok) show(found.value, true, null)
    else if (found.error.kind !== 'cancelled') show(last, false, found.error)
  }

  /** Back to the columns. */
  back(): void {
    const state = this.state$.value
    if (state.step !== 'check') return
    this.#stopPreview()
    this.#show(state.opened)
  }

  /** Imports what the check has shown; resolves when it has ended. */
  async confirm(): Promise<void> {
    const state = this.state$.value
    if (state.step !== 'check' || !state.whole || state.preview === null) return
    const { opened, preview } = state
    await this.#follow(opened, this.#jobs.start(planOf(opened), preview.rows))
  }

  /** Goes on with the import of this flow after it was interrupted. */
  async resume(): Promise<void> {
    const state = this.state$.value
    if (state.step !== 'done') return
    await this.#follow(state.opened, this.#jobs.resume(state.opened.identity.id))
  }

  /** Back to the first step. */
  reset(): void {
    this.#stopPreview()
    this.state$.next({ step: 'file', busy: false, error: null })
  }

  async #follow(opened: OpenedFile, running: Promise<ImportOutcome>): Promise<void> {
    const mine: FlowState = { step: 'done', opened, outcome: null }
    this.state$.next(mine)
    const outcome = await running
    // Somebody may have opened another file meanwhile.
    if (this.state$.value === mine) this.state$.next({ ...mine, outcome })
  }

  #show(opened: OpenedFile): void {
    this.state$.next({ step: 'columns', opened, busy: false, error: null })
  }

  #change(change: (opened: OpenedFile) => OpenedFile): void {
    const state = this.state$.value
    if (state.step === 'columns') this.state$.next({ ...state, opened: change(state.opened) })
  }

  #stopPreview(): void {
    this.#preview?.abort()
    this.#preview = null
  }
}

/** What is to be imported, in the words of the jobs. */
function planOf({ identity, kind, file, inspection, columns, customerId }: OpenedFile): ImportPlan {
  return {
    identity,
    kind,
    file,
    read: { encoding: inspection.encoding, delimiter: inspection.delimiter },
    header: inspection.header,
    mapping: columns.map((column) => column.target),
    customerId: kind === 'sku-mappings' ? customerId : '',
  }
}

function columnsOf({ header, sample }: CsvInspection, kind: ImportKind): MappedColumn[] {
  const guesses = kind === 'customers' ? recogniseCustomerColumns(header) : recogniseSkuMappingColumns(header)
  return header.map((name, at) => ({
    name: name.trim(),
    samples: sample.slice(0, SAMPLES).map((row) => row[at] ?? ''),
    target: guesses[at]?.target ?? 'ignore',
    sure: guesses[at]?.sure ?? true,
  }))
}
