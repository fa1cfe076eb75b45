import { Button } from '@mantine/core'
import type { ConflictSide } from '#shared/domain/conflict-rule.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { SelectionToolbar } from '../two-panes/selection-toolbar.tsx'
import classes from '../two-panes/two-panes.module.css'
import type { RecordSelection } from '../two-panes/use-record-selection.ts'
import type { Decide } from './use-decide.tsx'

interface SelectionBarProps {
  selection: RecordSelection
  total: number
  progress: Decide['progress']
  decide: (side: ConflictSide) => void
}

/** One side for all that is selected, or how far that is. */
export function SelectionBar({ selection, total, progress, decide }: SelectionBarProps) {
  const t = useText('conflicts')
  const { count: shown } = useFormats()
  const count = selection.ids.size
  if (progress !== null) {
    return (
      <div className={classes.selection} role="status">
        {t('bulk.working', { done: shown(progress.done), total: shown(progress.total) })}
      </div>
    )
  }
  return (
    <SelectionToolbar
      texts={{
        label: t('bulk.label'),
        selected: t('bulk.selected', { count, shown: shown(count), total: shown(total) }),
        clear: t('bulk.clear'),
      }}
      selection={selection}
    >
      <Button size="compact-sm" variant="default" onClick={() => decide('mine')}>
        {t('bulk.mine')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => decide('theirs')}>
        {t('bulk.theirs')}
      </Button>
    </SelectionToolbar>
  )
}
