import { useId } from 'react'
import type { CsvInspection } from '#shared/csv/csv-file.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import classes from './columns.module.css'

interface HeadTableProps {
  inspection: CsvInspection
  busy: boolean
  /** -1 = no row has the column names. */
  onHeaderRow: (row: number) => void
}

/** Columns shown; what is further right is seen in the list of columns. */
const SHOWN_COLUMNS = 14
const SHOWN_ROWS = 12

/** The first rows of the file as they are read now; one of them has the column names. */
export function HeadTable({ inspection, busy, onHeaderRow }: HeadTableProps) {
  const t = useText('imports')
  const name = useId()
  const { head, headerRow } = inspection
  const width = Math.min(SHOWN_COLUMNS, Math.max(1, ...head.map((row) => row.length)))
  const columns = Array.from({ length: width }, (_, at) => at)
  return (
    <fieldset className={classes.head} disabled={busy}>
      <legend className={classes.legend}>{t('columns.headText')}</legend>
      <div className={classes.headScroller}>
        <table className={classes.headTable} aria-label={t('columns.headTitle')}>
          <tbody>
            {head.slice(0, SHOWN_ROWS).map((cells, row) => (
              <tr
                key={row}
                data-header={row === headerRow || undefined}
                data-above={row < headerRow || undefined}
                onClick={() => {
                  if (!busy && row !== headerRow) onHeaderRow(row)
                }}
              >
                <td className={classes.headRadio}>
                  <input
                    type="radio"
                    name={name}
                    checked={row === headerRow}
                    aria-label={t('columns.headIs', { row: row + 1, text: cells.slice(0, 3).join(', ') })}
                    onChange={() => {
                      onHeaderRow(row)
                    }}
                  />
                </td>
                {columns.map((at) => (
                  <td key={at} title={cells[at] ?? ''}>
                    {cells[at] ?? ''}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <label className={classes.noHeader}>
        <input
          type="radio"
          name={name}
          checked={headerRow === -1}
          onChange={() => {
            onHeaderRow(-1)
          }}
        />
        {t('columns.headNone')}
      </label>
    </fieldset>
  )
}
