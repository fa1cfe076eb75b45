import { Menu } from '@mantine/core'
import { IconFileDownload, IconUserX } from '@tabler/icons-react'
import type { Customer } from '#shared/domain/customer.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useSavePerson } from './use-save-person.ts'

interface PersonMenuItemsProps {
  customer: Customer
  onErase: () => void
}

/** What can be done about all that is held about a person. */
export function PersonMenuItems({ customer, onErase }: PersonMenuItemsProps) {
  const t = useText('person')
  const savePerson = useSavePerson()
  return (
    <>
      <Menu.Divider />
      <Menu.Item leftSection={<IconFileDownload size={15} />} onClick={() => savePerson(customer)}>
        {t('save.action')}
      </Menu.Item>
      <Menu.Item color="red" leftSection={<IconUserX size={15} />} onClick={onErase}>
        {t('erase.action')}
      </Menu.Item>
    </>
  )
}
