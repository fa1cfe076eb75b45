import { Select } from '@mantine/core'
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { displayName } from '#shared/domain/derived-fields.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

const OFFERED = 20

interface CustomerPickerProps {
  value: string
  onChange: (customerId: string) => void
  error: string | null
}

/** Chooses one of any number of customers by typing a part of anything about them. */
export function CustomerPicker({ value, onChange, error }: CustomerPickerProps) {
  const t = useText('skuMappings')
  const common = useText('common')
  const { roster, customers } = useWorkspace()
  const raise = useThrow()
  const box = useRef<HTMLInputElement>(null)
  const [opened, setOpened] = useState(false)
  const [search, setSearch] = useState('')
  const [offered, setOffered] = useState<{ value: string; label: string }[]>([])
  const chosen = useMemo(() => offered.find((option) => option.value === value), [offered, value])
  useEffect(() => {
    let current = true
    const look = async (): Promise<void> => {
      // The chosen one's own label in the box is no search.
      const words = search === chosen?.label ? '' : search
      const { ids } = await roster.page({ ...allCustomers(), search: words }, 0, OFFERED)
      const found = await customers.findByIds(value === '' || ids.includes(value) ? ids : [value, ...ids])
      if (!current) return
      setOffered(
        [...found.values()].map((customer) => ({
          value: customer.id,
          label: [displayName(customer) || common('unnamed'), customer.email]
            .filter((part) => part !== '')
            .join(' · '),
        })),
      )
    }
    look().catch(raise)
    return () => {
      current = false
    }
    // `chosen` follows from what was offered before; looking again for it would never end.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [roster, customers, search, value, common, raise])
  // What is offered comes after the typing, so the list itself highlights nothing: Enter takes the first.
  const takeFirst = (event: KeyboardEvent): void => {
    const [first] = offered
    if (event.key !== 'Enter' || !opened || first === undefined || search === '') return
    if ((box.current?.getAttribute('aria-activedescendant') ?? '') !== '') return
    event.preventDefault()
    event.stopPropagation()
    onChange(first.value)
    setOpened(false)
  }
  return (
    <Select
      label={t('add.customer')}
      placeholder={t('add.customerPlaceholder')}
      nothingFoundMessage={t('add.customerNothing')}
      w={280}
      ref={box}
      searchable
      dropdownOpened={opened}
      onDropdownOpen={() => setOpened(true)}
      onDropdownClose={() => setOpened(false)}
      onKeyDownCapture={takeFirst}
      data={offered}
      filter={({ options }) => options}
      value={value === '' ? null : value}
      error={error}
      onSearchChange={setSearch}
      onChange={(id) => onChange(id ?? '')}
    />
  )
}
