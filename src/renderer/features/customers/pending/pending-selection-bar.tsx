import { Button } from '@mantine/core'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { SelectionToolbar } from '../two-panes/selection-toolbar.tsx'
import type { RecordSelection } from '../two-panes/use-record-selection.ts'

interface PendingSelectionBarProps {
  selection: RecordSelection
  total: number
  /** False where nothing can be sent now: paused, signed out, or the account may only read. */
  maySend: boolean
  sendNow: () => void
  discard: () => void
}

/** What can be done with all that is selected. */
export function PendingSelectionBar({
  selection,
  total,
  maySend,
  sendNow,
  discard,
}: PendingSelectionBarProps) {
  const t = useText('pending')
  const { count: shown } = useFormats()
  const count = selection.ids.size
  return (
    <SelectionToolbar
      texts={{
        label: t('bulk.label'),
        selected: t('bulk.selected', { count, shown: shown(count), total: shown(total) }),
        clear: t('bulk.clear'),
      }}
      selection={selection}
    >
      <Button size="compact-sm" variant="default" disabled={!maySend} onClick={sendNow}>
        {t('detail.sendNow')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={discard}>
        {t('bulk.discard')}
      </Button>
    </SelectionToolbar>
  )
}
