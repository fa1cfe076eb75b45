import { Button, Group, Select, Stack, Text } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { exportCustomers } from '#renderer/import/export-runner.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import { targetWords } from '../target-words.ts'
import { ChoiceList } from './choice-list.tsx'
import {
  EXPORT_LAYOUTS,
  exportCount,
  exportIds,
  listColumns,
  type ExportChoice,
  type ExportWhich,
} from './export-choice.ts'
import { exportFileName } from './export-file-name.ts'
import type { ExportRequest } from './export-request.ts'
import { FlavourChoice } from './flavour-choice.tsx'
import { useExport } from './use-export.tsx'

interface CustomersExportProps {
  request: Extract<ExportRequest, { kind: 'customers' }>
  onClose: () => void
}

/** Which customers, made for what, and for whom; the usual choice is made already. */
export function CustomersExport({ request, onClose }: CustomersExportProps) {
  const t = useText('imports')
  const common = useText('common')
  const fields = useText('customers')
  const { count } = useFormats()
  const { gate } = useCsvTransfer()
  const { customers, roster, skuMappings } = useWorkspace()
  const { settings } = useApp()
  const run = useExport()
  const raise = useThrow()
  const selected = request.selectedIds !== null && request.selectedIds.length > 0
  const [choice, setChoice] = useState<ExportChoice>({
    which: selected ? 'selection' : 'list',
    layout: 'complete',
    flavour: 'excel',
  })
  const [number, setNumber] = useState<number | null>(null)
  const { which, layout, flavour } = choice
  useEffect(() => {
    let current = true
    exportCount(roster, request, which).then((found) => {
      if (current) setNumber(found)
    }, raise)
    return () => {
      current = false
    }
  }, [roster, request, which, raise])
  const offered: readonly ExportWhich[] = selected
    ? ['selection', 'list', 'everything']
    : ['list', 'everything']
  const columns = listColumns(settings.customerColumns)
  const hint =
    layout === 'complete'
      ? undefined
      : layout === 'columns'
        ? t('export.columnsHint', {
            columns: columns
              .map((column) => targetWords(column, { imports: t, customers: fields }))
              .join(', '),
          })
        : t('export.remoteHint', { remote: t(`export.layouts.${layout}`) })
  const save = async (): Promise<void> => {
    const ids = await exportIds(roster, request, which)
    await run((control) =>
      exportCustomers(
        { gate, customers, roster, skuMappings },
        {
          ids,
          layout,
          flavour,
          suggestedName: exportFileName(t('export.customersFile')),
          ...(layout === 'columns' ? { columns } : {}),
        },
        control,
      ),
    )
  }
  return (
    <Stack gap="lg">
      <ChoiceList
        label={t('export.which')}
        value={which}
        choices={offered.map((value) => ({ value, label: t(`export.whichOf.${value}`) }))}
        onChange={(next) => {
          setNumber(null)
          setChoice({ ...choice, which: next })
        }}
      />
      <Select
        label={t('export.layout')}
        data={EXPORT_LAYOUTS.map((value) => ({ value, label: t(`export.layouts.${value}`) }))}
        value={layout}
        description={hint}
        inputWrapperOrder={['label', 'input', 'description']}
        onChange={(value) => {
          const next = EXPORT_LAYOUTS.find((one) => one === value)
          if (next === undefined) return
          // Another system reads plain CSV; its cells must not carry the marks that are made for spreadsheets.
          const remote = next !== 'complete' && next !== 'columns'
          setChoice({ ...choice, layout: next, flavour: remote ? 'machine' : 'excel' })
        }}
      />
      <FlavourChoice
        value={flavour}
        onChange={(next) => {
          setChoice({ ...choice, flavour: next })
        }}
      />
      <Group justify="flex-end" gap={8}>
        <Text fz="sm" c="dimmed" mr="auto" role="status">
          {number === null
            ? ''
            : number === 0
              ? t('export.none')
              : t('export.count', { count: number, shown: count(number) })}
        </Text>
        <Button variant="default" onClick={onClose}>
          {common('cancel')}
        </Button>
        <Button
          data-autofocus
          disabled={number === 0}
          onClick={() => {
            onClose()
            save().catch(raise)
          }}
        >
          {t('export.run')}
        </Button>
      </Group>
    </Stack>
  )
}
