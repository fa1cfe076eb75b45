import { z } from 'zod'

/**
 * The remote's own format (docs/remotes/open-food-network.md, section 3). The API calls itself beta: unknown fields pass
 * and are kept, and whatever is not needed to tell one record from another may be left out.
 */
z.config({ jitless: true })

const text = z
  .union([z.string(), z.number(), z.null()])
  .transform((value) => (value === null ? '' : String(value)))
  .optional()
/** Decimal text of a number: coordinates and money. */
const decimal = z
  .union([z.number(), z.string(), z.null()])
  .transform((value) => (value === null ? '' : String(value)))
  .optional()
const named = z.union([z.looseObject({ code: text, name: text }), z.null()]).optional()

const wireAddressSchema = z.looseObject({
  first_name: text,
  last_name: text,
  street_address_1: text,
  street_address_2: text,
  locality: text,
  postal_code: text,
  phone: text,
  region: named,
  country: named,
  latitude: decimal,
  longitude: decimal,
})

/** An address as the remote tells it. */
export type WireAddress = z.infer<typeof wireAddressSchema>

const address = z.union([wireAddressSchema, z.null()]).optional()

/** The attributes of a customer. */
const wireAttributesSchema = z.looseObject({
  enterprise_id: z.union([z.int(), z.string()]).transform(String).optional(),
  first_name: text,
  last_name: text,
  code: text,
  email: text,
  tags: z
    .union([z.array(z.string()), z.null()])
    .transform((tags) => tags ?? [])
    .optional(),
  billing_address: address,
  shipping_address: address,
  balance: decimal,
})

/** Names of the attributes that are modelled; the others are kept as they are. */
export const KNOWN_ATTRIBUTES: ReadonlySet<string> = new Set([
  ...Object.keys(wireAttributesSchema.shape),
  'id',
])

/** A customer, from a list or alone. The id stands outside as text and inside as a number. */
export const wireCustomerSchema = z.looseObject({
  id: z.union([z.string().regex(/^\d+$/), z.int().nonnegative()]).transform(String),
  attributes: wireAttributesSchema,
})

/** A customer as the remote tells it. */
export type WireCustomer = z.infer<typeof wireCustomerSchema>

/** A page of a list; the rows are not checked yet. `meta.per_page` is wrong there and is not read. */
export const wirePageSchema = z.looseObject({
  data: z.array(z.unknown()),
  meta: z.looseObject({ pagination: z.looseObject({ results: z.int().nonnegative() }) }),
  links: z.looseObject({ next: z.union([z.string(), z.null()]).optional() }),
})

/** `{data: …}` around a single record, with its enterprise where that was asked for. */
export const wireSingleSchema = z.looseObject({
  data: z.unknown(),
  included: z
    .array(
      z.looseObject({
        type: z.string().optional(),
        attributes: z.looseObject({ name: z.string().optional() }).optional(),
      }),
    )
    .optional()
    .catch(undefined),
})

/** Refusals: `{errors: [{detail}], meta: {validation_errors: [sentence]}}`, the latter where the record is at fault. */
export const wireRefusalSchema = z.looseObject({
  errors: z
    .array(z.looseObject({ detail: z.string().optional() }))
    .optional()
    .catch(undefined),
  meta: z
    .looseObject({ validation_errors: z.array(z.string()).optional() })
    .optional()
    .catch(undefined),
})
