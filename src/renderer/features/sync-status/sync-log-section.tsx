import { Anchor, Button, Group, SegmentedControl, Select, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMemo, useState } from 'react'
import { of } from 'rxjs'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import type { SyncLogEntry } from '#shared/domain/sync-log-entry.ts'
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
import classes from './sync-page.module.css'

const SHOWN = 200
/** All that is kept. */
const READ = 500
const NOBODY: ReadonlyMap<string, Customer> = new Map()
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
  const { fullTime } = useFormats()
  const { api, info } = useApp()
  const { syncState, customers } = useWorkspace()
  const raise = useThrow()
  const [level, setLevel] = useState<(typeof LEVELS)[number]>('all')
  const [area, setArea] = useState<LogArea | null>(null)
  const [search, setSearch] = useState('')
  const log$ = useMemo(() => syncState.observeLog(READ), [syncState])
  const all = useObservable(log$, [])
  const ids = [...new Set(all.map(({ customerId }) => customerId))].filter((id) => id !== '').join(' ')
  const named$ = useMemo(
    () => (ids === '' ? of(NOBODY) : customers.observeMany(ids.split(' '))),
    [customers, ids],
  )
  const named = useObservable(named$, NOBODY)
  const nameOf = (id: string): string => {
    const customer = named.get(id)
    return customer === undefined ? '' : displayName(customer) || common('unnamed')
  }
  const words = search.trim().toLowerCase()
  const isWanted = (entry: SyncLogEntry): boolean => {
    if (level === 'problems' && entry.level === 'info') return false
    if (level === 'errors' && entry.level !== 'error') return false
    if (area !== null && logArea(entry.kind) !== area) return false
    if (words === '') return true
    const { sentence, rest } = logLineText(t, entry, remote)
    return `${sentence} ${rest} ${nameOf(entry.customerId)}`.toLowerCase().includes(words)
  }
  const entries = all.filter(isWanted)
  const save = async (): Promise<void> => {
    const lines = entries.map((entry) => {
      const { sentence, rest } = logLineText(t, entry, remote)
      const time = new Date(entry.at).toISOString()
      return [time, entry.level, logArea(entry.kind), sentence, rest, entry.customerId]
        .join('\t')
        .slice(0, 2000)
    })
    const head = `Customer Desk ${info.version}, ${info.platform}, ${remote}`
    const saved = await api.call('log:save', {
      suggestedName: 'customer-desk-log.txt',
      lines: [head, ...lines],
    })
    if (saved !== null) {
      notifications.show({ message: t('log.savedAs', { name: saved.name }), withBorder: true })
    }
  }
  return (
    <Section title={t('log.title')}>
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
        <ul className={classes.log} aria-label={t('log.title')}>
          {entries.slice(0, SHOWN).map((entry) => {
            const { sentence, rest } = logLineText(t, entry, remote)
            const name = nameOf(entry.customerId)
            return (
              <li key={entry.id} className={classes.line} data-level={entry.level}>
                <time className={classes.time} dateTime={new Date(entry.at).toISOString()}>
                  {fullTime(entry.at)}
                </time>
                <Group gap="sm" wrap="nowrap">
                  <span>{sentence}</span>
                  {rest !== '' && (
                    <Text size="sm" c="dimmed" component="span">
                      {rest}
                    </Text>
                  )}
                  {name !== '' && (
                    <Anchor component="button" size="sm" onClick={() => openCustomer(entry.customerId)}>
                      {name}
                    </Anchor>
                  )}
                </Group>
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}
