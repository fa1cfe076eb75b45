import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RxStorage } from 'rxdb'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import { v7 } from 'uuid'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import { recogniseCustomerColumns } from '#shared/csv/customer-columns.ts'
import type { CsvReadMessage, CsvReadReply, CsvWriteMessage, CsvWriteReply } from '#shared/csv/csv-file.ts'
import { portPair } from '#shared/csv/port-pair.testing.ts'
import { looksLikeSkuMappings, recogniseSkuMappingColumns } from '#shared/csv/sku-mapping-columns.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { err, ok } from '#shared/result.ts'
import { CsvFiles } from '#main/csv/csv-files.ts'
import { inspectCsv } from '#main/csv/inspect-csv.ts'
import { readCsv } from '#main/csv/read-csv.ts'
import { writeCsv } from '#main/csv/write-csv.ts'
import { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { HistoryRepository } from '#renderer/database/history-repository.ts'
import { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import { openDatabase, type AppDatabase } from '#renderer/database/open-database.ts'
import { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import { startTestStorage } from '#renderer/workers/start-test-storage.testing.ts'
import type { CsvGate } from './csv-gate.ts'
import { ImportJobs, type ImportPlan } from './import-jobs.ts'
import { openRowSink } from './row-sink.ts'
import { openRowSource } from './row-source.ts'

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
  /** All customers by the order of the roster. */
  all(): Promise<Customer[]>
  close(): Promise<void>
}

const folder = mkdtempSync(join(tmpdir(), 'import-desk-'))
let files = 0

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
}): Promise<ImportDesk> {
  const started = startTestStorage({ storage: options.storage ?? newDisk() })
  const roster = started.openRoster(options.name)
  const database = await openDatabase({ name: options.name, storage: started.storage })
  const capabilities = options.capabilities ?? null
  const now = (): number => Date.now()
  const newId = (): string => v7()
  const customers = new CustomerRepository(database, { capabilities, now, newId })
  const skuMappings = new SkuMappingRepository(database, { now })
  const history = new HistoryRepository(database)
  const importBatches = new ImportBatchRepository(database)
  const { gate, known } = await fileGate()
  const context = { gate, customers, skuMappings, history, importBatches, roster, capabilities, now, newId }
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
      const file = await known.add(path)
      if (!file.ok) throw new Error(file.error.kind)
      const inspected = await gate.inspect(file.value.token, {})
      if (!inspected.ok) throw new Error(inspected.error.kind)
      const { header, encoding, delimiter } = inspected.value
      const kind = looksLikeSkuMappings(header) ? 'sku-mappings' : 'customers'
      const guesses =
        kind === 'customers' ? recogniseCustomerColumns(header) : recogniseSkuMappingColumns(header)
      return {
        identity: jobs.newIdentity(),
        kind,
        file: file.value,
        read: { encoding, delimiter },
        header,
        mapping: guesses.map((guess) => guess.target),
        customerId: '',
        ...change,
      }
    },
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

/** Files under tokens that all desks of this process know, as main keeps them over a restart. */
const store = join(folder, 'csv-files.json')
let shared: Promise<CsvFiles> | null = null

async function fileGate(): Promise<{ gate: CsvGate; known: CsvFiles }> {
  shared ??= CsvFiles.open(store)
  const known = await shared
  const gate: CsvGate = {
    choose: () => Promise.resolve(null),
    async inspect(token, options) {
      const file = known.find(token)
      if (file === undefined) return err({ kind: 'not-found' })
      const { path, ...expected } = file
      return inspectCsv({ path, expected, options })
    },
    read({ token, ...job }) {
      const file = known.find(token)
      if (file === undefined) return Promise.resolve(err({ kind: 'not-found' }))
      const [process, window] = portPair<CsvReadReply, CsvReadMessage>()
      const { path, ...expected } = file
      void readCsv(process, { path, expected, ...job }).then(() => {
        process.close()
      })
      return Promise.resolve(ok(openRowSource(window)))
    },
    write(suggestedName, flavour) {
      const [process, window] = portPair<CsvWriteMessage, CsvWriteReply>()
      void writeCsv(process, { path: join(folder, suggestedName), flavour }).then(() => {
        process.close()
      })
      return Promise.resolve({ name: suggestedName, sink: openRowSink(window) })
    },
    keep: (token) => known.keep(token),
    release: (token) => known.release(token),
  }
  return { gate, known }
}

/** Where exports of desks go. */
export function exportedPath(name: string): string {
  return join(folder, name)
}
