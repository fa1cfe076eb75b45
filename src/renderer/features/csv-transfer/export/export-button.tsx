import { Button } from '@mantine/core'
import { IconFileExport } from '@tabler/icons-react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import type { ExportRequest } from './export-request.ts'

/** A button that asks how to export, then where the file goes. */
export function ExportButton(props: ExportRequest) {
  const t = useText('imports')
  const { count } = useFormats()
  const { openExport } = useCsvTransfer()
  const selected = props.kind === 'customers' ? (props.selectedIds?.length ?? 0) : 0
  return (
    <Button
      variant="default"
      leftSection={<IconFileExport size={15} stroke={1.7} />}
      onClick={() => {
        openExport(props)
      }}
    >
      {selected > 0 ? t('export.selected', { shown: count(selected) }) : t('export.label')}
    </Button>
  )
}
