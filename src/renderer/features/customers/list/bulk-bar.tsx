import { Button, Kbd, Text } from '@mantine/core'
import { IconArchive, IconArchiveOff, IconCopy, IconSend, IconTrash, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { IconButton } from '#renderer/ui/icon-button.tsx'
import classes from './customers-page.module.css'
import type { BulkActions } from './use-bulk-actions.tsx'
import type { Selection } from './use-selection.ts'

interface BulkBarProps {
  selection: Selection
  /** How many the list has. */
  count: number
  archivedShown: 'active' | 'archived' | 'all'
  /** Name of the remote where the list shows only customers that are kept from it, else ''. */
  sendTo: string
  actions: BulkActions
  exportMenu: ReactNode
  /** Asks for the workspace to copy to; null where there is no other. */
  copy: ((ids: readonly string[]) => void) | null
}

/** What can be done with the selected customers; floats over the foot of the list so that nothing shifts. */
export function BulkBar({
  selection,
  count,
  archivedShown,
  sendTo,
  actions,
  exportMenu,
  copy,
}: BulkBarProps) {
  const t = useText('customers')
  const { count: countText } = useFormats()
  const size = selection.ids.size
  if (size === 0) return null
  const ids = [...selection.ids]
  const busy = actions.progress !== null
  return (
    <div className={classes.bulkBar} role="toolbar" aria-label={t('bulk.label')}>
      <Text fz={13} fw={500} className={classes.figures}>
        {actions.progress === null
          ? t('bulk.selected', { count: size, shown: countText(size) })
          : `${countText(actions.progress.done)} / ${countText(actions.progress.total)}`}
      </Text>
      {size < count && (
        <Button variant="subtle" size="compact-sm" onClick={selection.selectAll} disabled={busy}>
          {t('bulk.selectAll', { shown: countText(count) })}
        </Button>
      )}
      <span className={classes.divider} aria-hidden />
      {archivedShown !== 'archived' && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          disabled={busy}
          leftSection={<IconArchive size={15} />}
          onClick={() => {
            actions.archive(ids, true)
            selection.clear()
          }}
        >
          {t('bulk.archive')}
        </Button>
      )}
      {archivedShown !== 'active' && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          disabled={busy}
          leftSection={<IconArchiveOff size={15} />}
          onClick={() => {
            actions.archive(ids, false)
            selection.clear()
          }}
        >
          {t('bulk.unarchive')}
        </Button>
      )}
      {sendTo !== '' && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          disabled={busy}
          leftSection={<IconSend size={15} />}
          onClick={() => {
            actions.keepHere(ids, false)
            selection.clear()
          }}
        >
          {t('page.sendTo', { remote: sendTo })}
        </Button>
      )}
      {exportMenu}
      {copy !== null && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          disabled={busy}
          leftSection={<IconCopy size={15} />}
          onClick={() => {
            copy(ids)
          }}
        >
          {t('copy.open')}
        </Button>
      )}
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        disabled={busy}
        leftSection={<IconTrash size={15} />}
        onClick={() => {
          actions.remove(ids)
          selection.clear()
        }}
      >
        {t('bulk.delete')}
      </Button>
      <span className={classes.divider} aria-hidden />
      <Kbd>Esc</Kbd>
      <IconButton label={t('bulk.clear')} shortcut="Esc" icon={IconX} size={26} onClick={selection.clear} />
    </div>
  )
}
