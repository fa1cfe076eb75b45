import { z } from 'zod'
import type { Refusal } from './sync-state.ts'

/**
 * (customer, customer SKU) -> product id. The pair is the natural key, so writing twice is an upsert and the document
 * id is derived from it; renaming the SKU is delete + create (docs/data.md, section 4).
 */
export interface SkuMapping {
  /** UUID v5 of (customer id, customer SKU). */
  readonly id: string
  /** Local id of the customer. */
  readonly customerId: string
  readonly customerSku: string
  /** Product id at the remote, as text. */
  productId: string
  /** Id of the mapping at the remote, '' until it has it. */
  remoteId: string
  createdAt: number
  updatedAt: number
  deletedAt: number
  /** Product id at the last common state where it was changed here; null = not changed, '' = the remote has none. */
  base: string | null
  /** The write under way, and when: the product, '' = a deletion. */
  sent: { productId: string; at: number } | null
  refused: Refusal | null
  /** Product id at the remote where both sides changed it. */
  theirs: string | null
  /** 0 = clean. Indexed. */
  pendingSince: number
}

/** What a person enters about a mapping. */
export interface SkuMappingDraft {
  customerSku: string
  productId: string
}

/** Run-time check of a mapping where it enters the store. */
export const skuMappingDraftSchema: z.ZodType<SkuMappingDraft> = z.strictObject({
  customerSku: z.string().trim().min(1).max(255),
  productId: z
    .string()
    .trim()
    .regex(/^[0-9]{1,18}$/),
})
