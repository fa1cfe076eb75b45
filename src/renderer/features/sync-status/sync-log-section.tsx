import { Anchor, Group, SegmentedControl, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { of } from 'rxjs'
import type { Customer } from '#shared/domain/customer.ts'
import { displayName } from '#shared/domain/derived-fields.ts'
import { formatFullTime } from '#renderer/i18n/format-time.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Section } from '#renderer/ui/section.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { logLineText } from './log-line-text.ts'
import classes from './sync-page.module.css'

const SHOWN = 200
const NOBODY: ReadonlyMap<string, Customer> = new Map()

interface SyncLogSectionProps {
  /** Product name of the remote. */
  remote: string
  openCustomer: (id: string) => void
}

/** What sync did, newest first; survives restarts. */
export function SyncLogSection({ remote, openCustomer }: SyncLogSectionProps) {
  const t = useText('sync')
  const common = useText('common')
  const { i18n } = useTranslation()
  const { syncState, customers } = useWorkspace()
  const [filter, setFilter] = useState<'all' | 'problems'>('all')
  const log$ = useMemo(() => syncState.observeLog(SHOWN), [syncState])
  const entries = useObservable(log$, []).filter((entry) => filter === 'all' || entry.level !== 'info')
  const ids = [...new Set(entries.map(({ customerId }) => customerId))].filter((id) => id !== '').join(' ')
  const named$ = useMemo(
    () => (ids === '' ? of(NOBODY) : customers.observeMany(ids.split(' '))),
    [customers, ids],
  )
  const named = useObservable(named$, NOBODY)
  return (
    <Section title={t('log.title')}>
      <SegmentedControl
        aria-label={t('log.filter')}
        mb="sm"
        value={filter}
        data={[
          { value: 'all', label: t('log.all') },
          { value: 'problems', label: t('log.problems') },
        ]}
        onChange={setFilter}
      />
      {entries.length === 0 ? (
        <Text c="dimmed">{t('log.none')}</Text>
      ) : (
        <ul className={classes.log} aria-label={t('log.title')}>
          {entries.map((entry) => {
            const customer = named.get(entry.customerId)
            const { sentence, rest } = logLineText(t, entry, remote)
            return (
              <li key={entry.id} className={classes.line} data-level={entry.level}>
                <time className={classes.time} dateTime={new Date(entry.at).toISOString()}>
                  {formatFullTime(entry.at, i18n.language)}
                </time>
                <Group gap="sm" wrap="nowrap">
                  <span>{sentence}</span>
                  {rest !== '' && (
                    <Text size="sm" c="dimmed" component="span">
                      {rest}
                    </Text>
                  )}
                  {customer !== undefined && (
                    <Anchor component="button" size="sm" onClick={() => openCustomer(customer.id)}>
                      {displayName(customer) || common('unnamed')}
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
