import { notifications } from '@mantine/notifications'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { addressesInUse, addressIdentity, newAddress, type Address } from '#shared/domain/address.ts'
import { isReadOnlySlot, mayBeAtRemote, takesPart } from '#shared/domain/address-state.ts'
import { draftOf, type Customer, type CustomerDraft } from '#shared/domain/customer.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { showUndoToast } from '#renderer/ui/undo-toast.tsx'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { AddressCard } from './address-card.tsx'
import { AddressDialog, type AddressEntry } from './address-dialog.tsx'
import classes from './addresses.module.css'

/** What the dialog is open for: an address, null = a new one, and the customer as it was when it was opened. */
interface Editing {
  address: Address | null
  opened: CustomerDraft
}

/** The addresses in use of a customer, and those that only the remote still keeps. */
export function AddressesTab({ customer }: { customer: Customer }) {
  const t = useText('customers')
  const common = useText('common')
  const { customers, capabilities } = useWorkspace()
  const raise = useThrow()
  const [editing, setEditing] = useState<Editing | null>(null)
  const remote = capabilities?.displayName ?? ''
  const inUse = addressesInUse(customer.addresses)
  const slots = capabilities?.addresses ?? {}
  const isReadOnly = (address: Address): boolean => isReadOnlySlot(address.remoteId, slots)
  const mayBill = !inUse.some(isReadOnly)
  const staysHere = (address: Address): boolean =>
    capabilities !== null && !isReadOnly(address) && !takesPart(address, customer, capabilities)
  const earlier = customer.addresses.filter((address) => address.superseded !== '' && address.remoteId !== '')

  const save = (change: (draft: CustomerDraft) => CustomerDraft): Promise<Customer> => {
    const from = draftOf(customer)
    return customers.save(customer.id, from, change(draftOf(customer)))
  }
  const saveEntry = async ({ address, opened }: Editing, entry: AddressEntry): Promise<void> => {
    const typed = newAddress(address?.id ?? crypto.randomUUID(), entry.fields)
    const same = inUse.some(
      (other) => other.id !== typed.id && addressIdentity(other) === addressIdentity(typed),
    )
    const isTyped = ({ id }: Address): boolean => id === typed.id
    await customers.save(customer.id, opened, {
      ...opened,
      addresses:
        address === null
          ? [...opened.addresses, typed]
          : opened.addresses.map((other) => (isTyped(other) ? { ...other, ...entry.fields } : other)),
      defaultShippingAddressId: entry.ships ? typed.id : opened.defaultShippingAddressId,
      defaultBillingAddressId: entry.bills
        ? typed.id
        : opened.defaultBillingAddressId === typed.id
          ? ''
          : opened.defaultBillingAddressId,
    })
    if (address === null && same) notifications.show({ message: t('addresses.reused'), withBorder: true })
  }
  const remove = (address: Address): void => {
    const before = draftOf(customer)
    save((draft) => ({
      ...draft,
      addresses: draft.addresses.filter((other) => other.id !== address.id),
    })).then((after) => {
      const stays =
        capabilities !== null && !capabilities.addresses.canRemove && mayBeAtRemote(customer, address)
      const message = stays
        ? `${t('addresses.removed')}. ${t('addresses.removeStays', { remote })}`
        : t('addresses.removed')
      showUndoToast(message, common('undo'), () => {
        const now = draftOf(after)
        customers
          .save(customer.id, now, {
            ...now,
            addresses: [...now.addresses.filter((other) => other.id !== address.id), address],
            defaultShippingAddressId: before.defaultShippingAddressId,
            defaultBillingAddressId: before.defaultBillingAddressId,
          })
          .catch(raise)
      })
    }, raise)
  }
  const setDefault = (change: Partial<CustomerDraft>): void => {
    save((draft) => ({ ...draft, ...change })).catch(raise)
  }

  return (
    <>
      <div className={classes.grid}>
        {inUse.map((address) => {
          const ships = address.id === customer.defaultShippingAddressId
          const bills = address.id === customer.defaultBillingAddressId
          return (
            <AddressCard
              key={address.id}
              address={address}
              ships={ships}
              bills={bills}
              note={
                isReadOnly(address)
                  ? t('addresses.readOnly', { remote })
                  : staysHere(address)
                    ? t('addresses.staysHere')
                    : ''
              }
              actions={{
                ...(isReadOnly(address)
                  ? {}
                  : {
                      edit: () => {
                        setEditing({ address, opened: draftOf(customer) })
                      },
                    }),
                remove: () => {
                  remove(address)
                },
                ...(ships || isReadOnly(address)
                  ? {}
                  : {
                      makeShipping: () => {
                        setDefault({ defaultShippingAddressId: address.id })
                      },
                    }),
                ...(!mayBill
                  ? {}
                  : bills
                    ? {
                        stopBilling: () => {
                          setDefault({ defaultBillingAddressId: '' })
                        },
                      }
                    : {
                        makeBilling: () => {
                          setDefault({ defaultBillingAddressId: address.id })
                        },
                      }),
              }}
            />
          )
        })}
        <button
          type="button"
          className={classes.add}
          onClick={() => {
            setEditing({ address: null, opened: draftOf(customer) })
          }}
        >
          <IconPlus size={15} aria-hidden />
          {t('addresses.add')}
        </button>
      </div>
      {earlier.length > 0 && (
        <section className={classes.earlier}>
          <h2 className={classes.earlierTitle}>
            {t('addresses.supersededTitle', { count: earlier.length, remote })}
          </h2>
          <p className={classes.earlierHint}>{t('addresses.supersededHint', { remote })}</p>
          <div className={classes.grid}>
            {earlier.map((address) => (
              <AddressCard
                key={address.id}
                address={address}
                ships={false}
                bills={false}
                note=""
                actions={null}
              />
            ))}
          </div>
        </section>
      )}
      {editing !== null && (
        <AddressDialog
          address={editing.address}
          ships={
            editing.address === null
              ? addressesInUse(editing.opened.addresses).length === 0
              : editing.address.id === editing.opened.defaultShippingAddressId
          }
          owner={editing.opened}
          mayBill={mayBill}
          bills={editing.address !== null && editing.address.id === editing.opened.defaultBillingAddressId}
          onSave={(entry) => saveEntry(editing, entry)}
          onClose={() => {
            setEditing(null)
          }}
        />
      )}
    </>
  )
}
