import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useText } from '#renderer/i18n/use-text.ts'

/** Which way of changing many rows is open. */
export type FixDialog = 'replace' | 'country' | 'values'

interface FixMenuProps {
  customers: boolean
  /** How many values are not understood. */
  values: number
  disabled: boolean
  onOpen: (dialog: FixDialog) => void
}

/** Changes that concern many rows at once. */
export function FixMenu({ customers, values, disabled, onOpen }: FixMenuProps) {
  const t = useText('imports')
  const item = (dialog: FixDialog) => (
    <Menu.Item
      onClick={() => {
        onOpen(dialog)
      }}
    >
      {t(`fix.${dialog}`)}
    </Menu.Item>
  )
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" disabled={disabled} rightSection={<IconChevronDown size={14} />}>
          {t('fix.button')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {item('replace')}
        {customers && item('country')}
        {customers && values > 0 && item('values')}
      </Menu.Dropdown>
    </Menu>
  )
}
