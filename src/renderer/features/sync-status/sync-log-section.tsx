import { Button, Group, SegmentedControl, Select, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMemo, useState } from 'react'
import type { SyncLogEntry } from '#shared/domain/sync-log-entry.ts'
import { LOG_SLOTS } from '#renderer/database/sync-state-repository.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { SearchBox } from '#renderer/ui/search-box.tsx'
import { Section } from '#renderer/ui/section.tsx'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { LOG_AREAS, logArea, type LogArea } from './log-area.ts'
import { logLineText } from './log-line-text.ts'
import { LogLines } from './log-lines.tsx'
import { savedLog } from './saved-log.ts'
import { useLogNames } from './use-log-names.ts'

/** So many lines are shown at first. */
const FIRST = 200
/** So many more each time. */
const STEP = 500
const EMPTY: SyncLogEntry[] = []
const LEVELS = ['all', 'problems', 'errors'] as const

interface SyncLogSectionProps {
  /** Product name of the remote. */
  remote: string
  openCustomer: (id: string) => void
}

/** What sync did, newest first; survives restarts, can be filtered, and saved without secrets and without names. */
export function SyncLogSection({ remote, openCustomer }: SyncLogSectionProps) {
  const t = useText('sync')
  const common = useText('common')
  const { count: shown } = useFormats()
  const { api, info } = useApp()
  const { syncState } = useWorkspace()
  const raise = useThrow()
  const [level, setLevel] = useState<(typeof LEVELS)[number]>('all')
  const [area, setArea] = useState<LogArea | null>(null)
  const [search, setSearch] = useState('')
  const [limit, setLimit] = useState(FIRST)
  const log$ = useMemo(() => syncState.observeLog(LOG_SLOTS), [syncState])
  const all = useObservable(log$, EMPTY)
  const words = search.trim().toLowerCase()
  const matching = all.filter(
    (entry) =>
      (level === 'all' || entry.level === 'error' || (level === 'problems' && entry.level !== 'info')) &&
      (area === null || logArea(entry.kind) === area),
  )
  // Who is looked for may be in any line; else only the names that are seen are read.
  const nameOf = useLogNames(words === '' ? matching.slice(0, limit) : matching)
  const says = (entry: SyncLogEntry): boolean => {
    const { sentence, rest } = logLineText(t, entry, remote)
    return `${sentence} ${rest} ${nameOf(entry.customerId)}`.toLowerCase().includes(words)
  }
  const entries = words === '' ? matching : matching.filter(says)
  const save = async (): Promise<void> => {
    const app = `Customer Desk ${info.version}, ${info.platform}`
    const searched = words !== ''
    const parts = { entries, total: all.length, level, area, searched, app, remote, shown }
    const saved = await api.call('log:save', {
      suggestedName: 'customer-desk-log.txt',
      lines: savedLog(t, parts),
    })
    if (saved !== null) {
      notifications.show({ message: t('log.savedAs', { name: saved.name }), withBorder: true })
    }
  }
  return (
    <Section name="log" title={t('log.title')}>
      <Group gap="sm" mb="sm">
        <SegmentedControl
          aria-label={t('log.filter')}
          value={level}
          data={LEVELS.map((value) => ({ value, label: t(`log.${value}`) }))}
          onChange={setLevel}
        />
        <Select
          aria-label={t('log.area')}
          placeholder={t('log.everywhere')}
          clearable
          w={150}
          value={area}
          data={LOG_AREAS.map((value) => ({ value, label: t(`log.areas.${value}`) }))}
          onChange={(value) => setArea(LOG_AREAS.find((each) => each === value) ?? null)}
        />
        <SearchBox
          label={t('log.search')}
          placeholder={t('log.search')}
          clearLabel={common('clearSearch')}
          value={search}
          onChange={setSearch}
        />
        <Button
          variant="default"
          disabled={entries.length === 0}
          aria-label={t('log.saveLabel')}
          title={t('log.saveHint')}
          onClick={() => {
            save().catch(raise)
          }}
        >
          {t('log.save')}
        </Button>
      </Group>
      {entries.length === 0 ? (
        <Text c="dimmed">{all.length === 0 ? t('log.none') : t('log.noMatch')}</Text>
      ) : (
        <LogLines
          entries={entries}
          limit={limit}
          showMore={() => setLimit(limit + STEP)}
          remote={remote}
          nameOf={nameOf}
          openCustomer={openCustomer}
        />
      )}
    </Section>
  )
}
