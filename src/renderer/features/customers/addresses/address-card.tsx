import { ActionIcon, Menu } from '@mantine/core'
import { IconCreditCard, IconDots, IconPencil, IconTrash, IconTruck } from '@tabler/icons-react'
import type { Address } from '#shared/domain/address.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { formatAddress } from './format-address.ts'
import classes from './addresses.module.css'

/** What can be done with an address; undefined where it cannot. */
interface AddressActions {
  edit?: () => void
  remove: () => void
  makeShipping?: () => void
  makeBilling?: () => void
  stopBilling?: () => void
}

interface AddressCardProps {
  address: Address
  ships: boolean
  bills: boolean
  /** What is special about it, '' = nothing. */
  note: string
  /** Null for one that is only kept by the remote. */
  actions: AddressActions | null
}

/** An address as its country writes it, with what it is used for. */
export function AddressCard({ address, ships, bills, note, actions }: AddressCardProps) {
  const t = useText('customers')
  const [first, ...rest] = formatAddress(address)
  const contact = [address.phone, address.email].filter((part) => part !== '')
  return (
    <article className={classes.card} data-quiet={actions === null || undefined}>
      <div className={classes.cardTop}>
        {address.label !== '' && <span className={classes.cardLabel}>{address.label}</span>}
        {ships && (
          <span className={classes.badge}>
            <IconTruck size={13} stroke={1.8} aria-hidden />
            {t('addresses.ships')}
          </span>
        )}
        {bills && (
          <span className={classes.badge}>
            <IconCreditCard size={13} stroke={1.8} aria-hidden />
            {t('addresses.bills')}
          </span>
        )}
      </div>
      <address className={classes.lines} data-selectable>
        <strong>{first}</strong>
        {rest.map((line, position) => (
          <span key={`${String(position)} ${line}`}>{line}</span>
        ))}
        {contact.map((line) => (
          <span key={line} className={classes.contact}>
            {line}
          </span>
        ))}
      </address>
      {note !== '' && <p className={classes.cardNote}>{note}</p>}
      {actions !== null && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon className={classes.cardMenu} size={28} aria-label={t('addresses.actions')}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {actions.edit !== undefined && (
              <Menu.Item leftSection={<IconPencil size={15} />} onClick={actions.edit}>
                {t('addresses.edit')}
              </Menu.Item>
            )}
            {actions.makeShipping !== undefined && (
              <Menu.Item leftSection={<IconTruck size={15} />} onClick={actions.makeShipping}>
                {t('addresses.makeShipping')}
              </Menu.Item>
            )}
            {actions.makeBilling !== undefined && (
              <Menu.Item leftSection={<IconCreditCard size={15} />} onClick={actions.makeBilling}>
                {t('addresses.makeBilling')}
              </Menu.Item>
            )}
            {actions.stopBilling !== undefined && (
              <Menu.Item leftSection={<IconCreditCard size={15} />} onClick={actions.stopBilling}>
                {t('addresses.notBilling')}
              </Menu.Item>
            )}
            {(actions.edit ?? actions.makeShipping ?? actions.makeBilling) !== undefined && <Menu.Divider />}
            <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={actions.remove}>
              {t('addresses.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </article>
  )
}
