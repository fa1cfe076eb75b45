import type { SkuMapping, SkuMappingDraft } from './sku-mapping.ts'

/** A mapping made here that the remote does not have. `id` is made of customer and SKU. */
export function newSkuMapping(
  id: string,
  customerId: string,
  draft: SkuMappingDraft,
  now: number,
): SkuMapping {
  return {
    id,
    customerId,
    customerSku: draft.customerSku.trim(),
    productId: draft.productId.trim(),
    remoteId: '',
    createdAt: now,
    updatedAt: now,
    deletedAt: 0,
    base: '',
    sent: null,
    refused: null,
    theirs: null,
    pendingSince: now,
  }
}

/**
 * The mapping pointing to another product, and in use again where it was to be deleted. The same object where that is
 * what it says already. A return to the common value is no change any more, unless something under way says otherwise;
 * one that was to be deleted is always sent again. `seen`: the product that the person saw, where another may have come in
 * since: it is the base then, so that the other one is asked about. '' = the person saw none.
 */
export function withProduct(
  mapping: SkuMapping,
  productId: string,
  now: number,
  seen = mapping.productId,
): SkuMapping {
  const product = productId.trim()
  if (product === mapping.productId && mapping.deletedAt === 0) return mapping
  // Its deletion may be under way: only writing it again makes sure that it is there.
  const wasDeleted = mapping.deletedAt !== 0
  const unchanged = product === mapping.productId && !wasDeleted
  // Who deleted it here has seen what it was.
  const common = seen === product || (seen === '' && wasDeleted) ? mapping.productId : seen
  const base = mapping.base ?? (unchanged ? null : common)
  const settled = base === product && !wasDeleted && mapping.sent === null && mapping.theirs === null
  return withPendingSince(
    {
      ...mapping,
      productId: product,
      deletedAt: 0,
      updatedAt: now,
      refused: null,
      base: settled ? null : base,
    },
    now,
  )
}

/** The mapping marked as deleted; 'remove' where the remote never had it and nothing is under way. */
export function withoutMapping(mapping: SkuMapping, now: number): SkuMapping | 'remove' {
  if (mapping.remoteId === '' && mapping.base === '' && mapping.sent === null) return 'remove'
  if (mapping.deletedAt !== 0) return mapping
  return withPendingSince({ ...mapping, deletedAt: now, updatedAt: now, refused: null }, now)
}

/**
 * Brings the derived `pendingSince` up to date: every write passes through here. A refusal counts too, although nothing
 * is sent for it: a deletion that was refused leaves nothing else, and a person must be told of it.
 */
export function withPendingSince(mapping: SkuMapping, now: number): SkuMapping {
  const { base, sent, deletedAt, refused } = mapping
  const pending = base !== null || sent !== null || deletedAt !== 0 || refused !== null
  return { ...mapping, pendingSince: pending ? mapping.pendingSince || now : 0 }
}
