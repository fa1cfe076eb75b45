import { Anchor, Button, Group, Stack } from '@mantine/core'
import { IconBarcode } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'
import { of } from 'rxjs'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { SkuMappingList } from '#renderer/database/sku-mapping-repository.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { SearchBox } from '#renderer/ui/search-box.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { CustomerPicker } from './customer-picker.tsx'
import { MappingForm } from './mapping-form.tsx'
import { MappingTable } from './mapping-table.tsx'
import { MappingsStayHere } from './mappings-stay-here.tsx'

const STEP = 100
const EMPTY: SkuMappingList = { mappings: [], cursor: '' }
const NO_CUSTOMERS: Map<string, Customer> = new Map()

interface SkuMappingsPageProps {
  openCustomer: (id: string) => void
  /** Import and export, which another feature brings. */
  actions?: ReactNode
}

/** All SKU mappings across customers, by SKU. */
export function SkuMappingsPage({ openCustomer, actions }: SkuMappingsPageProps) {
  const t = useText('skuMappings')
  const common = useText('common')
  const { skuMappings, customers } = useWorkspace()
  const [prefix, setPrefix] = useState('')
  const [limit, setLimit] = useState(STEP)
  const [customerId, setCustomerId] = useState('')
  const list$ = useMemo(
    () => skuMappings.observeList({ prefix, after: '', limit }),
    [skuMappings, prefix, limit],
  )
  const { mappings, cursor } = useObservable(list$, EMPTY)
  const ids = [...new Set(mappings.map((mapping) => mapping.customerId))].join(' ')
  const customers$ = useMemo(
    () => (ids === '' ? of(NO_CUSTOMERS) : customers.observeMany(ids.split(' '))),
    [customers, ids],
  )
  const owners = useObservable(customers$, NO_CUSTOMERS)
  // Those of a deleted customer go with it.
  const shown = mappings.filter(({ customerId: owner }) => (owners.get(owner)?.deletedAt ?? 0) === 0)
  return (
    <Page title={t('title')} actions={actions}>
      <Stack gap="lg">
        <MappingsStayHere />
        <MappingForm
          customerId={customerId}
          customerField={(error) => (
            <CustomerPicker value={customerId} onChange={setCustomerId} error={error} />
          )}
        />
        <SearchBox
          label={t('search')}
          placeholder={t('searchPlaceholder')}
          clearLabel={common('clearSearch')}
          value={prefix}
          onChange={(typed) => {
            setPrefix(typed)
            setLimit(STEP)
          }}
        />
        {shown.length === 0 && cursor === '' ? (
          <EmptyState
            icon={IconBarcode}
            title={prefix === '' ? t('empty.title') : t('empty.noMatch')}
            {...(prefix === '' ? { text: t('empty.text') } : {})}
          />
        ) : (
          <MappingTable
            mappings={shown}
            customerCell={(mapping) => {
              const owner = owners.get(mapping.customerId)
              return (
                <Anchor component="button" fz="sm" onClick={() => openCustomer(mapping.customerId)}>
                  {owner === undefined ? common('none') : displayName(owner) || common('unnamed')}
                </Anchor>
              )
            }}
          />
        )}
        {cursor !== '' && (
          <Group>
            <Button variant="default" onClick={() => setLimit(limit + STEP)}>
              {t('more')}
            </Button>
          </Group>
        )}
      </Stack>
    </Page>
  )
}
