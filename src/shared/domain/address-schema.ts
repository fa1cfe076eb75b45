import { z } from 'zod'
import { ADDRESS_FIELDS, type Address, type AddressField } from './address.ts'

const text = z.string().max(1000)

/** Run-time check of a stored address. */
export const addressSchema: z.ZodType<Address> = z.strictObject({
  ...(Object.fromEntries(ADDRESS_FIELDS.map((field) => [field, text])) as Record<AddressField, typeof text>),
  id: z.string().min(1).max(64),
  remoteId: z.string().max(64),
  superseded: z.enum(['', 'replaced', 'removed']),
})
