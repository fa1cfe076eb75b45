import { z } from 'zod'
import type { RemoteAction } from '../connector/remote-action.ts'
import { isDecimal } from '../domain/decimal.ts'

const id = z.string().min(1).max(64)
const words = z.string().max(255)
const amount = z.string().max(40).refine(isDecimal)
const noCustomer = z.literal('')

/** Run-time check of a command that the window wants run. */
export const remoteActionSchema: z.ZodType<RemoteAction> = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('allocate-credit'),
    customerRemoteId: id,
    input: z.strictObject({
      creditId: id,
      creditNumber: words,
      orders: z
        .array(z.strictObject({ orderId: id, orderNumber: words, amount }))
        .min(1)
        .max(1000),
    }),
  }),
  z.strictObject({
    kind: z.literal('unallocate-credit'),
    customerRemoteId: id,
    input: z.strictObject({
      creditId: id,
      creditNumber: words,
      allocationId: id,
      orderNumber: words,
      amount: z.string().max(40),
    }),
  }),
  z.strictObject({
    kind: z.literal('submit-to-starshipit'),
    customerRemoteId: noCustomer,
    input: z.strictObject({}),
  }),
  z.strictObject({
    kind: z.literal('update-starshipit-order'),
    customerRemoteId: noCustomer,
    input: z.strictObject({ fulfilmentId: id }),
  }),
  z.strictObject({
    kind: z.literal('refresh-integration'),
    customerRemoteId: noCustomer,
    input: z.strictObject({ instanceId: id }),
  }),
])
