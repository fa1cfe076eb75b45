import { z } from 'zod'
import { decimalText } from './decimal-text.ts'
import { wirePageSchema } from './wire.ts'

/**
 * Orders, sales credits, Starshipit orders and customers of shops. Nothing public shows these answers
 * (docs/remotes/sku-io.md): all but the ids may be left out, and amounts come as text or as numbers.
 */
z.config({ jitless: true })

const id = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/)]).transform(String)
const optionalId = id.nullish().transform((value) => value ?? '')
const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => String(value ?? ''))
/** '' where the amount is not told, or in words. */
const amount = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? '' : decimalText(value)))
const currency = z
  .union([z.string(), z.looseObject({ code: z.string() }).transform(({ code }) => code)])
  .nullish()
  .catch(null)

/** A list that has no pages, or has them after all. */
export const wireListSchema: z.ZodType<{ rows: unknown[]; hasMore: boolean }> = z.union([
  wirePageSchema,
  z.looseObject({ data: z.array(z.unknown()) }).transform(({ data }) => ({ rows: data, hasMore: false })),
])

/** An unpaid order. */
export const wireOrderSchema = z.looseObject({
  id,
  sales_order_number: text,
  order_date: text,
  status: text,
  currency_code: currency,
  currency,
  total: amount,
  paid: amount,
  balance: amount,
})

/** An unpaid order as the remote tells it. */
export type WireOrder = z.infer<typeof wireOrderSchema>

/** An open sales credit. Assumed: its allocations stand in it, with the order's id or the order itself. */
export const wireCreditSchema = z.looseObject({
  id,
  sales_credit_number: text,
  credit_date: text,
  total: amount,
  allocated: amount,
  remaining: amount,
  payment_status: text,
  allocations: z
    .array(
      z.looseObject({
        id,
        sales_order_id: optionalId,
        sales_order_number: text,
        sales_order: z.looseObject({ id: optionalId, sales_order_number: text }).nullish(),
        amount,
      }),
    )
    .nullish(),
})

/** An open sales credit as the remote tells it. */
export type WireCredit = z.infer<typeof wireCreditSchema>

/** A customer of a shop. Assumed: the whole name, or its parts as the shop has them. */
export const wireShopCustomerSchema = z.looseObject({
  id,
  name: text,
  first_name: text,
  last_name: text,
  email: text,
})

/** A customer of a shop as the remote tells it. */
export type WireShopCustomer = z.infer<typeof wireShopCustomerSchema>
