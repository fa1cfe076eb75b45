import { BehaviorSubject, firstValueFrom, filter } from 'rxjs'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import { columnTargetsOf } from '#shared/csv/column-target.ts'
import type { CsvFileError, CsvFileHandle, CsvReadOptions } from '#shared/csv/csv-file.ts'
import { skuColumnTargetsOf } from '#shared/csv/sku-mapping-columns.ts'
import { noImportCounts, type ImportBatch, type ImportKind } from '#shared/domain/import-batch.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { DatabaseError } from '#renderer/database/database-error.ts'
import type { HistoryRepository } from '#renderer/database/history-repository.ts'
import type { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import type { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import type { CsvGate } from './csv-gate.ts'
import { CustomerImport } from './customer-import.ts'
import type { BatchIdentity } from './import-ids.ts'
import { previewImport, type ImportPreview, type PreviewFailure } from './import-preview.ts'
import { runImport, type ImportProgress } from './import-runner.ts'
import type { ImportSubject } from './import-subject.ts'
import { SkuMappingImport } from './sku-mapping-import.ts'

/** What imports of a workspace work on. */
export interface ImportContext {
  readonly gate: CsvGate
  readonly customers: CustomerRepository
  readonly skuMappings: SkuMappingRepository
  readonly history: HistoryRepository
  readonly importBatches: ImportBatchRepository
  readonly roster: RosterClient
  readonly capabilities: ConnectorCapabilities | null
  readonly now: () => number
  readonly newId: () => string
}

/** What is to be imported and how, as the person has decided. */
export interface ImportPlan {
  /** Made when the file was opened; ids of new records are made of it. */
  readonly identity: BatchIdentity
  readonly kind: ImportKind
  readonly file: CsvFileHandle
  readonly read: CsvReadOptions
  readonly header: readonly string[]
  /** Target of each column. */
  readonly mapping: readonly string[]
  /** For SKU mappings of one customer; '' otherwise. */
  readonly customerId: string
}

/** The import under way. */
export interface RunningImport extends ImportProgress {
  readonly batchId: string
  readonly fileName: string
  readonly rowsTotal: number
  /** Rows a second over the last seconds, 0 while not known. */
  readonly rate: number
  readonly cancelling: boolean
}

/** How an import ended, or why it cannot go on now. `stopped`: the workspace was closed; it can be continued. */
export type ImportOutcome = Result<
  'done' | 'cancelled' | 'stopped',
  CsvFileError | { kind: 'storage'; reason: DatabaseError['kind'] } | { kind: 'busy' } | { kind: 'gone' }
>

/** Rows to a batch: what is done with one at a time stays well under what a page may be held up. */
const BATCH_ROWS = { run: 400, preview: 500 } as const

/**
 * The imports of the open workspace. One runs at a time, whatever page is on screen. What it has done is in its batch
 * document, so that it can be continued after a crash or a closed window.
 */
export class ImportJobs {
  /** The import under way, null while there is none. */
  readonly running$ = new BehaviorSubject<RunningImport | null>(null)
  readonly #context: ImportContext
  readonly #batchRows: { readonly run: number; readonly preview: number }
  #wish: 'go-on' | 'cancel' | 'stop' = 'go-on'

  constructor(
    context: ImportContext,
    batchRows: { readonly run: number; readonly preview: number } = BATCH_ROWS,
  ) {
    this.#context = context
    this.#batchRows = batchRows
  }

  /** A name and a time for a new import. */
  newIdentity(): BatchIdentity {
    return { id: this.#context.newId(), createdAt: this.#context.now() }
  }

  /** What an import would do; see previewImport. */
  async preview(
    plan: ImportPlan,
    signal: AbortSignal,
    onProgress: (preview: ImportPreview) => void,
  ): Promise<Result<ImportPreview, PreviewFailure>> {
    await this.#rosterReady()
    const source = await this.#context.gate.read({
      token: plan.file.token,
      options: plan.read,
      fromRow: 0,
      batchSize: this.#batchRows.preview,
    })
    if (!source.ok) return err(source.error)
    return previewImport(source.value, this.#subject(plan, false), signal, onProgress)
  }

  /** Imports; resolves when it has ended. `rowsTotal` is what the preview counted. */
  async start(plan: ImportPlan, rowsTotal: number): Promise<ImportOutcome> {
    const { identity, file } = plan
    const batch: ImportBatch = {
      id: identity.id,
      kind: plan.kind,
      fileToken: file.token,
      fileName: file.name,
      fileSize: file.size,
      read: plan.read,
      header: [...plan.header],
      mapping: [...plan.mapping],
      customerId: plan.customerId,
      state: 'running',
      reason: '',
      rowsTotal,
      rowsDone: 0,
      counts: noImportCounts(),
      createdAt: identity.createdAt,
      finishedAt: 0,
    }
    return this.#run(batch, false)
  }

  /** Goes on with an interrupted import; resolves when it has ended. */
  async resume(batchId: string): Promise<ImportOutcome> {
    const batch = await this.#context.importBatches.get(batchId)
    if (batch?.state !== 'interrupted') return err({ kind: 'gone' })
    return this.#run(batch, true)
  }

  /** Gives an interrupted import up: what it did stays, the rest is not imported. */
  async giveUp(batch: ImportBatch): Promise<void> {
    await this.#context.importBatches.patch(batch.id, { state: 'cancelled', finishedAt: this.#context.now() })
    await this.#context.gate.release(batch.fileToken)
  }

  /** Ends the import under way at its next batch, for good. */
  cancel(): void {
    this.#wish = 'cancel'
    const running = this.running$.value
    if (running !== null) this.running$.next({ ...running, cancelling: true })
  }

  /** Ends the import under way at its next batch; it can be continued. Resolves when nothing is written any more. */
  async stop(): Promise<void> {
    this.#wish = 'stop'
    await firstValueFrom(this.running$.pipe(filter((running) => running === null)))
  }

  async #run(batch: ImportBatch, resumed: boolean): Promise<ImportOutcome> {
    if (this.running$.value !== null) return err({ kind: 'busy' })
    this.#wish = 'go-on'
    const { id, fileName, rowsTotal, rowsDone, counts } = batch
    this.running$.next({ batchId: id, fileName, rowsTotal, rowsDone, counts, rate: 0, cancelling: false })
    try {
      return await this.#import(batch, resumed)
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error
      // A store that fails may not take this either; then the next start marks the import as interrupted.
      await this.#context.importBatches
        .patch(batch.id, { state: 'interrupted', reason: error.kind })
        .catch(() => undefined)
      return err({ kind: 'storage', reason: error.kind })
    } finally {
      this.running$.next(null)
    }
  }

  async #import(batch: ImportBatch, resumed: boolean): Promise<ImportOutcome> {
    const { gate, importBatches, now } = this.#context
    await this.#rosterReady()
    if (resumed) await importBatches.patch(batch.id, { state: 'running', reason: '' })
    else {
      await gate.keep(batch.fileToken)
      await importBatches.insert(batch)
    }
    const source = await gate.read({
      token: batch.fileToken,
      options: batch.read,
      fromRow: 0,
      batchSize: this.#batchRows.run,
    })
    if (!source.ok) {
      await importBatches.patch(batch.id, { state: 'interrupted', reason: source.error.kind })
      return err(source.error)
    }
    const rate = rateOf(now)
    const end = await runImport({
      batch,
      source: source.value,
      subject: this.#subject(planOf(batch), resumed),
      resumed,
      wanted: () => this.#wish,
      save: (progress) => importBatches.patch(batch.id, progress),
      onProgress: (progress) => {
        const running = this.running$.value
        if (running !== null) this.running$.next({ ...running, ...progress, rate: rate(progress.rowsDone) })
      },
    })
    if (!end.ok) {
      await importBatches.patch(batch.id, { state: 'interrupted', reason: end.error.kind })
      return err(end.error)
    }
    if (end.value === 'stopped') {
      await importBatches.patch(batch.id, { state: 'interrupted', reason: '' })
    } else {
      await importBatches.patch(batch.id, { state: end.value, finishedAt: now() })
      await gate.release(batch.fileToken)
    }
    return ok(end.value)
  }

  #subject(plan: ImportPlan, resuming: boolean): ImportSubject {
    return plan.kind === 'customers'
      ? new CustomerImport(this.#context, plan.identity, columnTargetsOf(plan.mapping), resuming)
      : new SkuMappingImport(this.#context, plan.identity, skuColumnTargetsOf(plan.mapping), plan.customerId)
  }

  /** While the roster is still being built, it would not find everybody. */
  async #rosterReady(): Promise<void> {
    const settled$ = this.#context.roster.status$.pipe(
      filter(({ state }) => state === 'ready' || state === 'failed'),
    )
    if ((await firstValueFrom(settled$)).state === 'failed') throw new Error('The list could not be read')
  }
}

function planOf(batch: ImportBatch): ImportPlan {
  return {
    identity: batch,
    kind: batch.kind,
    file: { token: batch.fileToken, name: batch.fileName, size: batch.fileSize },
    read: batch.read,
    header: batch.header,
    mapping: batch.mapping,
    customerId: batch.customerId,
  }
}

/** Rows a second, over a window of a few seconds so that it does not jump. */
function rateOf(now: () => number): (rowsDone: number) => number {
  const marks: { at: number; rows: number }[] = []
  return (rows) => {
    marks.push({ at: now(), rows })
    if (marks.length > 20) marks.shift()
    const first = marks[0]
    const last = marks.at(-1)
    if (first === undefined || last === undefined || last.at === first.at) return 0
    return Math.round(((last.rows - first.rows) * 1000) / (last.at - first.at))
  }
}
