import { Table } from '@mantine/core'
import { memo } from 'react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ClassifiedRow, RowKind } from '#renderer/import/classified-row.ts'
import type { MappedColumn } from './import-flow.ts'
import { rowWords } from './problem-words.ts'
import classes from './import-flow.module.css'

interface PreviewTableProps {
  kind: RowKind
  rows: readonly ClassifiedRow[]
  columns: readonly MappedColumn[]
}

/** The first rows of one kind: their cells, what happens to them or why not, the cells at fault outlined. */
export const PreviewTable = memo(function PreviewTable({ kind, rows, columns }: PreviewTableProps) {
  const t = useText('imports')
  const customers = useText('customers')
  const { count } = useFormats()
  const told = kind === 'invalid' || kind === 'duplicate' || kind === 'update'
  const shown = columns
    .map((column, at) => ({ ...column, at }))
    .filter(({ target, at }) => target !== 'ignore' || hasProblem(rows, at))
  return (
    <Table aria-label={t('check.title')} fz="sm" stickyHeader verticalSpacing={4} withRowBorders>
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={classes.number}>{t('check.row')}</Table.Th>
          {told && <Table.Th>{kind === 'update' ? t('check.what') : t('check.why')}</Table.Th>}
          {shown.map(({ name, at }) => (
            <Table.Th key={at} className={classes.cell}>
              {name === '' ? t('columns.unnamed', { number: at + 1 }) : name}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((row) => (
          <Table.Tr key={row.row}>
            <Table.Td className={classes.number}>{count(row.row + 1)}</Table.Td>
            {told && (
              <Table.Td className={classes.reason} data-bad={kind === 'invalid' || undefined} data-selectable>
                {rowWords(row, { imports: t, customers }).map((line, at) => (
                  <div key={at}>{line}</div>
                ))}
              </Table.Td>
            )}
            {shown.map(({ at }) => (
              <Table.Td
                key={at}
                className={classes.cell}
                title={row.cells[at] ?? ''}
                data-wrong={row.problems.some((problem) => problem.column === at) || undefined}
              >
                {row.cells[at] ?? ''}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
})

function hasProblem(rows: readonly ClassifiedRow[], column: number): boolean {
  return rows.some((row) => row.problems.some((problem) => problem.column === column))
}
