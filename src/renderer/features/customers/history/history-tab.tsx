import { Button, Group, Text } from '@mantine/core'
import { useMemo, useState } from 'react'
import { of, switchMap } from 'rxjs'
import type { Customer } from '#shared/domain/customer.ts'
import type { HistoryEntry } from '#shared/domain/history-entry.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Ago } from '#renderer/ui/ago.tsx'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { ChangeList } from './change-list.tsx'
import { historyLines } from './history-lines.ts'
import classes from './history.module.css'

interface Shown {
  readonly entries: readonly HistoryEntry[]
  /** Names of the files of imports, by the id of the import. */
  readonly files: ReadonlyMap<string, string>
}

const NONE: Shown = { entries: [], files: new Map() }
/** So many more are shown at a time. */
const STEP = 100

/** What changed about a customer, newest first: the field, what was there before, where it came from, and when. */
export function HistoryTab({ customer }: { customer: Customer }) {
  const t = useText('customers')
  const { fullTime, count: shown } = useFormats()
  const { history, importBatches, capabilities } = useWorkspace()
  const [limit, setLimit] = useState(STEP)
  const shown$ = useMemo(
    () =>
      history.observeFor(customer.id).pipe(
        switchMap((entries) => {
          const ids = [...new Set(entries.filter(isOfImport).map(({ batchId }) => batchId))]
          const lines = historyLines(entries)
          if (ids.length === 0) return of<Shown>({ entries: lines, files: NONE.files })
          return Promise.all(ids.map((id) => importBatches.get(id))).then((batches): Shown => {
            const files = batches.flatMap((batch) =>
              batch === null ? [] : [[batch.id, batch.fileName] as const],
            )
            return { entries: lines, files: new Map(files) }
          })
        }),
      ),
    [history, importBatches, customer.id],
  )
  const { entries, files } = useObservable(shown$, NONE)
  const remote = capabilities?.displayName ?? ''
  const originOf = (entry: HistoryEntry): string => {
    const file = files.get(entry.batchId)
    if (entry.origin === 'edit' && entry.batchId !== '') return t('history.origin.bulk')
    if (file !== undefined && entry.origin === 'import') return t('history.importOf', { file })
    if (file !== undefined && entry.origin === 'import-undo') return t('history.undoOf', { file })
    return t(`history.origin.${entry.origin}`, { remote })
  }
  return (
    <>
      {/* Read by keyboard too: the arrow keys scroll it. */}
      <ol className={classes.list} tabIndex={0} aria-label={t('page.tabs.history')}>
        {entries.slice(0, limit).map((entry) => (
          <li key={entry.id} className={classes.entry}>
            <div className={classes.when}>
              <Ago at={entry.at} />
              <div className={classes.time}>{fullTime(entry.at)}</div>
            </div>
            <div>
              <div className={classes.origin}>{originOf(entry)}</div>
              <ChangeList changes={entry.changes} addresses={customer.addresses} />
            </div>
          </li>
        ))}
        {entries.length <= limit && (
          <li className={classes.entry}>
            <div className={classes.when}>
              <Ago at={customer.createdAt} />
              <div className={classes.time}>{fullTime(customer.createdAt)}</div>
            </div>
            <div className={classes.origin}>{t('history.added')}</div>
          </li>
        )}
      </ol>
      {entries.length > limit && (
        <Group gap="sm" mt="md">
          <Button variant="default" onClick={() => setLimit(limit + STEP)}>
            {t('history.more')}
          </Button>
          <Text c="dimmed" size="sm">
            {t('history.shown', { shown: shown(limit), total: shown(entries.length) })}
          </Text>
        </Group>
      )}
    </>
  )
}

function isOfImport({ origin, batchId }: HistoryEntry): boolean {
  return batchId !== '' && (origin === 'import' || origin === 'import-undo')
}
