import { z } from 'zod'

/**
 * The formats of both APIs in one: they differ in the names of the addresses and of the times. Unknown fields pass: they
 * are kept, not refused (docs/remotes/woocommerce.md, section 3).
 */
z.config({ jitless: true })

const id = z.union([z.int().positive(), z.string().regex(/^[1-9]\d*$/)]).transform(String)
/** Text; plugins send numbers and null where the reference says text. */
const text = z
  .union([z.string(), z.number(), z.null()])
  .transform((value) => (value === null ? '' : String(value)))
  .optional()
const time = z.union([z.string(), z.null()]).optional()

const wireAddressSchema = z.looseObject({
  first_name: text,
  last_name: text,
  company: text,
  address_1: text,
  address_2: text,
  city: text,
  state: text,
  postcode: text,
  country: text,
  phone: text,
  email: text,
})

/** An address as the store tells it; shipping has no e-mail, and in the legacy API no phone. */
export type WireAddress = z.infer<typeof wireAddressSchema>

/** PHP tells an address without any part as an empty list. */
const address = z.union([wireAddressSchema, z.array(z.never()).transform((): WireAddress => ({}))]).optional()

/** A customer, from a list or alone: everything but the id may be left out. */
export const wireCustomerSchema = z.looseObject({
  id,
  email: text,
  first_name: text,
  last_name: text,
  username: text,
  role: text,
  billing: address,
  shipping: address,
  billing_address: address,
  shipping_address: address,
  created_at: time,
  last_update: time,
  date_created: time,
  date_created_gmt: time,
  date_modified: time,
  date_modified_gmt: time,
  orders_count: text,
  total_spent: text,
  last_order_id: text,
  last_order_date: time,
  _links: z.unknown().optional(),
})

/** A customer as the store tells it. */
export type WireCustomer = z.infer<typeof wireCustomerSchema>

const line = z.looseObject({ name: text, quantity: text, total: text, sku: text })

/** An order of either API. Whatever says where and how the customer sat is not read. */
export const wireOrderSchema = z.looseObject({
  id,
  order_number: text,
  number: text,
  status: text,
  currency: text,
  total: text,
  created_at: time,
  date_created_gmt: time,
  line_items: z.array(line).optional(),
})

/** An order as the store tells it. */
export type WireOrder = z.infer<typeof wireOrderSchema>

/** A download of either API. Its address is as good as the file, so it is not read. */
export const wireDownloadSchema = z.looseObject({
  download_id: text,
  product_id: text,
  download_name: text,
  order_id: text,
  downloads_remaining: text,
  access_expires: time,
  access_expires_gmt: time,
})

/** A download as the store tells it. */
export type WireDownload = z.infer<typeof wireDownloadSchema>

/** A hook of either API. The secret is told by neither. */
export const wireWebhookSchema = z.looseObject({
  id,
  name: text,
  status: text,
  topic: z.string(),
  delivery_url: z.string(),
})

/** `GET /wc-api/v3/`: open to everybody. */
export const wireLegacyIndexSchema = z.looseObject({
  store: z.looseObject({
    name: text,
    URL: text,
    meta: z
      .looseObject({ timezone: text, generate_password: z.union([z.boolean(), z.string()]).optional() })
      .optional(),
  }),
})

/** `GET /wp-json/`: open to everybody where no plugin closes it. */
export const wireSiteIndexSchema = z.looseObject({ name: text, url: text, home: text })

const errorItem = z.looseObject({
  code: z.union([z.string(), z.number()]).transform(String),
  message: z.string().optional().catch(undefined),
  data: z
    .looseObject({ params: z.record(z.string(), z.unknown()).optional().catch(undefined) })
    .optional()
    .catch(undefined),
})

/** What went wrong, in any of the three envelopes: a list, an object where the API is switched off, and that of wc/v3. */
export const wireErrorSchema = z.union([
  z.looseObject({ errors: z.array(errorItem).min(1) }).transform(({ errors }) => errors[0]),
  z.looseObject({ errors: errorItem }).transform(({ errors }) => errors),
  errorItem,
])

/** A row of a bulk answer that failed. */
export const wireFailedRowSchema = z.looseObject({ error: errorItem })
