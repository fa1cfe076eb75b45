import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconBarcode } from '@tabler/icons-react'
import { useMemo, useState, type ReactNode } from 'react'
import { of } from 'rxjs'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { SkuMappingList } from '#renderer/database/sku-mapping-repository.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { SearchBox } from '#renderer/ui/search-box.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { CustomerPicker } from './customer-picker.tsx'
import { LongMappingTable, MAPPINGS_DRAWN } from './long-mapping-table.tsx'
import { MappingForm } from './mapping-form.tsx'
import { MappingTable } from './mapping-table.tsx'
import { MappingsStayHere } from './mappings-stay-here.tsx'
import { useReadingMappings } from './use-reading-mappings.ts'
import { CUSTOMERS_LOOKED_AT, useMappingsOfFound } from './use-mappings-of-found.ts'
import { PRODUCTS_SHOWN, useMappingsOfProduct } from './use-mappings-of-product.ts'

const EMPTY: SkuMappingList = { mappings: [], cursor: '' }
const NO_CUSTOMERS: Map<string, Customer> = new Map()

interface SkuMappingsPageProps {
  openCustomer: (id: string) => void
  /** Import and export, which another feature brings. */
  actions?: ReactNode
}

/** All SKU mappings across customers, by SKU; found by the beginning of one or of a product id, or by what the customer is found by. */
export function SkuMappingsPage({ openCustomer, actions }: SkuMappingsPageProps) {
  const t = useText('skuMappings')
  const common = useText('common')
  const { skuMappings, customers } = useWorkspace()
  const [prefix, setPrefix] = useState('')
  const [limit, setLimit] = useState(MAPPINGS_DRAWN)
  const [customerId, setCustomerId] = useState('')
  const list$ = useMemo(
    () => skuMappings.observeList({ prefix, after: '', limit }),
    [skuMappings, prefix, limit],
  )
  const { mappings, cursor } = useObservable(list$, EMPTY)
  const found = useMappingsOfFound(prefix)
  const product = useMappingsOfProduct(prefix)
  const all = [...mappings, ...product.mappings, ...found.mappings]
  const ids = [...new Set(all.map((mapping) => mapping.customerId))].join(' ')
  const customers$ = useMemo(
    () => (ids === '' ? of(NO_CUSTOMERS) : customers.observeMany(ids.split(' '))),
    [customers, ids],
  )
  const owners = useObservable(customers$, NO_CUSTOMERS)
  // Those of a deleted customer go with it.
  const isShown = ({ customerId: owner }: SkuMapping): boolean => (owners.get(owner)?.deletedAt ?? 0) === 0
  const shown = mappings.filter(isShown)
  const above = new Set(shown.map(({ id }) => id))
  const byProduct = product.mappings.filter((mapping) => isShown(mapping) && !above.has(mapping.id))
  for (const { id } of byProduct) above.add(id)
  const byCustomer = found.mappings.filter((mapping) => isShown(mapping) && !above.has(mapping.id))
  const typed = prefix.trim()
  const reading = useReadingMappings()
  const customerCell = (mapping: SkuMapping): ReactNode => {
    const owner = owners.get(mapping.customerId)
    return (
      <Anchor component="button" fz="sm" ta="start" onClick={() => openCustomer(mapping.customerId)}>
        {owner === undefined ? common('none') : displayName(owner) || common('unnamed')}
      </Anchor>
    )
  }
  return (
    <Page
      title={t('title')}
      aside={reading && (typed !== '' || all.length > 0) ? t('reading') : ''}
      actions={actions}
    >
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
          width={360}
          value={prefix}
          onChange={(typed) => {
            setPrefix(typed)
            setLimit(MAPPINGS_DRAWN)
          }}
        />
        {[shown, byProduct, byCustomer].every((list) => list.length === 0) && cursor === '' && (
          <EmptyState
            icon={IconBarcode}
            title={typed !== '' ? t('empty.noMatch') : t(reading ? 'empty.readingTitle' : 'empty.title')}
            {...(typed === '' ? { text: t(reading ? 'empty.readingText' : 'empty.text') } : {})}
          />
        )}
        {shown.length > 0 && (
          <Found title={typed === '' ? null : t('bySku', { typed })}>
            <MappingTable
              {...(typed === '' ? {} : { label: t('bySku', { typed }) })}
              mappings={shown}
              customerCell={customerCell}
            />
          </Found>
        )}
        {cursor !== '' && (
          <Group>
            <Button variant="default" onClick={() => setLimit(limit + MAPPINGS_DRAWN)}>
              {t('more')}
            </Button>
          </Group>
        )}
        {byProduct.length > 0 && (
          <Found title={t('byProduct', { typed })}>
            <MappingTable
              label={t('byProduct', { typed })}
              mappings={byProduct}
              customerCell={customerCell}
            />
            {product.more && <Text c="dimmed">{t('moreProducts', { count: PRODUCTS_SHOWN })}</Text>}
          </Found>
        )}
        {byCustomer.length > 0 && (
          <Found title={t('byCustomer', { typed })}>
            <LongMappingTable
              key={typed}
              label={t('byCustomer', { typed })}
              mappings={byCustomer}
              customerCell={customerCell}
            />
            {found.more && <Text c="dimmed">{t('moreCustomers', { count: CUSTOMERS_LOOKED_AT })}</Text>}
          </Found>
        )}
      </Stack>
    </Page>
  )
}

/** A list under what it was found by. */
function Found({ title, children }: { title: string | null; children: ReactNode }) {
  return (
    <Stack gap="xs">
      {title !== null && <Title order={2}>{title}</Title>}
      {children}
    </Stack>
  )
}
