import { Button } from '@mantine/core'
import { IconArrowBackUp, IconFileDownload } from '@tabler/icons-react'
import type { ImportBatch } from '#shared/domain/import-batch.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { canUndo } from './can-undo.ts'
import { rejectedRows } from './rejected-rows.ts'

interface BatchButtonsProps {
  batch: ImportBatch
  /** True while another import runs. */
  busy: boolean
  onSaveRejected: (batch: ImportBatch) => void
  onUndo: () => void
}

/** What can be done about an import that is over. */
export function BatchButtons({ batch, busy, onSaveRejected, onUndo }: BatchButtonsProps) {
  const t = useText('imports')
  const { count } = useFormats()
  const rejected = rejectedRows(batch)
  return (
    <>
      {rejected > 0 && (
        <Button
          variant="default"
          leftSection={<IconFileDownload size={15} stroke={1.7} />}
          onClick={() => {
            onSaveRejected(batch)
          }}
        >
          {t('actions.saveRejected', { count: rejected, shown: count(rejected) })}
        </Button>
      )}
      {canUndo(batch) && (
        <Button
          variant="default"
          disabled={busy}
          leftSection={<IconArrowBackUp size={15} stroke={1.7} />}
          onClick={onUndo}
        >
          {t('actions.undo')}
        </Button>
      )}
    </>
  )
}
