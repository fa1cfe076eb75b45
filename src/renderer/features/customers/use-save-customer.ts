import { useCallback } from 'react'
import { draftOf, emptyCustomerDraft, type Customer, type CustomerDraft } from '#shared/domain/customer.ts'
import { newAddress, isEmptyAddress, type AddressFields } from '#shared/domain/address.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import type { ProfileEdits } from './profile/profile-fields.ts'

/** The draft that saving would store: what is there, the edits on top, and a new customer's first address. */
export function editedDraft(
  customer: Customer | null,
  edits: ProfileEdits,
  rootAddress: AddressFields | null,
): CustomerDraft {
  const base = customer === null ? emptyCustomerDraft() : draftOf(customer)
  const draft = { ...base, ...edits }
  if (customer !== null || rootAddress === null || isEmptyAddress(rootAddress)) return draft
  return { ...draft, addresses: [newAddress('root', rootAddress)], defaultShippingAddressId: 'root' }
}

/**
 * Stores a new customer or the edits of an existing one; answers with its id. `seen`: what the edited fields showed before;
 * what has come in since is asked about.
 */
export function useSaveCustomer(): (
  customer: Customer | null,
  edits: ProfileEdits,
  seen: ProfileEdits,
  rootAddress: AddressFields | null,
) => Promise<string> {
  const { customers } = useWorkspace()
  return useCallback(
    async (customer, edits, seen, rootAddress) => {
      const draft = editedDraft(customer, edits, rootAddress)
      if (customer === null) {
        const addresses = draft.addresses.map((address) => ({ ...address, id: crypto.randomUUID() }))
        const created = await customers.create({
          ...draft,
          addresses,
          defaultShippingAddressId: addresses[0]?.id ?? '',
        })
        return created.id
      }
      await customers.save(customer.id, seenDraft(customer, edits, seen), draft)
      return customer.id
    },
    [customers],
  )
}

/** What the person had before them: what is there, but for the edited fields what these showed before. */
function seenDraft(customer: Customer, edits: ProfileEdits, seen: ProfileEdits): CustomerDraft {
  const touched = Object.entries(seen).filter(([field]) => field in edits)
  return { ...draftOf(customer), ...Object.fromEntries(touched) }
}
