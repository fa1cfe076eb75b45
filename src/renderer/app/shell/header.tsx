import { Kbd } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useText } from '#renderer/i18n/use-text.ts'
import { keysText } from '#renderer/ui/keys.ts'
import { SyncIndicator } from '#renderer/features/sync-status/sync-indicator.tsx'
import classes from './shell.module.css'
import { WorkspaceSwitcher } from './workspace-switcher.tsx'

/** Workspace on the left, search in the middle, how sync stands on the right. */
export function Header({ onSearch }: { onSearch: () => void }) {
  const t = useText('shell')
  return (
    <>
      <WorkspaceSwitcher />
      <button
        type="button"
        className={classes.searchButton}
        aria-label={t('search.button')}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={onSearch}
      >
        <IconSearch size={15} stroke={1.7} aria-hidden />
        <span className={classes.searchText}>{t('search.button')}</span>
        <Kbd>{keysText('mod K')}</Kbd>
      </button>
      <div className={classes.headerEnd}>
        <SyncIndicator />
      </div>
    </>
  )
}
