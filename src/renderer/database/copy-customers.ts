import { v5 } from 'uuid'
import { draftOf, type Customer } from '#shared/domain/customer.ts'
import { newCustomerFrom } from '#shared/domain/apply-edit.ts'
import type { CustomerRepository } from './customer-repository.ts'
import type { SkuMappingRepository } from './sku-mapping-repository.ts'

/** Where customers are copied from or to. */
export interface CopySide {
  readonly customers: CustomerRepository
  readonly skuMappings: SkuMappingRepository
}

/** What came of copying. */
export interface CopyResult {
  copied: number
  mappings: number
  /** Left out: the other workspace has them already, as copies or by their e-mail. */
  alreadyThere: number
}

/** Namespace of the ids of copies. It must never change: stored documents carry such ids. */
const COPY_NAMESPACE = '4f2c9f4e-6a3f-4f0f-9a55-6c1d9d5f1b03'
/** Customers copied between two looks at whether the page is free. */
const SLICE = 100

/**
 * Copies customers with their addresses and SKU mappings into another workspace, where they are new: nothing of the
 * remote they came from goes along. The id of a copy is made of both ids, so that copying again changes nothing.
 * `localOnly` keeps them from being sent by the other workspace.
 */
export async function copyCustomers(
  from: CopySide,
  to: CopySide,
  ids: readonly string[],
  options: { targetId: string; localOnly: boolean; now: number; progress: (done: number) => void },
): Promise<CopyResult> {
  const result: CopyResult = { copied: 0, mappings: 0, alreadyThere: 0 }
  for (let at = 0; at < ids.length; at += SLICE) {
    options.progress(at)
    const found = [...(await from.customers.findByIds(ids.slice(at, at + SLICE))).values()]
    const taken = await emailsIn(to, found)
    const copies = new Map<string, Customer>()
    for (const customer of found) {
      if (taken.has(emailKey(customer))) continue
      copies.set(customer.id, copyOf(customer, options))
    }
    const there = new Set(await to.customers.insertMany([...copies.values()]))
    const made = [...copies].filter(([, copy]) => !there.has(copy.id))
    result.copied += made.length
    result.alreadyThere += found.length - made.length
    const idOf = new Map(made.map(([id, copy]) => [id, copy.id]))
    const mappings = (await from.skuMappings.findForMany([...idOf.keys()])).filter(
      ({ deletedAt }) => deletedAt === 0,
    )
    await to.skuMappings.upsertMany(
      mappings.map(({ customerId, customerSku, productId }) => ({
        ...{ customerId: idOf.get(customerId) ?? '', customerSku, productId },
      })),
    )
    result.mappings += mappings.length
  }
  return result
}

function copyOf(
  customer: Customer,
  { targetId, localOnly, now }: { targetId: string; localOnly: boolean; now: number },
): Customer {
  const draft = draftOf(customer)
  const addresses = draft.addresses.map((address) => ({ ...address, remoteId: '' }))
  const copy = newCustomerFrom(
    v5(`${targetId}\u0000${customer.id}`, COPY_NAMESPACE),
    { ...draft, addresses },
    now,
  )
  return { ...copy, archivedAt: customer.archivedAt, sync: { ...copy.sync, localOnly } }
}

async function emailsIn(to: CopySide, customers: readonly Customer[]): Promise<Set<string>> {
  const found = await to.customers.findByEmail(customers.map(({ email }) => email))
  return new Set(found.filter(({ deletedAt }) => deletedAt === 0).map(emailKey))
}

/** '' where there is no e-mail, which is nobody's. */
function emailKey({ email, id }: Customer): string {
  return email.trim().toLowerCase() || id
}
