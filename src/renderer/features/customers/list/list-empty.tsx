import { Button } from '@mantine/core'
import {
  IconArchive,
  IconCircleCheck,
  IconFileImport,
  IconPlus,
  IconSearchOff,
  IconUsers,
} from '@tabler/icons-react'
import { useText } from '#renderer/i18n/use-text.ts'
import type { RosterQuery } from '#renderer/roster/roster-query.ts'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { isFiltered, NO_FILTERS } from './filters.ts'

interface ListEmptyProps {
  query: RosterQuery
  /** Customers in the workspace, archived ones included. */
  total: number
  onClear: (change: Partial<RosterQuery>) => void
  onAdd: () => void
  onImport: () => void
}

/** Why the list shows nobody, and what to do about it. */
export function ListEmpty({ query, total, onClear, onAdd, onImport }: ListEmptyProps) {
  const t = useText('customers')
  const { capabilities } = useWorkspace()
  const showAll = (
    <Button
      variant="default"
      onClick={() => {
        onClear({ ...NO_FILTERS, archived: 'active' })
      }}
    >
      {t('empty.showAll')}
    </Button>
  )
  if (total === 0) {
    return (
      <EmptyState
        icon={IconUsers}
        title={t('empty.title')}
        text={
          capabilities === null
            ? t('empty.text')
            : t('empty.textConnected', { remote: capabilities.displayName })
        }
        actions={
          <>
            <Button variant="default" leftSection={<IconFileImport size={15} />} onClick={onImport}>
              {t('empty.import')}
            </Button>
            <Button variant="default" leftSection={<IconPlus size={15} />} onClick={onAdd}>
              {t('empty.add')}
            </Button>
          </>
        }
      />
    )
  }
  if (query.state === 'needs-you' && query.search === '') {
    return <EmptyState icon={IconCircleCheck} title={t('empty.noneNeedYou')} actions={showAll} />
  }
  if (query.state === 'waiting' && query.search === '') {
    return <EmptyState icon={IconCircleCheck} title={t('empty.noneWaiting')} actions={showAll} />
  }
  if (!isFiltered(query) && query.archived === 'archived') {
    return (
      <EmptyState
        icon={IconArchive}
        title={t('empty.noArchived')}
        text={t('empty.noArchivedText')}
        actions={showAll}
      />
    )
  }
  if (!isFiltered(query) && query.archived === 'active') {
    return (
      <EmptyState
        icon={IconArchive}
        title={t('empty.allArchived')}
        actions={
          <Button variant="default" onClick={() => onClear({ archived: 'archived' })}>
            {t('empty.showArchived')}
          </Button>
        }
      />
    )
  }
  return (
    <EmptyState
      icon={IconSearchOff}
      title={t('empty.noMatch')}
      text={t('empty.noMatchText')}
      actions={
        <Button
          variant="default"
          onClick={() => {
            onClear(NO_FILTERS)
          }}
        >
          {t('list.clearFilters')}
        </Button>
      }
    />
  )
}
