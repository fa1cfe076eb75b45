import { z } from 'zod'
import { addressSchema } from '../domain/address-schema.ts'
import { CUSTOMER_TEXT_FIELDS, customerDraftSchema, type CustomerTextField } from '../domain/customer.ts'

const id = z.string().min(1).max(64)
const text = z.string().max(5000).optional()

const customerFieldValuesSchema = z.strictObject({
  ...(Object.fromEntries(CUSTOMER_TEXT_FIELDS.map((field) => [field, text])) as Record<
    CustomerTextField,
    typeof text
  >),
  tags: z.array(z.string().max(200)).max(200).optional(),
  acceptsMarketing: z.boolean().optional(),
})

const addresses = z.array(addressSchema).max(200)

const customerChangesSchema = z.strictObject({
  fields: customerFieldValuesSchema,
  archived: z.boolean().optional(),
  addedAddresses: addresses,
  changedAddresses: addresses,
  removedAddresses: addresses,
  defaultShippingAddressId: z.string().max(64).optional(),
  defaultBillingAddressId: z.string().max(64).optional(),
})

/** Run-time check of one write of a customer on its way to main. */
export const customerPushSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('create'),
    localId: id,
    key: z.string().max(1000),
    whole: customerDraftSchema,
    archived: z.boolean(),
  }),
  z.strictObject({
    type: z.literal('update'),
    localId: id,
    remoteId: id,
    changes: customerChangesSchema,
    whole: customerDraftSchema,
  }),
  z.strictObject({ type: z.literal('delete'), localId: id, remoteId: id }),
])

/** Run-time check of one write of a SKU mapping on its way to main. */
export const skuMappingPushSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('upsert'),
    localId: id,
    customerRemoteId: id,
    customerSku: z.string().min(1).max(255),
    productId: z.string().max(64),
  }),
  z.strictObject({ type: z.literal('delete'), localId: id, customerRemoteId: id, remoteId: id }),
])
