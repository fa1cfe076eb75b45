import { Checkbox, SegmentedControl, Text } from '@mantine/core'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import type { Address } from '#shared/domain/address.ts'
import type { FieldChange } from '#shared/domain/history-entry.ts'
import { parseSkuFieldKey } from '#shared/domain/field-map.ts'
import { ROWS, type RestorePreview, type RestoreRow } from '#renderer/backup/preview-restore.ts'
import { isChosen, type RestoreChoices, type RestoreKind } from '#renderer/backup/restore-choices.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import classes from './restore.module.css'

interface RestoreRowsProps {
  preview: RestorePreview
  choices: RestoreChoices
  /** One customer is to be restored, or is not. */
  choose: (row: RestoreRow, chosen: boolean) => void
  renderChanges: (changes: readonly FieldChange[], addresses: readonly Address[]) => ReactNode
}

const KINDS: readonly RestoreKind[] = ['missing', 'changed', 'added']

/**
 * The customers that would change, each to be left out where that is wanted; of the one that is looked at each field with
 * what is here and what the backup has.
 */
export function RestoreRows({ preview, choices, choose, renderChanges }: RestoreRowsProps) {
  const { rows } = preview
  const t = useText('backups')
  const common = useText('common')
  const { count } = useFormats()
  const [filter, setFilter] = useState<RestoreKind | 'all'>('all')
  const [lastChosen, setChosen] = useState(rows[0])
  const shown = filter === 'all' ? rows : rows.filter(({ kind }) => kind === filter)
  const chosen = lastChosen !== undefined && shown.includes(lastChosen) ? lastChosen : shown[0]
  const there = KINDS.filter((kind) => rows.some((row) => row.kind === kind))
  const isIn = (row: RestoreRow): boolean => isChosen(choices[row.kind], row.id)
  const move = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === ' ' && chosen !== undefined) {
      event.preventDefault()
      choose(chosen, !isIn(chosen))
      return
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const at = chosen === undefined ? -1 : shown.indexOf(chosen)
    const next = shown[at + step]
    if (step === 0 || next === undefined) return
    event.preventDefault()
    setChosen(next)
    const options = event.currentTarget.querySelectorAll<HTMLElement>('[role="option"]')
    options[at + step]?.focus()
  }
  return (
    <div className={classes.split}>
      <div className={classes.list}>
        {there.length > 1 && (
          <SegmentedControl
            className={classes.filter}
            size="xs"
            value={filter}
            data={[
              { value: 'all', label: t('restore.filterAll') },
              ...there.map((kind) => ({ value: kind, label: t(`restore.kinds.${kind}`) })),
            ]}
            onChange={(value) => setFilter(KINDS.find((kind) => kind === value) ?? 'all')}
          />
        )}
        <div className={classes.rows} role="listbox" aria-label={t('restore.table')} onKeyDown={move}>
          {shown.map((row) => (
            <button
              key={`${row.kind} ${row.id}`}
              type="button"
              role="option"
              aria-selected={row === chosen}
              aria-checked={isIn(row)}
              tabIndex={row === chosen ? 0 : -1}
              className={classes.row}
              onFocus={() => setChosen(row)}
              onClick={() => setChosen(row)}
            >
              {/* The row itself says by keyboard and to screen readers whether it is ticked. */}
              <Checkbox.Indicator
                size="xs"
                checked={isIn(row)}
                aria-hidden
                onClick={(event) => {
                  event.stopPropagation()
                  setChosen(row)
                  choose(row, !isIn(row))
                }}
              />
              <span className={classes.name}>{row.name || common('unnamed')}</span>
              <span className={classes.kind}>
                {t(onlySkus(row) ? 'restore.skusOnly' : `restore.kinds.${row.kind}`)}
              </span>
            </button>
          ))}
        </div>
        {rows.length < preview.missing + preview.changed + preview.added.size && (
          <Text className={classes.short} size="sm" c="dimmed">
            {t('restore.rowsShort', { shown: count(ROWS) })}
          </Text>
        )}
      </div>
      <div className={classes.side}>
        {chosen === undefined ? (
          <Text c="dimmed">{t('restore.pick')}</Text>
        ) : (
          <>
            <h2 className={classes.title}>{chosen.name || common('unnamed')}</h2>
            <Text size="sm" c="dimmed" mb="sm">
              {t('restore.now')} → {t('restore.then')}
            </Text>
            {renderChanges(chosen.changes, chosen.addresses)}
          </>
        )}
      </div>
    </div>
  )
}

function onlySkus({ kind, changes }: RestoreRow): boolean {
  return kind === 'changed' && changes.every(({ key }) => parseSkuFieldKey(key) !== null)
}
