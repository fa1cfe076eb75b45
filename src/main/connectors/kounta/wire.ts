import { z } from 'zod'

/**
 * The remote's own format. Unknown fields pass: they are kept, not refused. Where nothing public says what comes, every
 * shape that was thought of is taken (docs/remotes/kounta.md).
 */
z.config({ jitless: true })

/** Ids are integers; as text they are taken too. */
const id = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/)]).transform(String)
const text = z
  .union([z.string(), z.number(), z.null()])
  .transform((value) => (value === null ? '' : String(value)))
  .optional()

/** An address: as it is read, or with the other names that one public client writes. */
const wireAddressSchema = z.looseObject({
  lines: z.array(z.union([z.string(), z.null()])).optional(),
  address: text,
  city: text,
  zone: text,
  state: text,
  postal_code: text,
  country: text,
})

/** An address as the remote tells it. */
export type WireAddress = z.infer<typeof wireAddressSchema>

const address = z.union([wireAddressSchema, z.null()]).optional()

/** A customer, from a list or alone: everything but the id may be left out. */
export const wireCustomerSchema = z.looseObject({
  id,
  first_name: text,
  last_name: text,
  primary_email_address: text,
  phone: text,
  mobile: text,
  reference_id: text,
  tags: z.union([z.array(z.string()), z.null()]).optional(),
  image: text,
  accepts_marketing: z.union([z.boolean(), z.null()]).optional(),
  primary_address: address,
  /** Older payloads call the primary address so. */
  postal_address: address,
  shipping_address: address,
  /** Always the time of the answer, hence of no use (docs/remotes/kounta.md, section 4). */
  created_at: z.unknown().optional(),
  updated_at: z.unknown().optional(),
  /** Count of addresses with a time of the same kind. */
  addresses: z.unknown().optional(),
})

/** A customer as the remote tells it. */
export type WireCustomer = z.infer<typeof wireCustomerSchema>

/** `GET /v1/companies/me.json`: whose credentials these are. */
export const wireCompanySchema = z.looseObject({ id, name: text })

/** A list; its rows are checked one by one. */
export const wireListSchema = z.array(z.unknown())

/** An order of a customer. Assumed but for the id: public clients read the list, and none says what is in it. */
export const wireOrderSchema = z.looseObject({
  id,
  sale_number: text,
  status: text,
  total: text,
  created_at: text,
})

/** An order as the remote tells it. */
export type WireOrder = z.infer<typeof wireOrderSchema>

/** What the token endpoint answers with. */
export const wireTokensSchema = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  /** Seconds. */
  expires_in: z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]).optional(),
})

/** A hook. Assumed: `filter` is a list of attribute names; one name or none at all is taken too. */
export const wireWebhookSchema = z.looseObject({
  id,
  topic: z.string(),
  address: z.string(),
  filter: z
    .union([z.array(z.string()), z.string(), z.null()])
    .transform((value) => (value === null || value === '' ? [] : [value].flat()))
    .optional(),
})
