import { Button, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import classes from '../two-panes/two-panes.module.css'
import type { RecordSelection } from '../two-panes/use-record-selection.ts'

interface PendingSelectionBarProps {
  selection: RecordSelection
  total: number
  /** False where nothing can be sent now: paused, signed out, or the account may only read. */
  maySend: boolean
  sendNow: () => void
  discard: () => void
}

/** What can be done with all that is selected; under the list, so that nothing is covered. */
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
  if (count === 0) return null
  return (
    <div className={classes.selection} role="toolbar" aria-label={t('bulk.label')}>
      <Text className={classes.selected}>
        {t('bulk.selected', { count, shown: shown(count), total: shown(total) })}
      </Text>
      <Button size="compact-sm" variant="default" disabled={!maySend} onClick={sendNow}>
        {t('detail.sendNow')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={discard}>
        {t('bulk.discard')}
      </Button>
      <IconButton label={t('bulk.clear')} icon={IconX} onClick={selection.clear} />
    </div>
  )
}
