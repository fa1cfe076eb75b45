import { Anchor, Group, SegmentedControl, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sync as catalogue } from '#renderer/i18n/en/sync.ts'
import { formatFullTime } from '#renderer/i18n/format-time.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Section } from '#renderer/ui/section.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import classes from './sync-page.module.css'

const SHOWN = 200

type LogKind = keyof typeof catalogue.log.kinds

/** What sync did, newest first; survives restarts. */
export function SyncLogSection({ openCustomer }: { openCustomer: (id: string) => void }) {
  const t = useText('sync')
  const common = useText('common')
  const { i18n } = useTranslation()
  const { syncState } = useWorkspace()
  const [filter, setFilter] = useState<'all' | 'problems'>('all')
  const log$ = useMemo(() => syncState.observeLog(SHOWN), [syncState])
  const entries = useObservable(log$, []).filter((entry) => filter === 'all' || entry.level !== 'info')
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
          {entries.map((entry) => (
            <li key={entry.id} className={classes.line} data-level={entry.level}>
              <time className={classes.time} dateTime={new Date(entry.at).toISOString()}>
                {formatFullTime(entry.at, i18n.language)}
              </time>
              <Group gap="sm" wrap="nowrap">
                <span>
                  {t(`log.kinds.${entry.kind in catalogue.log.kinds ? (entry.kind as LogKind) : 'other'}`)}
                </span>
                {entry.detail !== '' && (
                  <Text size="sm" c="dimmed" component="span">
                    {entry.detail}
                  </Text>
                )}
                {entry.customerId !== '' && (
                  <Anchor component="button" size="sm" onClick={() => openCustomer(entry.customerId)}>
                    {common('open')}
                  </Anchor>
                )}
              </Group>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
