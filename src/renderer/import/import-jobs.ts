import { BehaviorSubject, firstValueFrom, filter } from 'rxjs'
import type { CsvFileError, RowDecision, RowEdit } from '#shared/csv/csv-file.ts'
import {
  noImportCounts,
  type ImportBatch,
  type ImportKind,
  type ImportUndo,
} from '#shared/domain/import-batch.ts'
import { err, type Result } from '#shared/result.ts'
import type { RejectedColumns } from './csv-gate.ts'
import { DatabaseError } from '#renderer/database/database-error.ts'
import type { ClassifiedRow } from './classified-row.ts'
import { describeRows } from './describe-rows.ts'
import type { BatchIdentity } from './import-ids.ts'
import { performImport, rosterReady } from './perform-import.ts'
import type { ImportContext, ImportPlan } from './import-plan.ts'
import { previewImport, type ImportPreview, type PreviewFailure } from './import-preview.ts'
import type { ImportEnd, ImportProgress } from './import-runner.ts'
import { neededBytes, type ImportRoom, type ImportSize } from './import-room.ts'
import { importRate } from './import-rate.ts'
import { planUndo, undoImport, type ImportUndoPlan } from './import-undo.ts'
import type { ImportSubject, OnRelated } from './import-subject.ts'
import type { PreviewMemory } from './preview-memory.ts'
import { recheckRows } from './recheck-rows.ts'
import { rememberedImport, type RememberedImport } from './remembered-import.ts'
import type { RowSource } from './row-source.ts'
import { fewSeenRows, type SeenRowIndex } from './seen-rows.ts'
import { subjectOf, undoSubjectOf } from './subject-of.ts'

/** The import under way. */
export interface RunningImport extends ImportProgress {
  readonly batchId: string
  readonly fileName: string
  readonly rowsTotal: number
  /** Rows a second over the last seconds, 0 while not known. */
  readonly rate: number
  readonly cancelling: boolean
  /** True while the import is being taken back; `rowsDone` are the rows taken back. */
  readonly undoing: boolean
}

/** How an import ended, or why it cannot go on now. `stopped`: the workspace was closed; it can be continued. */
export type ImportOutcome = Result<
  ImportEnd,
  CsvFileError | { kind: 'storage'; reason: DatabaseError['kind'] } | { kind: 'busy' } | { kind: 'gone' }
>

/** Rows to a batch: what is done with one at a time stays well under what a page may be held up. */
const BATCH_ROWS = { run: 400, preview: 500 } as const

/**
 * The imports of the open workspace. One runs at a time, whatever page is on screen. What it has done is in its batch
 * document, so that it can be continued after a crash or a closed window, and taken back as a whole.
 */
export class ImportJobs {
  /** The import under way, null while there is none. */
  readonly running$ = new BehaviorSubject<RunningImport | null>(null)
  readonly #context: ImportContext
  readonly #batchRows: { readonly run: number; readonly preview: number }
  /** What the last preview of each file remembers, by the id of its import. */
  readonly #memories = new Map<string, PreviewMemory>()
  /** When that preview was begun, ms, likewise. */
  readonly #lookedAt = new Map<string, number>()
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

  /**
   * The first pass: reads the file into its store and says meanwhile what an import would do. The file itself is not
   * needed after it.
   */
  async stage(
    plan: ImportPlan,
    signal: AbortSignal,
    onProgress: (preview: ImportPreview) => void,
  ): Promise<Result<ImportPreview, PreviewFailure>> {
    const source = await this.#context.gate.stage({
      token: plan.file.token,
      options: plan.read,
      stageId: plan.identity.id,
      batchSize: this.#batchRows.preview,
    })
    return this.#preview(plan, source, signal, onProgress)
  }

  /** A later pass, over the store: after edits, with other columns, or with other options. */
  async recheck(
    plan: ImportPlan,
    signal: AbortSignal,
    onProgress: (preview: ImportPreview) => void,
  ): Promise<Result<ImportPreview, PreviewFailure>> {
    const source = await this.#context.gate.read({
      stageId: plan.identity.id,
      fromRow: 0,
      batchSize: this.#batchRows.preview,
    })
    return this.#preview(plan, source, signal, onProgress)
  }

  /**
   * What an import would do after some rows were changed, each told with what is decided about it now. Only these and
   * those that have to do with them are looked at; null where that cannot be, and `recheck` has to look at all.
   */
  async recheckRows(
    plan: ImportPlan,
    preview: ImportPreview,
    changed: ReadonlyMap<number, RowDecision | null>,
  ): Promise<Result<ImportPreview | null, CsvFileError>> {
    const { gate } = this.#context
    const subjectWith = (related: OnRelated, seen: SeenRowIndex): ImportSubject =>
      this.#looking(plan, seen, related)
    return recheckRows({ gate, stageId: plan.identity.id, preview, changed, subjectWith })
  }

  /** The rows that are on screen, in the order asked: cells, problems, changes, likeness. At most 500. */
  describe(
    plan: ImportPlan,
    rows: readonly number[],
    preview: ImportPreview,
  ): Promise<Result<ClassifiedRow[], CsvFileError>> {
    return describeRows(this.#context.gate, plan, this.#looking(plan, fewSeenRows(), null), rows, preview)
  }

  /** Changes rows of a staged file on their way; the file itself stays as it is. `undo` takes the last edit away. */
  edit(plan: ImportPlan, edit: RowEdit | { type: 'undo' }): Promise<Result<{ edits: number }, CsvFileError>> {
    return this.#context.gate.edit(plan.identity.id, edit)
  }

  /** The person went another way: what was staged goes. */
  async discard(plan: ImportPlan): Promise<void> {
    this.#forget(plan.identity.id)
    this.#lookedAt.delete(plan.identity.id)
    await this.#context.gate.discard(plan.identity.id)
  }

  /** The room that an import needs, where there is less; null where there is enough. */
  async shortOfRoom(size: ImportSize): Promise<ImportRoom | null> {
    const room = { needed: neededBytes(size), free: await this.#context.gate.freeBytes() }
    return room.free < room.needed ? room : null
  }

  /** Imports; resolves when it has ended. `rowsTotal` is what the preview counted. */
  async start(plan: ImportPlan, rowsTotal: number): Promise<ImportOutcome> {
    const { identity, file } = plan
    const batch: ImportBatch = {
      id: identity.id,
      kind: plan.kind,
      fileName: file.name,
      fileSize: file.size,
      header: [...plan.header],
      mapping: [...plan.mapping],
      options: plan.options,
      customerId: plan.customerId,
      state: 'running',
      reason: '',
      rowsTotal,
      rowsDone: 0,
      counts: noImportCounts(),
      createdAt: identity.createdAt,
      finishedAt: 0,
      undo: null,
      byRemote: '',
    }
    return this.#run(batch, false)
  }

  /** Goes on with an interrupted import; resolves when it has ended. */
  async resume(batchId: string): Promise<ImportOutcome> {
    if (this.running$.value !== null) return err({ kind: 'busy' })
    const { importBatches } = this.#context
    // One that a crash or a failing store has left as running is shown as interrupted, and is continued as such.
    await importBatches.interruptRunning()
    const batch = await importBatches.get(batchId)
    if (batch?.state !== 'interrupted') return err({ kind: 'gone' })
    return this.#run(batch, true)
  }

  /** Gives an interrupted import up: what it did stays, the rest is not imported. */
  async giveUp(batch: ImportBatch): Promise<void> {
    await this.#context.importBatches.patch(batch.id, { state: 'cancelled', finishedAt: this.#context.now() })
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

  /** What undoing an import would do; null where `signal` stops it before that is known. */
  async undoPlan(
    batchId: string,
    signal?: AbortSignal,
    onProgress: (rowsDone: number, rowsTotal: number) => void = () => undefined,
  ): Promise<ImportUndoPlan | null> {
    const { importBatches } = this.#context
    const batch = await this.#undoable(batchId)
    const wanted = (): 'go-on' | 'stop' => (signal?.aborted === true ? 'stop' : 'go-on')
    return planUndo({
      batch,
      importBatches,
      subject: undoSubjectOf(this.#context, batch),
      wanted,
      onProgress,
    })
  }

  /**
   * Takes an import back as a whole, or goes on doing so after a crash; resolves when it is done, or at the next slice
   * after `stop`, and can be called again then. One that is taken back already answers what it came to.
   */
  async undo(
    batchId: string,
    onProgress: (rowsDone: number, rowsTotal: number) => void,
  ): Promise<ImportUndo> {
    const { importBatches, now } = this.#context
    const batch = await this.#undoable(batchId)
    if (batch.state === 'undone' && batch.undo !== null) return batch.undo
    if (this.running$.value !== null) throw new Error('An import is under way')
    this.#begin(batch, 0, true)
    const rate = importRate(now)
    try {
      return await undoImport({
        batch,
        importBatches,
        subject: undoSubjectOf(this.#context, batch),
        now,
        wanted: () => (this.#wish === 'stop' ? 'stop' : 'go-on'),
        onProgress: (rowsDone, rowsTotal) => {
          this.#progress({ rowsDone, rowsTotal, rate: rate(rowsDone) })
          onProgress(rowsDone, rowsTotal)
        },
      })
    } finally {
      this.running$.next(null)
    }
  }

  /** Asks where to save the rows that an import left out, and why; null where the person gave up. */
  saveRejected(
    batch: ImportBatch,
    suggestedName: string,
    added: Omit<RejectedColumns, 'header'>,
  ): Promise<Result<{ name: string; rows: number }, CsvFileError> | null> {
    return this.#context.gate.saveRejected(batch.id, suggestedName, { header: batch.header, ...added })
  }

  /** How the newest import of a file with the same columns was done, in whatever order they stood. */
  async rememberedMapping(header: readonly string[], kind: ImportKind): Promise<RememberedImport | null> {
    return rememberedImport(await this.#context.importBatches.findAll(), header, kind)
  }

  #looking(plan: ImportPlan, seen: SeenRowIndex, related: OnRelated | null): ImportSubject {
    // Nothing is written.
    const lookedAt = Infinity
    return subjectOf(this.#context, plan, { pass: 'looking', seen, related, lookedAt })
  }

  #forget(id: string): void {
    this.#memories.get(id)?.close()
    this.#memories.delete(id)
  }

  async #preview(
    plan: ImportPlan,
    source: Result<RowSource, CsvFileError>,
    signal: AbortSignal,
    onProgress: (preview: ImportPreview) => void,
  ): Promise<Result<ImportPreview, PreviewFailure>> {
    if (!source.ok) return err(source.error)
    await rosterReady(this.#context.roster)
    const begunAt = this.#context.now()
    const found = await previewImport({
      source: source.value,
      seen: await this.#context.gate.seenRows(),
      subjectWith: (related, seen) => this.#looking(plan, seen, related),
      mapping: plan.mapping,
      signal,
      onProgress,
    })
    if (found.ok) {
      this.#forget(plan.identity.id)
      this.#memories.set(plan.identity.id, found.value.memory)
      this.#lookedAt.set(plan.identity.id, begunAt)
    }
    return found
  }

  async #run(batch: ImportBatch, resumed: boolean): Promise<ImportOutcome> {
    if (this.running$.value !== null) return err({ kind: 'busy' })
    this.#begin(batch, batch.rowsDone, false)
    this.#forget(batch.id)
    try {
      const { now } = this.#context
      const rate = importRate(now)
      return await performImport(this.#context, batch, {
        resumed,
        // After a restart of the app only when the file was opened is known: then rather too few products are replaced.
        lookedAt: this.#lookedAt.get(batch.id) ?? batch.createdAt,
        batchSize: this.#batchRows.run,
        wanted: () => this.#wish,
        onProgress: (progress) => {
          this.#progress({ ...progress, rate: rate(progress.rowsDone) })
        },
      })
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

  #begin({ id, fileName, rowsTotal, counts }: ImportBatch, rowsDone: number, undoing: boolean): void {
    this.#wish = 'go-on'
    const batchId = id
    this.running$.next({
      batchId,
      fileName,
      rowsTotal,
      rowsDone,
      counts,
      rate: 0,
      cancelling: false,
      undoing,
    })
  }

  #progress(progress: Partial<RunningImport>): void {
    const running = this.running$.value
    if (running !== null) this.running$.next({ ...running, ...progress })
  }

  async #undoable(batchId: string): Promise<ImportBatch> {
    const batch = await this.#context.importBatches.get(batchId)
    if (batch === null || batch.state === 'running') throw new Error('Nothing that could be taken back')
    return batch
  }
}
