import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RxStorage } from 'rxdb'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { v7 } from 'uuid'
import { afterAll } from 'vitest'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import { recogniseCustomerColumns } from '#shared/csv/customer-columns.ts'
import type {
  CsvFileError,
  CsvReadMessage,
  CsvReadReply,
  CsvWriteMessage,
  CsvWriteReply,
} from '#shared/csv/csv-file.ts'
import { usualImportOptions } from '#shared/csv/import-options.ts'
import { portPair } from '#shared/csv/port-pair.testing.ts'
import type { RowPort } from '#shared/csv/row-port.ts'
import type { SeenRowsReply, SeenRowsRequest } from '#shared/csv/seen-rows.ts'
import { looksLikeSkuMappings, recogniseSkuMappingColumns } from '#shared/csv/sku-mapping-columns.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { csvFileErrorOf } from '#main/csv/file-error.ts'
import { inspectCsv } from '#main/csv/inspect-csv.ts'
import { saveRejected } from '#main/csv/save-rejected.ts'
import { serveSeenRows } from '#main/csv/seen-rows/serve-seen-rows.ts'
import { StagedStores } from '#main/csv/staged-stores.ts'
import { writeCsv } from '#main/csv/write-csv.ts'
import { outputAt } from '#main/files/output-at.testing.ts'
import { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { HistoryRepository } from '#renderer/database/history-repository.ts'
import { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import { openDatabase, type AppDatabase } from '#renderer/database/open-database.ts'
import { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import { startTestStorage } from '#renderer/workers/start-test-storage.testing.ts'
import type { ClassifiedRow } from './classified-row.ts'
import type { CsvGate } from './csv-gate.ts'
import { ImportJobs } from './import-jobs.ts'
import type { ImportPlan } from './import-plan.ts'
import { openRowSink } from './row-sink.ts'
import { openRowSource, type RowSource } from './row-source.ts'
import { openSeenRows } from './seen-rows.ts'

/** A storage that dies: after so many writes nothing is written any more, as if the app had been killed. */
export class MortalStorage {
  writes = 0

  constructor(
    readonly base: RxStorage<unknown, unknown>,
    readonly lives: number,
  ) {}

  get storage(): RxStorage<unknown, unknown> {
    return {
      ...this.base,
      createStorageInstance: async (params) => {
        const instance = await this.base.createStorageInstance(params)
        // RxDB's own notes about its collections are no writes of the app.
        if (params.collectionName === '_rxdb_internal') return instance
        const write = instance.bulkWrite.bind(instance)
        instance.bulkWrite = (...args) => {
          this.writes += 1
          return this.writes <= this.lives ? write(...args) : Promise.reject(new Error('killed'))
        }
        return instance
      },
    }
  }
}

/** What of an app an import needs, over real parts: database, roster, and the CSV code of main on real files. */
export interface ImportDesk {
  database: AppDatabase
  customers: CustomerRepository
  skuMappings: SkuMappingRepository
  history: HistoryRepository
  importBatches: ImportBatchRepository
  roster: RosterClient
  gate: CsvGate
  jobs: ImportJobs
  /** Writes a file and opens it as a drop would. */
  plan(text: string, change?: Partial<ImportPlan>): Promise<ImportPlan>
  /** What stands in a file that was saved or exported. */
  savedText(name: string): string
  /** All customers by the order of the roster. */
  all(): Promise<Customer[]>
  close(): Promise<void>
}

const folder = mkdtempSync(join(tmpdir(), 'import-desk-'))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})
let files = 0
let seenRows = 0

/** Memory that outlives the desks opened on it: several in a row are one app that was restarted. */
export function newDisk(): RxStorage<unknown, unknown> {
  // RxDB types the storages by their own internals; nobody here looks at those.
  return getRxStorageMemory()
}

/** Opens a desk. Ids and times come from outside only where a test says so. */
export async function openDesk(options: {
  name: string
  storage?: RxStorage<unknown, unknown>
  capabilities?: ConnectorCapabilities | null
  batchRows?: { run: number; preview: number }
  /** The list knows all that was written whenever an import asks it for somebody, and not only some of it. */
  listKeepsUp?: boolean
}): Promise<ImportDesk> {
  const started = startTestStorage({ storage: options.storage ?? newDisk() })
  const roster = started.openRoster(options.name)
  const database = await openDatabase({ name: options.name, storage: started.storage })
  const capabilities = options.capabilities ?? null
  const now = (): number => Date.now()
  const newId = (): string => v7()
  const customers = new CustomerRepository(database, { capabilities, now, newId })
  const skuMappings = new SkuMappingRepository(database, { now, newId })
  const history = new HistoryRepository(database)
  const importBatches = new ImportBatchRepository(database)
  const gate = fileGate()
  const reasonOf = ({ kind, problems }: ClassifiedRow): string =>
    problems.length === 0 ? kind : problems.map(({ rule }) => rule).join(', ')
  const context = {
    gate,
    customers,
    skuMappings,
    history,
    importBatches,
    roster: options.listKeepsUp === true ? keepingUp(roster) : roster,
    capabilities,
    now,
    newId,
    reasonOf,
  }
  const jobs = new ImportJobs(context, options.batchRows)
  return {
    database,
    customers,
    skuMappings,
    history,
    importBatches,
    roster,
    gate,
    jobs,
    async plan(text, change = {}) {
      files += 1
      const path = join(folder, `${files}.csv`)
      writeFileSync(path, text)
      const file = { token: path, name: `${files}.csv`, size: Buffer.byteLength(text) }
      const inspected = await gate.inspect(file.token, {})
      if (!inspected.ok) throw new Error(inspected.error.kind)
      const { header, sample, encoding, delimiter, headerRow } = inspected.value
      const kind = looksLikeSkuMappings(header) ? 'sku-mappings' : 'customers'
      const guesses =
        kind === 'customers' ? recogniseCustomerColumns(header, sample) : recogniseSkuMappingColumns(header)
      return {
        identity: jobs.newIdentity(),
        kind,
        file,
        read: { encoding, delimiter, headerRow },
        header,
        mapping: guesses.map((guess) => guess.target),
        options: usualImportOptions(),
        customerId: '',
        ...change,
      }
    },
    savedText: (name) => readFileSync(exportedPath(name), 'utf8').replace(/^\ufeff/, ''),
    async all() {
      await roster.flush()
      const ids = await roster.ids({ ...allCustomers(), archived: 'all' })
      const found = await customers.findByIds(ids)
      return ids.flatMap((id) => found.get(id) ?? [])
    },
    async close() {
      await database.close()
      roster.close()
    },
  }
}

function keepingUp(roster: RosterClient): RosterClient {
  return {
    ...roster,
    async match(...asked) {
      await roster.flush()
      return roster.match(...asked)
    },
    async alike(...asked) {
      await roster.flush()
      return roster.alike(...asked)
    },
  }
}

/** The row stores, which outlive a restart in a test as they do in the data folder. The token of a file is its path. */
const stores = new StagedStores()

function storeOf(stageId: string): string {
  return join(folder, `stage-${stageId}`)
}

/** Over the CSV code of main: real files, real row stores, real channels but for the processes between them. */
function fileGate(): CsvGate {
  const source = (run: (port: RowPort<CsvReadReply, CsvReadMessage>) => Promise<void>): RowSource => {
    const [process, window] = portPair<CsvReadReply, CsvReadMessage>()
    void run(process).then(() => {
      process.close()
    })
    return openRowSource(window)
  }
  const settled = async <T>(work: Promise<T>): Promise<Result<T, CsvFileError>> => {
    try {
      return ok(await work)
    } catch (error) {
      return err(csvFileErrorOf(error))
    }
  }
  return {
    choose: () => Promise.resolve(null),
    freeBytes: () => Promise.resolve(1e12),
    inspect: (token, options) => settled(inspectCsv({ path: token, expected: null, options })),
    receive: () => Promise.resolve(err({ kind: 'not-found' })),
    stage({ token, options, stageId, batchSize }) {
      const job = { path: token, expected: null, options, batchSize, folder: storeOf(stageId) }
      return Promise.resolve(ok(source((port) => stores.stage(port, job))))
    },
    read: ({ stageId, ...job }) =>
      Promise.resolve(ok(source((port) => stores.read(port, { ...job, folder: storeOf(stageId) })))),
    seenRows() {
      const [process, window] = portPair<SeenRowsRequest, SeenRowsReply>()
      seenRows += 1
      void serveSeenRows(process, join(folder, `seen-${seenRows}`)).then(() => {
        process.close()
      })
      return Promise.resolve(openSeenRows(window))
    },
    rows: (stageId, rows) => settled(stores.rows(storeOf(stageId), rows)),
    edit: async (stageId, edit) => {
      const edits = await settled(stores.edit(storeOf(stageId), edit))
      return edits.ok ? ok({ edits: edits.value }) : edits
    },
    reject: async (stageId, rows) => {
      const told = await settled(stores.reject(storeOf(stageId), rows))
      return told.ok ? ok(null) : told
    },
    async saveRejected(stageId, suggestedName, { header, ...added }) {
      const path = join(folder, suggestedName)
      const job = { folder: storeOf(stageId), ...outputAt(path), header: [...header], ...added }
      const saved = await settled(saveRejected(job, stores))
      return saved.ok ? ok({ name: suggestedName, rows: saved.value }) : saved
    },
    write(suggestedName, flavour) {
      const [process, window] = portPair<CsvWriteMessage, CsvWriteReply>()
      void writeCsv(process, { ...outputAt(join(folder, suggestedName)), flavour }).then(() => {
        process.close()
      })
      return Promise.resolve({ name: suggestedName, sink: openRowSink(window) })
    },
    keep: async (stageId) => {
      const kept = await settled(stores.keep(storeOf(stageId)))
      return kept.ok ? ok(null) : kept
    },
    discard: (stageId) => stores.discard(storeOf(stageId)),
  }
}

/** Where exports of desks go. */
export function exportedPath(name: string): string {
  return join(folder, name)
}
