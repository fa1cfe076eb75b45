import { UNREADABLE_THERE } from '#shared/connector/app-refusals.ts'
import type { RemoteCustomer } from '#shared/connector/remote-record.ts'
import { isUniqueKey, presentKeysOf, recordHasKey, recordKeysOf } from '#shared/domain/create-key.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { Refusal } from '#shared/domain/sync-state.ts'
import { linkRemote } from '#shared/domain/link-remote.ts'
import { customerFromRemote, mergeRemote } from '#shared/domain/merge-remote.ts'
import { applyTransitions, withoutUnexpected } from './apply-transitions.ts'
import { readWhatCanBe } from './read-records.ts'
import { customerIdOf } from './record-identity.ts'
import { mergeContext, type StepEnd, type SyncSession } from './sync-session.ts'

/** What became of the records of a page. */
export interface StoredRecords {
  end: StepEnd
  /** Customers made of records that nobody held. */
  inserted: Customer[]
  /** Ids of customers that were here already and are linked now. */
  linked: string[]
}

/** So often a record is asked for before its customer is held back. */
const UNREAD_TRIES = 3

/** An unsent customer to be linked with a record. */
interface Candidate {
  id: string
  record: RemoteCustomer
}

/**
 * Stores records that were read from the remote (docs/sync.md, section 3): merges those that are linked (R2), holds the
 * others against open creates and unsent customers (R1), and inserts the rest. A record that cannot be handled becomes
 * an issue and holds up no other.
 */
export async function storeRecords(
  session: SyncSession,
  records: readonly RemoteCustomer[],
): Promise<StoredRecords> {
  // A record that moved while the pages were read comes twice: the later one is the newer.
  const byRemoteId = new Map(records.map((record) => [record.remoteId, record]))
  const holders = await session.customers.findByRemoteIds([...byRemoteId.keys()])
  await mergeHeld(session, byRemoteId, holders)
  const open = [...byRemoteId.values()].filter((record) => !holders.has(record.remoteId))
  const stored: StoredRecords = { end: null, inserted: [], linked: [] }
  if (open.length === 0) return stored

  await session.unsent.refresh()
  const rest: RemoteCustomer[] = []
  const candidates: Candidate[] = []
  const taken = new Set<string>()
  for (const record of open) {
    const id = candidateFor(session, record, taken)
    if (id === null) rest.push(record)
    else {
      taken.add(id)
      candidates.push({ id, record })
    }
  }
  if (candidates.length > 0) {
    const joined = await linkCandidates(session, candidates)
    stored.end = joined.end
    stored.linked = joined.linked
    rest.push(...joined.unlinked)
  }
  if (stored.end === null) stored.inserted = await insertRecords(session, rest)
  return stored
}

async function mergeHeld(
  session: SyncSession,
  records: ReadonlyMap<string, RemoteCustomer>,
  holders: ReadonlyMap<string, Customer>,
): Promise<void> {
  const ids = [...holders.values()].map((customer) => customer.id)
  await applyTransitions(session, ids, 'conflict', (customer) => {
    const record = records.get(customer.remoteId)
    if (record === undefined) return { customer: 'keep' }
    return mergeRemote(
      withoutUnexpected(customer),
      record,
      session.capabilities,
      mergeContext(session, customer.id),
    )
  })
}

function candidateFor(
  session: SyncSession,
  record: RemoteCustomer,
  taken: ReadonlySet<string>,
): string | null {
  const { unsent, capabilities } = session
  const keys = keysOf(session, record)
  const free = (ids: readonly string[]): string | undefined => ids.find((id) => !taken.has(id))
  const sent = keys.length > 0 ? free(unsent.byIntent(record)) : undefined
  if (sent !== undefined) return sent
  for (const key of keys) {
    const id = isUniqueKey(key, capabilities) ? free(unsent.byPresentKey(key)) : undefined
    if (id !== undefined) return id
  }
  return null
}

/** The keys of a record; none where the record is so odd that they cannot be told. */
function keysOf(session: SyncSession, record: RemoteCustomer): string[] {
  try {
    return recordKeysOf(record, session.capabilities)
  } catch {
    // insertRecords meets the same record, and reports it.
    return []
  }
}

async function linkCandidates(
  session: SyncSession,
  candidates: readonly Candidate[],
): Promise<{ end: StepEnd; linked: string[]; unlinked: RemoteCustomer[] }> {
  const brief = candidates.filter(({ record }) => !record.complete)
  const complete = new Map(candidates.map(({ id, record }) => [id, record]))
  const read = await readWhatCanBe(session, new Map(brief.map(({ id, record }) => [id, record.remoteId])))
  if (!read.ok) return { end: read.error, linked: [], unlinked: [] }
  for (const [id, record] of read.value.records) {
    if (record === null) complete.delete(id)
    else complete.set(id, record)
  }
  for (const [id, error] of read.value.unread) {
    session.readRetries.failed(id, session.clock.now())
    // It may only be a moment of weakness: the page is asked for again, before a person is.
    if (session.readRetries.failures(id) < UNREAD_TRIES) return { end: error, linked: [], unlinked: [] }
    await holdBack(session, id, complete.get(id))
    complete.delete(id)
  }
  const done = await applyTransitions(session, [...complete.keys()], 'link', (customer) => {
    const record = complete.get(customer.id)
    if (record === undefined) return { customer: 'keep' }
    return linkUnsent(session, customer, record)
  })
  const linked: string[] = []
  const unlinked: RemoteCustomer[] = []
  for (const [id, record] of complete) {
    if (done.customers.get(id)?.remoteId === record.remoteId) {
      linked.push(id)
    } else if (!done.failed.has(id)) {
      unlinked.push(record)
    }
  }
  session.unsent.reportChanged([...complete.keys()])
  return { end: null, linked, unlinked }
}

/** What is there already but cannot be read is not sent a second time: a person tries again later. */
async function holdBack(session: SyncSession, id: string, record: RemoteCustomer | undefined): Promise<void> {
  const at = session.clock.now()
  const refused: Refusal = { message: UNREADABLE_THERE, of: 'create', field: '', values: {}, at }
  await applyTransitions(session, [id], 'link', (customer) =>
    record === undefined || customer.sync.refused !== null || !mayBeLinked(session, customer, record)
      ? { customer: 'keep' }
      : { customer: { ...customer, sync: { ...customer.sync, refused } } },
  )
}

/** True while the customer is unsent, meant for the remote, and has a key of the record. */
function mayBeLinked(session: SyncSession, customer: Customer, record: RemoteCustomer): boolean {
  const { capabilities } = session
  if (customer.remoteId !== '' || customer.sync.localOnly) return false
  const { intent } = customer.sync
  if (intent?.kind === 'create' && recordHasKey(record, intent.key, capabilities)) return true
  const present = presentKeysOf(customer, capabilities)
  return recordKeysOf(record, capabilities).some(
    (key) => isUniqueKey(key, capabilities) && present.includes(key),
  )
}

/** L inside the modify: the customer must still be unsent and still have a key of the record. */
function linkUnsent(
  session: SyncSession,
  customer: Customer,
  record: RemoteCustomer,
): ReturnType<typeof mergeRemote> | { customer: 'keep' } {
  const { capabilities } = session
  if (!mayBeLinked(session, customer, record)) return { customer: 'keep' }
  const { intent } = customer.sync
  const sent = intent?.kind === 'create' && recordHasKey(record, intent.key, capabilities)
  const context = mergeContext(session, customer.id)
  return linkRemote(customer, record, sent ? 'found-unknown' : 'never-sent', capabilities, context)
}

async function insertRecords(session: SyncSession, records: readonly RemoteCustomer[]): Promise<Customer[]> {
  const made = new Map<string, { customer: Customer; record: RemoteCustomer }>()
  for (const record of records) {
    const id = customerIdOf(session.connectionId, record.remoteId)
    const customer = await customerOf(session, id, record)
    if (customer !== null) made.set(id, { customer, record })
  }
  const taken = new Set(
    await session.customers.insertMany([...made.values()].map(({ customer }) => customer)),
  )
  const inserted = [...made.values()].filter(({ customer }) => !taken.has(customer.id))
  session.unsent.reportLinked(inserted.map(({ customer }) => customer.id))
  const result = inserted.map(({ customer }) => customer)
  for (const id of taken) {
    // The id belongs to a customer that was linked elsewhere meanwhile ("restore as new"): take a fresh one.
    const record = made.get(id)?.record
    if (record === undefined) continue
    const freshId = session.newId()
    const context = mergeContext(session, freshId)
    const fresh = customerFromRemote(freshId, record, session.capabilities, context)
    await session.customers.insertMany([fresh])
    result.push(fresh)
  }
  return result
}

async function customerOf(
  session: SyncSession,
  id: string,
  record: RemoteCustomer,
): Promise<Customer | null> {
  try {
    return customerFromRemote(id, record, session.capabilities, mergeContext(session, id))
  } catch (error) {
    // There is no customer yet to carry the issue; the next sweep tries again.
    const name = error instanceof Error ? error.name : typeof error
    await session.log.write('error', 'record-failed', '', `${record.remoteId} ${name}`)
    return null
  }
}
