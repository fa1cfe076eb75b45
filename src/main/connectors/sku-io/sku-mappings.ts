import { z } from 'zod'
import type {
  PullPage,
  PullRequest,
  PushOutcome,
  SkuMappingPush,
} from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { CONCURRENCY, PAGE_SIZE } from './capabilities.ts'
import type { SkuIoClient } from './client.ts'
import { skuMappingFromWire } from './mapping.ts'
import { failedOutcome, unknownOutcome } from '../kit/outcomes.ts'
import { pushItems } from '../kit/push-items.ts'
import { readRows } from '../kit/read-rows.ts'
import { wireSingleSchema, wireSkuMappingSchema } from './wire.ts'

type Outcome = PushOutcome<'sku-mapping'>

const checkpointSchema = z.object({ kind: z.literal('of'), of: z.string(), page: z.int().min(1) })

/** The SKU mappings of one customer, page by page. There is no list across customers: any other mode is `protocol`. */
export async function pullSkuMappings(
  client: SkuIoClient,
  request: PullRequest,
  signal: AbortSignal,
): Promise<Result<PullPage<'sku-mapping'>, RemoteError>> {
  const { mode, of } = request
  if (mode !== 'of' || of === undefined) {
    return err({ kind: 'protocol', detail: 'SKU mappings are listed by customer only' })
  }
  const known = checkpointSchema.safeParse(request.checkpoint)
  const page = known.success && known.data.of === of ? known.data.page : 1
  const limit = Math.min(request.limit, PAGE_SIZE)
  const answer = await client.skuMappings(of, { page, limit }, signal)
  if (!answer.ok) return answer
  const read = readRows(answer.value.rows, wireSkuMappingSchema, (wire) => skuMappingFromWire(wire, of))
  if (!read.ok) return read
  const { records, unreadable } = read.value
  const { hasMore, total } = answer.value
  return ok({
    records,
    checkpoint: { kind: 'of', of, page: page + 1 },
    hasMore,
    ...(total === undefined ? {} : { total }),
    ...(unreadable.length === 0 ? {} : { unreadable }),
  })
}

/** Writes SKU mappings; the upsert goes by customer SKU, so repeating one is harmless. */
export function pushSkuMappings(
  client: SkuIoClient,
  items: readonly SkuMappingPush[],
  signal: AbortSignal,
): Promise<Outcome[]> {
  return pushItems<'sku-mapping', SkuMappingPush>(
    items,
    CONCURRENCY,
    (item) => push(client, item, signal),
    signal,
  )
}

async function push(client: SkuIoClient, item: SkuMappingPush, signal: AbortSignal): Promise<Outcome> {
  const { localId, customerRemoteId } = item
  if (item.type === 'delete') {
    const deleted = await client.deleteSkuMapping(customerRemoteId, item.remoteId, signal)
    if (!deleted.ok) return failedOutcome(localId, deleted.error)
    return { status: 'accepted', localId, record: null, addressIds: {} }
  }
  const productId = /^\d{1,15}$/.test(item.productId) ? Number(item.productId) : item.productId
  const body = { customer_sku: item.customerSku, product_id: productId }
  const answer = await client.upsertSkuMapping(customerRemoteId, body, signal)
  if (!answer.ok) return failedOutcome(localId, answer.error)
  const single = wireSingleSchema.safeParse(answer.value)
  const told = wireSkuMappingSchema.safeParse(single.success ? single.data.data : undefined)
  if (!told.success) {
    return unknownOutcome(localId, { kind: 'protocol', detail: 'A SKU mapping was answered without itself' })
  }
  return {
    status: 'accepted',
    localId,
    record: skuMappingFromWire(told.data, customerRemoteId),
    addressIds: {},
  }
}
