import type { Written } from '#renderer/database/document-store.ts'
import { skuMappingId } from '#renderer/database/record-ids.ts'
import type { Checkpoint, PullRequest, SkuMappingPush } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { RemoteSkuMapping } from '#shared/connector/remote-record.ts'
import type { Customer } from '#shared/domain/customer.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { decideMappings, lostProduct } from './decide-mappings.ts'
import { outcomeFor, type PushReport } from './push-report.ts'
import { mergeSkuMapping, settleSkuMapping, skuMappingFromRemote } from './sku-mapping-merge.ts'
import { conflictRule } from './sync-facts.ts'
import type { StepEnd, SyncSession } from './sync-session.ts'

const PAGE_LIMIT = 200

/**
 * Reads the SKU mappings of one linked customer and merges them. What is missing in a list that took several pages is
 * believed gone only when a second reading misses it too: a deletion on an earlier page shifts the rest.
 */
export async function readSkuMappings(session: SyncSession, customer: Customer): Promise<StepEnd> {
  const first = await listOf(session, customer.remoteId)
  if (!first.ok) return first.error
  const here = await session.skuMappings.findFor(customer.id)
  const { there, pages } = first.value
  const missing = here.some((mapping) => mapping.remoteId !== '' && !there.has(mapping.customerSku))
  if (missing && pages > 1) {
    const second = await listOf(session, customer.remoteId)
    if (!second.ok) return second.error
    for (const [sku, record] of second.value.there) there.set(sku, record)
  }
  await mergeAll(session, customer.id, here, there)
  return null
}

/** Sends what waits of one linked customer's mappings, after reading what is there. */
export async function sendSkuMappings(
  session: SyncSession,
  customer: Customer,
  report: PushReport,
): Promise<void> {
  const end = await readSkuMappings(session, customer)
  if (end !== null) {
    if (end.kind !== 'not-found') report.failed(session, [customer.id], end)
    return
  }
  report.wentWell()
  const now = session.clock.now()
  const waiting = (await session.skuMappings.findFor(customer.id)).filter(
    (mapping) => mapping.pendingSince !== 0 && mapping.refused === null && mapping.theirs === null,
  )
  for (const { id } of waiting) {
    if (report.end !== null || session.ending()) return
    if (!session.retryTimes.isWaiting(id, now)) await sendOne(session, customer, id, report)
  }
}

async function sendOne(
  session: SyncSession,
  customer: Customer,
  id: string,
  report: PushReport,
): Promise<void> {
  const now = session.clock.now()
  let push: SkuMappingPush | null = null
  await session.skuMappings.modify(id, (mapping) => {
    push = null
    const until = mapping.sent === null ? 0 : mapping.sent.at + session.capabilities.settleMs
    if (until > now) {
      session.retryTimes.waitUntil(id, until)
      return 'keep'
    }
    push = pushOf(mapping, customer.remoteId)
    if (push === null) return mapping.deletedAt === 0 ? 'keep' : 'remove'
    const productId = push.type === 'upsert' ? mapping.productId : ''
    return { ...mapping, sent: { productId, at: now } }
  })
  const item = push as SkuMappingPush | null
  if (item === null) return
  const outcomes = await session.connector.push('sku-mapping', [item], session.signal)
  const outcome = outcomeFor(outcomes, id)
  await session.skuMappings.modify(
    id,
    (mapping) => settleSkuMapping(mapping, outcome, session.clock.now()),
    session.skuMappings.noting('remote'),
  )
  await report.note(session, outcome, customer.id)
}

function pushOf(mapping: SkuMapping, customerRemoteId: string): SkuMappingPush | null {
  const { id: localId, customerSku, productId, remoteId } = mapping
  if (mapping.deletedAt !== 0) {
    return remoteId === '' ? null : { type: 'delete', localId, customerRemoteId, remoteId }
  }
  return { type: 'upsert', localId, customerRemoteId, customerSku, productId }
}

async function mergeAll(
  session: SyncSession,
  customerId: string,
  here: readonly SkuMapping[],
  there: ReadonlyMap<string, RemoteSkuMapping>,
): Promise<void> {
  const now = session.clock.now()
  const known = new Set(here.map(({ customerSku }) => customerSku))
  const fresh = [...there.values()].filter(({ customerSku }) => !known.has(customerSku))
  const noting = session.skuMappings.noting('remote')
  await session.skuMappings.insertMany(
    fresh.map((record) =>
      skuMappingFromRemote(skuMappingId(customerId, record.customerSku), customerId, record, now),
    ),
    // What was only not known before has not been changed by anybody: no line in the history.
    fresh.length > 0 && (await wasRead(session, customerId, here)) ? noting : undefined,
  )
  const merged = await session.skuMappings.modifyMany(
    here.map(({ id }) => id),
    (mapping) => {
      const unsettled = mapping.sent !== null && now < mapping.sent.at + session.capabilities.settleMs
      return mergeSkuMapping(mapping, there.get(mapping.customerSku) ?? null, unsettled)
    },
    async (writes) => {
      await keepReplaced(session, writes, there)
      await noting(writes)
    },
  )
  await settleByRule(session, here, [...merged.values()])
}

/** True where the customer's mappings at the remote have been read before. */
async function wasRead(
  session: SyncSession,
  customerId: string,
  here: readonly SkuMapping[],
): Promise<boolean> {
  if (here.some(({ remoteId }) => remoteId !== '')) return true
  const fact = await session.facts.get('sync/sku-mappings')
  return fact?.readOnce === true && !fact.due.includes(customerId)
}

/** What stood in a conflict and is not there any more goes to the history: nobody has decided against it. */
async function keepReplaced(
  session: SyncSession,
  writes: readonly Written<SkuMapping>[],
  there: ReadonlyMap<string, RemoteSkuMapping>,
): Promise<void> {
  const made = { operationId: session.newId(), at: session.clock.now() }
  const replaced = writes.flatMap(({ before }) => {
    const now = there.get(before?.customerSku ?? '')?.productId ?? ''
    const lost = before?.theirs ?? ''
    return before === null || lost === '' || lost === now ? [] : [lostProduct(before, lost, now, made)]
  })
  await session.history.add(replaced)
}

/** Decides new conflicts by the rule of the workspace; what was deleted on one side a person decides. */
async function settleByRule(
  session: SyncSession,
  before: readonly SkuMapping[],
  merged: readonly SkuMapping[],
): Promise<void> {
  const known = new Set(before.filter(({ theirs }) => theirs !== null).map(({ id }) => id))
  const fresh = merged.filter(
    ({ id, theirs, deletedAt }) => theirs !== null && theirs !== '' && deletedAt === 0 && !known.has(id),
  )
  if (fresh.length === 0) return
  const rule = await conflictRule(session)
  if (rule === 'ask') return
  for (const { before: mapping } of await decideMappings(
    session,
    fresh.map(({ id }) => id),
    rule,
    'rule',
  )) {
    await session.log.write('info', 'settled', mapping.customerId, rule)
  }
}

async function listOf(
  session: SyncSession,
  customerRemoteId: string,
): Promise<Result<{ there: Map<string, RemoteSkuMapping>; pages: number }, RemoteError>> {
  const there = new Map<string, RemoteSkuMapping>()
  let checkpoint: Checkpoint | null = null
  for (let pages = 1; ; pages += 1) {
    const request: PullRequest = { mode: 'of', of: customerRemoteId, checkpoint, limit: PAGE_LIMIT }
    const page = await session.connector.pull('sku-mapping', request, session.signal)
    if (!page.ok) return err(page.error)
    for (const record of page.value.records) there.set(record.customerSku, record)
    if (!page.value.hasMore) return ok({ there, pages })
    checkpoint = page.value.checkpoint
  }
}
