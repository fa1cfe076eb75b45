import { Select, Table } from '@mantine/core'
import { useMemo } from 'react'
import type { ImportKind } from '#shared/domain/import-batch.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useCsvTransfer } from './csv-transfer-context.ts'
import type { MappedColumn } from './import-flow.ts'
import { targetChoices } from './target-words.ts'
import classes from './import-flow.module.css'

interface ColumnTableProps {
  label: string
  kind: ImportKind
  /** The columns to show, each with its place in the file. */
  columns: readonly { column: MappedColumn; at: number }[]
}

/** Columns of the file with their first cells, and where each goes. */
export function ColumnTable({ label, kind, columns }: ColumnTableProps) {
  const t = useText('imports')
  const customers = useText('customers')
  const { flow } = useCsvTransfer()
  const choices = useMemo(() => targetChoices(kind, { imports: t, customers }), [kind, t, customers])
  return (
    <Table aria-label={label} layout="fixed" verticalSpacing={4} fz="sm">
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="26%">{t('columns.theirs')}</Table.Th>
          <Table.Th>{t('columns.samples')}</Table.Th>
          <Table.Th w={280}>{t('columns.ours')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {columns.map(({ column, at }) => {
          const name = column.name === '' ? t('columns.unnamed', { number: at + 1 }) : column.name
          return (
            <Table.Tr key={at}>
              <Table.Td fw={500} style={{ overflowWrap: 'anywhere' }}>
                {name}
              </Table.Td>
              <Table.Td>
                {column.samples.map((sample, row) => (
                  <div key={row} className={classes.sample} title={sample}>
                    {sample.trim() === '' ? '–' : sample}
                  </div>
                ))}
              </Table.Td>
              <Table.Td>
                <Select
                  aria-label={`${t('columns.ours')}: ${name}`}
                  data={choices}
                  value={column.target}
                  allowDeselect={false}
                  searchable
                  maxDropdownHeight={320}
                  onChange={(target) => {
                    if (target !== null) flow.setTarget(at, target as MappedColumn['target'])
                  }}
                />
              </Table.Td>
            </Table.Tr>
          )
        })}
      </Table.Tbody>
    </Table>
  )
}
