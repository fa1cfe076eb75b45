import type { BackupInfo } from '#shared/backup/backup-messages.ts'
import type { CsvFileError } from '#shared/csv/csv-file.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { ImportBatch } from '#shared/domain/import-batch.ts'
import type { SyncLogEntry } from '#shared/domain/sync-log-entry.ts'
import { fold, personTraits, type PersonTraits } from '#shared/person/person-traits.ts'
import { ok, type Result } from '#shared/result.ts'
import type { Backups } from '#renderer/backup/backups.ts'
import type { AppApi } from '#renderer/bridge/app-api.ts'
import type { CustomerRepository } from '#renderer/database/customer-repository.ts'
import type { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import type { PersonRecords, PersonRepository } from '#renderer/database/person-repository.ts'
import type { SyncStateRepository } from '#renderer/database/sync-state-repository.ts'
import { createdRowOf } from '#renderer/import/import-ids.ts'
import type { RosterClient } from '#renderer/roster/roster-client.ts'
import { knownValues } from './known-values.ts'

/** Where a person's data lies. */
export interface PersonParts {
  readonly api: Pick<AppApi, 'call'>
  readonly customers: CustomerRepository
  readonly importBatches: ImportBatchRepository
  readonly syncState: SyncStateRepository
  readonly persons: PersonRepository
  readonly backups: Pick<Backups, 'list' | 'leaveOut'>
  readonly roster: Pick<RosterClient, 'match' | 'flush'>
  /** Has the browser engine let go of what was removed. */
  readonly tidy: () => Promise<void>
  /** ms since the epoch. */
  readonly now: () => number
}

/** Rows of one kept import file that name the person. */
export interface PersonFileRows {
  readonly stageId: string
  /** Null for a file that is only being looked at. */
  readonly batch: ImportBatch | null
  /** Data rows, ascending. */
  readonly rows: readonly number[]
}

/** Everything that is held about one person, large lists by number. */
export interface HeldAboutPerson {
  readonly customer: Customer
  readonly records: PersonRecords
  readonly traits: PersonTraits
  /** All imports, by id. */
  readonly batches: ReadonlyMap<string, ImportBatch>
  readonly fileRows: readonly PersonFileRows[]
  readonly syncLog: readonly SyncLogEntry[]
  readonly logLines: readonly string[]
  readonly backups: readonly BackupInfo[]
  /** Names of folders with copies of damaged stores. */
  readonly keptAside: readonly string[]
}

/** Looks everything up; null where there is no such customer. An error where the kept import files cannot be read. */
export async function heldAboutPerson(
  parts: PersonParts,
  customerId: string,
): Promise<Result<HeldAboutPerson | null, CsvFileError>> {
  const customer = await parts.customers.get(customerId)
  if (customer === null) return ok(null)
  const records = await parts.persons.recordsOf(customerId)
  const known = knownValues(customer, records)
  const traits = personTraits(known, await sharedWithOthers(parts, customerId, known))
  const all = await parts.importBatches.findAll()
  const batches = new Map(all.map((batch) => [batch.id, batch]))
  const fileRows = await rowsInFiles(parts, customerId, records, traits, batches)
  if (!fileRows.ok) return fileRows
  const ids = new Set([customerId, ...records.skuMappings.map(({ id }) => id)])
  const main = await parts.api.call('person:find', { traits })
  return ok({
    ...{ customer, records, traits, batches, ...main },
    fileRows: fileRows.value,
    syncLog: await parts.syncState.logOf(ids),
    backups: await parts.backups.list(),
  })
}

/** Which e-mails, names and keys other customers have too: they do not tell the person. */
async function sharedWithOthers(
  { customers, roster }: PersonParts,
  customerId: string,
  { emails, names, nameParts, keys }: ReturnType<typeof knownValues>,
): Promise<Set<string>> {
  const shared = new Set<string>()
  for (const { id, email } of await customers.findByEmail(emails))
    if (id !== customerId) shared.add(fold(email))
  const full = [...new Set([...names, ...nameParts.map(({ first, last }) => `${first} ${last}`)])]
  const values = [...full, ...keys, ...keys]
  const probes = [
    ...full.map((nameAlone) => ({ nameAlone })),
    ...keys.map((code) => ({ code })),
    ...keys.map((referenceId) => ({ referenceId })),
  ]
  const matches = await roster.match(probes, { keys: ['code', 'referenceId'], told: 1 })
  for (const [at, match] of matches.entries()) {
    if (match !== null && (match.id !== customerId || match.alike > 1)) shared.add(fold(values[at] ?? ''))
  }
  return shared
}

/** Rows that name the person, and those that made or changed the customer, whatever stands in them. */
async function rowsInFiles(
  { api }: PersonParts,
  customerId: string,
  { importRows }: PersonRecords,
  traits: PersonTraits,
  batches: ReadonlyMap<string, ImportBatch>,
): Promise<Result<PersonFileRows[], CsvFileError>> {
  const known = new Map<string, Set<number>>()
  const add = (stageId: string, rows: readonly number[]): void => {
    const all = known.get(stageId) ?? new Set<number>()
    for (const row of rows) all.add(row)
    known.set(stageId, all)
  }
  for (const { batchId, row } of importRows) add(batchId, [row])
  for (const batch of batches.values()) {
    const row = batch.kind === 'customers' ? createdRowOf(batch, customerId) : null
    if (row !== null && row < batch.rowsTotal) add(batch.id, [row])
  }
  const own = [...batches.values()].filter(({ byRemote }) => byRemote === '').map(({ id }) => id)
  const found = await api.call('csv:find-person', { stageIds: own, traits })
  if (!found.ok) return found
  for (const { stageId, rows } of found.value) add(stageId, rows)
  const fileRows: PersonFileRows[] = []
  for (const [stageId, rows] of known) {
    const sorted = [...rows].sort((a, b) => a - b)
    // Files of imports without rows left out are not kept.
    const [first = 0] = sorted
    const read = await api.call('csv:rows', { stageId, rows: [first] })
    if (read.ok) fileRows.push({ stageId, batch: batches.get(stageId) ?? null, rows: sorted })
  }
  return ok(fileRows)
}
