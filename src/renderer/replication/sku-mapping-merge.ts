import type { RemoteSkuMapping } from '#shared/connector/remote-record.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import type { PushOutcome } from '#shared/connector/remote-connector.ts'

/**
 * A mapping with what the remote has for its customer and SKU merged in (the rows of docs/sync.md, section 3, R2, for
 * the one field a mapping has). The same object where nothing changes; 'remove' where nobody has it any more.
 * `unsettled`: a write that was given up may still take effect.
 */
export function mergeSkuMapping(
  mine: SkuMapping,
  there: RemoteSkuMapping | null,
  unsettled: boolean,
): SkuMapping | 'remove' {
  return there === null ? mergeAbsent(mine, unsettled) : mergePresent(mine, there, unsettled)
}

function mergePresent(mine: SkuMapping, there: RemoteSkuMapping, unsettled: boolean): SkuMapping {
  const t = there.productId
  const linked = mine.remoteId === there.remoteId ? mine : { ...mine, remoteId: there.remoteId }
  if (mine.deletedAt !== 0) {
    const common = mine.base ?? mine.productId
    const known = [common, mine.productId, mine.sent?.productId].includes(t)
    return known ? linked : withTheirs(linked, t)
  }
  if (t === mine.productId) {
    // A return to the old value while the new one may still arrive there stays pending until that is settled.
    if (unsettled && mine.sent !== null && mine.sent.productId !== t) return linked
    return clean(linked, t)
  }
  if (mine.base === null && mine.sent === null) return { ...linked, productId: t }
  if (t === mine.sent?.productId) return { ...linked, base: t, sent: null, theirs: null }
  if (t === mine.base) return mine.theirs === null ? linked : { ...linked, theirs: null }
  return withTheirs(linked, t)
}

function mergeAbsent(mine: SkuMapping, unsettled: boolean): SkuMapping | 'remove' {
  if (isDeleting(mine)) return mine.deletedAt === 0 ? addedAgain(mine) : 'remove'
  if (mine.deletedAt !== 0) return unsettled && mine.sent !== null ? mine : 'remove'
  if (mine.remoteId === '') return mine
  if (mine.base === null && mine.sent === null) return 'remove'
  // Changed here, deleted there: '' stands for "has none".
  return withTheirs(mine, '')
}

/** True where a deletion was sent, and its answer has not come. */
function isDeleting({ sent }: SkuMapping): boolean {
  return sent?.productId === ''
}

/** Added again while its deletion was under way: the remote has none now. */
function addedAgain(mapping: SkuMapping): SkuMapping {
  return { ...mapping, remoteId: '', base: '', sent: null, theirs: null }
}

function withTheirs(mapping: SkuMapping, theirs: string): SkuMapping {
  return mapping.theirs === theirs ? mapping : { ...mapping, base: mapping.base ?? mapping.productId, theirs }
}

function clean(mapping: SkuMapping, productId: string): SkuMapping {
  const { base, sent, theirs } = mapping
  const same = base === null && sent === null && theirs === null && mapping.productId === productId
  return same ? mapping : { ...mapping, productId, base: null, sent: null, theirs: null, refused: null }
}

/** A mapping that only the remote has. */
export function skuMappingFromRemote(
  id: string,
  customerId: string,
  there: RemoteSkuMapping,
  now: number,
): SkuMapping {
  return {
    id,
    customerId,
    customerSku: there.customerSku,
    productId: there.productId,
    remoteId: there.remoteId,
    createdAt: now,
    updatedAt: now,
    deletedAt: 0,
    base: null,
    sent: null,
    refused: null,
    theirs: null,
    pendingSince: 0,
  }
}

/** What the answer to an upsert or delete makes of a mapping (docs/sync.md, section 4, P4). */
export function settleSkuMapping(
  mapping: SkuMapping,
  outcome: PushOutcome<'sku-mapping'>,
  now: number,
): SkuMapping | 'remove' {
  const deletes = isDeleting(mapping)
  switch (outcome.status) {
    case 'accepted':
      if (outcome.record !== null) return answered(mapping, outcome.record)
      return deletes ? deleted(mapping) : mapping
    case 'gone':
      return deletes ? deleted(mapping) : { ...mapping, sent: null }
    case 'unknown':
      return mapping.sent === null ? mapping : { ...mapping, sent: { ...mapping.sent, at: now } }
    case 'not-sent':
      return mapping.sent === null ? mapping : { ...mapping, sent: null }
    case 'exists':
    case 'refused':
      return refused(mapping, outcome.reason, deletes, now)
  }
}

function deleted(mapping: SkuMapping): SkuMapping | 'remove' {
  return mapping.deletedAt === 0 ? addedAgain(mapping) : 'remove'
}

function answered(mapping: SkuMapping, record: RemoteSkuMapping): SkuMapping {
  const linked = { ...mapping, remoteId: record.remoteId, sent: null, refused: null }
  if (mapping.deletedAt !== 0) return { ...linked, base: record.productId }
  if (mapping.productId === mapping.sent?.productId) {
    return { ...linked, productId: record.productId, base: null, theirs: null }
  }
  // Edited in flight: what was sent is the common state now.
  return { ...linked, base: record.productId }
}

function refused(mapping: SkuMapping, reason: string, deletes: boolean, now: number): SkuMapping {
  const of = deletes ? 'delete' : mapping.remoteId === '' ? 'create' : 'update'
  const edited = deletes
    ? mapping.deletedAt === 0
    : mapping.sent !== null && mapping.sent.productId !== mapping.productId
  const values = { productId: mapping.productId }
  return {
    ...mapping,
    sent: null,
    deletedAt: deletes ? 0 : mapping.deletedAt,
    refused: edited ? null : { message: reason, of, field: '', values, at: now },
  }
}
