import { Button, Group, Table, Text, TextInput } from '@mantine/core'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { useLocation } from 'wouter'
import type { SkuMapping } from '#shared/domain/sku-mapping.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Ago } from '#renderer/ui/ago.tsx'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import { showUndoToast } from '#renderer/ui/undo-toast.tsx'
import { paths } from '#renderer/workspace/paths.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { draftProblems } from './mapping-form.tsx'
import { useSetProduct } from './use-set-product.ts'

interface MappingTableProps {
  /** What the list is called where there are several. */
  label?: string
  mappings: readonly SkuMapping[]
  /** The customer's cell; absent on a customer's own page. */
  customerCell?: (mapping: SkuMapping) => ReactNode
}

/** Mappings with the product edited in place and deletion with undo. */
export function MappingTable({ label, mappings, customerCell }: MappingTableProps) {
  const t = useText('skuMappings')
  return (
    <Table aria-label={label ?? t('label')} highlightOnHover verticalSpacing={4} layout="fixed" fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('columns.customerSku')}</Table.Th>
          <Table.Th w={240}>{t('columns.productId')}</Table.Th>
          {customerCell !== undefined && <Table.Th>{t('columns.customer')}</Table.Th>}
          <Table.Th w={120}>{t('columns.updatedAt')}</Table.Th>
          <Table.Th w={96} aria-label={t('columns.actions')} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {mappings.map((mapping) => (
          <MappingRow
            key={mapping.id}
            mapping={mapping}
            {...(customerCell === undefined ? {} : { customerCell })}
          />
        ))}
      </Table.Tbody>
    </Table>
  )
}

interface MappingRowProps {
  mapping: SkuMapping
  customerCell?: (mapping: SkuMapping) => ReactNode
}

function MappingRow({ mapping, customerCell }: MappingRowProps) {
  const t = useText('skuMappings')
  const common = useText('common')
  const { skuMappings } = useWorkspace()
  const raise = useThrow()
  /** The product that was there when editing began. */
  const [edited, setEdited] = useState<string | null>(null)
  const { customerId, customerSku, productId } = mapping
  const setProductOf = useSetProduct()
  const bringBack = (): void => {
    skuMappings.upsert(customerId, { customerSku, productId }, { seen: '', origin: 'undo' }).catch(raise)
  }
  const remove = async (): Promise<void> => {
    await skuMappings.remove([mapping.id])
    showUndoToast(t('deleted', { sku: customerSku }), common('undo'), bringBack)
  }
  return (
    <Table.Tr>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {customerSku}
        <MappingState mapping={mapping} />
      </Table.Td>
      <Table.Td>
        {edited !== null ? (
          <ProductEditor
            initial={edited}
            label={t('edit', { sku: customerSku })}
            onDone={(product) => {
              setEdited(null)
              if (product === null || product === productId) return
              setProductOf(customerId, { customerSku, productId: product }, edited).catch(raise)
            }}
          />
        ) : (
          productId
        )}
      </Table.Td>
      {customerCell !== undefined && (
        <Table.Td style={{ overflowWrap: 'anywhere' }}>{customerCell(mapping)}</Table.Td>
      )}
      <Table.Td c="dimmed">
        <Ago at={mapping.updatedAt} />
      </Table.Td>
      <Table.Td>
        <Group gap={0} wrap="nowrap" justify="flex-end">
          <IconButton
            icon={IconPencil}
            label={t('edit', { sku: customerSku })}
            onClick={() => setEdited(productId)}
          />
          <IconButton
            icon={IconTrash}
            label={t('delete', { sku: customerSku })}
            onClick={() => {
              remove().catch(raise)
            }}
          />
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

interface ProductEditorProps {
  initial: string
  label: string
  /** The new product, null where the person gave up. */
  onDone: (product: string | null) => void
}

function ProductEditor({ initial, label, onDone }: ProductEditorProps) {
  const t = useText('skuMappings')
  const common = useText('common')
  const [value, setValue] = useState(initial)
  const wrong = draftProblems({ customerSku: 'x', productId: value }).productId
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!wrong) onDone(value.trim())
      }}
    >
      <Group gap={4} wrap="nowrap" align="flex-start">
        <TextInput
          aria-label={label}
          value={value}
          autoFocus
          inputMode="numeric"
          error={wrong ? t('errors.product') : null}
          onChange={(event) => setValue(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onDone(null)
          }}
        />
        <Button type="submit" variant="default">
          {common('save')}
        </Button>
      </Group>
    </form>
  )
}

function MappingState({ mapping }: { mapping: SkuMapping }) {
  const t = useText('skuMappings')
  const { sync } = useWorkspace()
  const raise = useThrow()
  const [, navigate] = useLocation()
  if (sync === null) return null
  if (mapping.theirs !== null) {
    return (
      <Group gap="xs">
        <Text size="xs" c="var(--desk-bad)">
          {mapping.theirs === '' ? t('theirsGone') : t('theirs', { product: mapping.theirs })}
        </Text>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t('decideLabel', { sku: mapping.customerSku })}
          onClick={() => {
            navigate(paths.conflict(mapping.id))
          }}
        >
          {t('decide')}
        </Button>
      </Group>
    )
  }
  if (mapping.refused !== null) {
    // A deletion that was refused is over: the mapping is back. It is asked for again by removing it again.
    const isBack = mapping.refused.of === 'delete'
    return (
      <Group gap="xs">
        <Text size="xs" c="var(--desk-bad)">
          {t(isBack ? 'refusedDelete' : 'refused', { words: mapping.refused.message })}
        </Text>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t(isBack ? 'dismissLabel' : 'retryLabel', { sku: mapping.customerSku })}
          onClick={() => {
            sync.retrySkuMapping(mapping.id).catch(raise)
          }}
        >
          {t(isBack ? 'dismiss' : 'retry')}
        </Button>
      </Group>
    )
  }
  if (mapping.pendingSince === 0) return null
  return (
    <Text size="xs" c="dimmed">
      {t('waiting')}
    </Text>
  )
}
