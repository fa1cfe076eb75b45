import { Select } from '@mantine/core'
import { useEffect, useState } from 'react'
import { displayName } from '#shared/domain/derived-fields.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

const OFFERED = 20

interface Option {
  value: string
  label: string
}

/** The one customer whose SKU mappings a file holds, found by typing a part of anything about them. */
export function CustomerChoice({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const t = useText('imports')
  const common = useText('common')
  const { roster, customers } = useWorkspace()
  const raise = useThrow()
  const [search, setSearch] = useState('')
  const [chosen, setChosen] = useState<Option | null>(null)
  const [offered, setOffered] = useState<Option[]>([])
  useEffect(() => {
    let current = true
    const look = async (): Promise<void> => {
      const { ids } = await roster.page({ ...allCustomers(), search }, 0, OFFERED)
      const found = await customers.findByIds(ids)
      if (!current) return
      setOffered(
        ids.flatMap((id) => {
          const customer = found.get(id)
          if (customer === undefined) return []
          const words = [displayName(customer) || common('unnamed'), customer.email].filter(
            (part) => part !== '',
          )
          return [{ value: id, label: words.join(' · ') }]
        }),
      )
    }
    // The label of the chosen one in the box is no search.
    if (search !== chosen?.label) look().catch(raise)
    return () => {
      current = false
    }
  }, [roster, customers, search, chosen, common, raise])
  const data =
    chosen === null || offered.some((one) => one.value === chosen.value) ? offered : [chosen, ...offered]
  return (
    <Select
      label={t('columns.customer')}
      placeholder={t('columns.customerInColumn')}
      w={280}
      searchable
      clearable
      data={data}
      filter={({ options }) => options}
      value={value === '' ? null : value}
      onSearchChange={setSearch}
      onChange={(id) => {
        setChosen(data.find((one) => one.value === id) ?? null)
        onChange(id ?? '')
      }}
    />
  )
}
