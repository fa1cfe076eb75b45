import { Stack } from '@mantine/core'
import { IconBarcode } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { LongMappingTable } from './long-mapping-table.tsx'
import { MappingForm } from './mapping-form.tsx'
import { MappingsStayHere } from './mappings-stay-here.tsx'

/** The SKU mappings of one customer. */
export function CustomerSkuMappings({ customerId }: { customerId: string }) {
  const t = useText('skuMappings')
  const { skuMappings } = useWorkspace()
  const list$ = useMemo(() => skuMappings.listFor(customerId), [skuMappings, customerId])
  const mappings = useObservable(list$, [])
  return (
    <Stack gap="lg">
      <MappingsStayHere />
      <MappingForm customerId={customerId} />
      {mappings.length === 0 ? (
        <EmptyState icon={IconBarcode} title={t('empty.customerTitle')} text={t('empty.customerText')} />
      ) : (
        <LongMappingTable key={customerId} mappings={mappings} />
      )}
    </Stack>
  )
}
