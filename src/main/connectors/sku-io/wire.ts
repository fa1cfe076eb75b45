import { z } from 'zod'

/**
 * The remote's own format. Unknown fields pass: they are kept, not refused. Where the reference leaves a shape open,
 * every shape that was thought of is taken, and the assumption is named beside it (docs/remotes/sku-io.md).
 */
z.config({ jitless: true })

/** Ids are integers; some Laravel resources send them as text. */
const id = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/)]).transform(String)
/** Text or null; `zip` and the like come as numbers from careless clients (docs/remotes/sku-io.md, section 3). */
const text = z
  .union([z.string(), z.number(), z.null()])
  .transform((value) => (value === null ? '' : String(value)))
  .optional()
const optionalId = z
  .union([id, z.null()])
  .transform((value) => value ?? '')
  .optional()
const time = z.union([z.string(), z.null()]).optional()

/** An address. Its id is what pairs it, so one without is unreadable. */
export const wireAddressSchema = z.looseObject({
  id,
  label: text,
  name: text,
  company: text,
  email: text,
  phone: text,
  fax: text,
  address1: text,
  address2: text,
  address3: text,
  city: text,
  province: text,
  province_code: text,
  zip: text,
  country: text,
  country_code: text,
})

/** An address as the remote tells it. */
export type WireAddress = z.infer<typeof wireAddressSchema>

/** Assumed: a relation may be nested (`{id, …}`) beside or instead of its id. */
const relation = z
  .union([z.looseObject({ id }), z.null()])
  .transform((value) => value?.id ?? '')
  .optional()

/** A customer, from a list or alone: everything but the id may be left out. */
export const wireCustomerSchema = z.looseObject({
  id,
  name: text,
  company: text,
  email: text,
  phone: text,
  fax: text,
  product_pricing_tier_id: optionalId,
  product_pricing_tier: relation,
  store_id: optionalId,
  store: relation,
  shipping_method_domestic_id: optionalId,
  shipping_method_domestic: relation,
  shipping_method_international_id: optionalId,
  shipping_method_international: relation,
  warehouse_id: optionalId,
  warehouse: relation,
  default_sales_rep_id: optionalId,
  default_sales_rep: relation,
  default_address_id: optionalId,
  default_shipping_address: z.union([wireAddressSchema, z.null()]).optional(),
  default_billing_address: z.union([wireAddressSchema, z.null()]).optional(),
  other_addresses: z.array(wireAddressSchema).optional(),
  addresses: z.array(wireAddressSchema).optional(),
  lifetime_value: text,
  created_at: time,
  updated_at: time,
  archived_at: time,
})

/** A customer as the remote tells it. */
export type WireCustomer = z.infer<typeof wireCustomerSchema>

/** A SKU mapping. Assumed: `customer_id` may be left out under the customer's own path. */
export const wireSkuMappingSchema = z.looseObject({
  id,
  customer_id: optionalId,
  customer_sku: z.string(),
  product_id: id,
})

/** A SKU mapping as the remote tells it. */
export type WireSkuMapping = z.infer<typeof wireSkuMappingSchema>

const count = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/).transform(Number)])
const flatPage = z.looseObject({
  data: z.array(z.unknown()),
  current_page: count,
  per_page: count,
  total: count.optional(),
  next_page_url: z.union([z.string(), z.null()]),
})
/** Assumed: the resource variant of Laravel's paging. */
const nestedPage = z.looseObject({
  data: z.array(z.unknown()),
  meta: z.looseObject({ current_page: count, per_page: count, last_page: count, total: count.optional() }),
  links: z.looseObject({ next: z.union([z.string(), z.null()]).optional() }).optional(),
})

/** One page of a list, whichever envelope it came in; the rows are not checked yet. */
export interface WirePage {
  rows: unknown[]
  page: number
  perPage: number
  hasMore: boolean
  /** Undefined where the remote does not tell. */
  total: number | undefined
}

/** Both paging envelopes. The next page's address is never followed: it loses size, order and filters. */
export const wirePageSchema: z.ZodType<WirePage> = z.union([
  flatPage.transform((page) => ({
    rows: page.data,
    page: page.current_page,
    perPage: page.per_page,
    hasMore: page.next_page_url !== null,
    total: page.total,
  })),
  nestedPage.transform(({ data, meta, links }) => ({
    rows: data,
    page: meta.current_page,
    perPage: meta.per_page,
    hasMore: links?.next === undefined ? meta.current_page < meta.last_page : links.next !== null,
    total: meta.total,
  })),
])

/** `{data: …}` around a single record. */
export const wireSingleSchema = z.looseObject({ data: z.unknown() })

/** Assumed: find-match answers `{data: [customer]}`; one customer or none at all is taken too. */
export const wireMatchesSchema = z
  .looseObject({ data: z.union([z.array(z.unknown()), z.looseObject({}), z.null()]) })
  .transform(({ data }) => (Array.isArray(data) ? data : data === null ? [] : [data]))

/** `GET /api/me`: whose token this is and what it may do. */
export const wireMeSchema = z.looseObject({
  tenant_id: z.union([z.string(), z.number()]).transform(String),
  tenant_name: z.union([z.string(), z.null()]).optional(),
  token: z
    .looseObject({
      scopes: z.array(z.string()).optional(),
      expires_at: z.union([z.string(), z.null()]).optional(),
      is_expired: z.boolean().optional(),
    })
    .optional(),
})

/** Validation refusal: `{message, errors: {path: [text]}}`; other refusals have the message alone. */
export const wireRefusalSchema = z.looseObject({
  message: z.string().optional().catch(undefined),
  errors: z
    .record(z.string(), z.union([z.string(), z.array(z.string())]))
    .optional()
    .catch(undefined),
})
