import { Anchor, Button, Group, Text } from '@mantine/core'
import { memo } from 'react'
import type { SyncLogEntry } from '#shared/domain/sync-log-entry.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { logLineText } from './log-line-text.ts'
import classes from './sync-page.module.css'

interface LogLinesProps {
  /** Newest first. */
  entries: readonly SyncLogEntry[]
  /** How many of them are shown. */
  limit: number
  showMore: () => void
  /** Product name of the remote. */
  remote: string
  /** '' for none, or one who is gone. */
  nameOf: (customerId: string) => string
  openCustomer: (id: string) => void
}

/** Lines of the log, the newest of them shown. */
export function LogLines({ entries, limit, showMore, remote, nameOf, openCustomer }: LogLinesProps) {
  const t = useText('sync')
  const { count: shown } = useFormats()
  return (
    <>
      <ul className={classes.log} aria-label={t('log.title')}>
        {entries.slice(0, limit).map((entry) => (
          <LogLine
            key={entry.id}
            entry={entry}
            remote={remote}
            name={nameOf(entry.customerId)}
            openCustomer={openCustomer}
          />
        ))}
      </ul>
      {entries.length > limit && (
        <Group gap="sm" mt="sm">
          <Button variant="default" onClick={showMore}>
            {t('log.older')}
          </Button>
          <Text c="dimmed" size="sm">
            {t('log.shown', { shown: shown(limit), total: shown(entries.length) })}
          </Text>
        </Group>
      )}
    </>
  )
}

interface LogLineProps {
  entry: SyncLogEntry
  remote: string
  name: string
  openCustomer: (id: string) => void
}

/** There may be thousands: one that comes in must not have all others made anew. */
const LogLine = memo(function LogLine({ entry, remote, name, openCustomer }: LogLineProps) {
  const t = useText('sync')
  const { fullTime } = useFormats()
  const { sentence, rest } = logLineText(t, entry, remote)
  return (
    <li className={classes.line} data-level={entry.level}>
      <time className={classes.time} dateTime={new Date(entry.at).toISOString()}>
        {fullTime(entry.at)}
      </time>
      <div className={classes.says}>
        <span>{sentence}</span>
        {rest !== '' && (
          <Text size="sm" c="dimmed" component="span">
            {rest}
          </Text>
        )}
        {name !== '' && (
          <Anchor component="button" size="sm" ta="start" onClick={() => openCustomer(entry.customerId)}>
            {name}
          </Anchor>
        )}
      </div>
    </li>
  )
})
