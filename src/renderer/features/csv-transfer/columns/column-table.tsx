import { Table } from '@mantine/core'
import { memo, useCallback, useMemo } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import { useCsvTransfer } from '../csv-transfer-context.ts'
import type { MappedColumn, OpenedFile } from '../opened-file.ts'
import { targetChoices, targetWords, type TargetTexts } from '../target-words.ts'
import { columnQuestion } from './column-question.ts'
import { TargetChoice } from './target-choice.tsx'
import classes from './columns.module.css'

interface ColumnTableProps {
  label: string
  opened: OpenedFile
  /** The places of the columns to show. */
  places: readonly number[]
  /** True where each is to be decided: says what the question is. */
  asks?: boolean
}

/** Columns of the file with their first cells, and where each goes. */
export function ColumnTable({ label, opened, places, asks = false }: ColumnTableProps) {
  const t = useText('imports')
  const customers = useText('customers')
  const { flow } = useCsvTransfer()
  const { kind, columns } = opened
  const texts = useMemo(() => ({ imports: t, customers }), [t, customers])
  const choices = useMemo(
    () =>
      targetChoices(
        kind,
        texts,
        columns.map(({ target }) => target),
      ),
    [kind, texts, columns],
  )
  const setTarget = useCallback(
    (at: number, target: MappedColumn['target']) => {
      flow.setTarget(at, target)
    },
    [flow],
  )
  return (
    <Table
      aria-label={label}
      layout="fixed"
      verticalSpacing={4}
      fz="sm"
      className={classes.table}
      data-asks={asks || undefined}
    >
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="30%">{t('columns.theirs')}</Table.Th>
          <Table.Th>{t('columns.samples')}</Table.Th>
          <Table.Th w={280}>{t('columns.ours')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {places.map((at) => {
          const column = columns[at]
          return column === undefined ? null : (
            <ColumnRow
              key={at}
              at={at}
              column={column}
              texts={texts}
              choices={choices}
              question={asks ? columnQuestion(columns, at, texts) : null}
              onTarget={setTarget}
            />
          )
        })}
      </Table.Tbody>
    </Table>
  )
}

interface ColumnRowProps {
  at: number
  column: MappedColumn
  texts: TargetTexts
  choices: ReturnType<typeof targetChoices>
  /** Null where nothing is to be decided. */
  question: string | null
  onTarget: (at: number, target: MappedColumn['target']) => void
}

/** One column; drawn again only where it has changed, for a file may have hundreds. */
const ColumnRow = memo(function ColumnRow(props: ColumnRowProps) {
  const { at, column, texts, choices, question, onTarget } = props
  const name = column.name === '' ? texts.imports('columns.unnamed', { number: at + 1 }) : column.name
  return (
    <Table.Tr data-left-out={column.target === 'ignore' || undefined}>
      <Table.Td className={classes.name}>
        {name}
        {question !== null && <div className={classes.question}>{question}</div>}
      </Table.Td>
      <Table.Td>
        <Samples texts={column.samples} inLine={question === null} />
      </Table.Td>
      <Table.Td>
        <TargetChoice
          label={`${texts.imports('columns.ours')}: ${name}`}
          value={column.target}
          words={targetWords(column.target, texts)}
          choices={choices}
          onChange={(target) => {
            onTarget(at, target as MappedColumn['target'])
          }}
        />
      </Table.Td>
    </Table.Tr>
  )
})

/** The first cells that say something: under each other where a column is to be decided, else in one line. */
function Samples({ texts, inLine }: { texts: readonly string[]; inLine: boolean }) {
  const filled = texts.filter((text) => text.trim() !== '')
  if (filled.length === 0) return <div className={classes.sample}>–</div>
  if (inLine)
    return (
      <div className={classes.sample} title={filled.join('\n')}>
        {filled.join(' · ')}
      </div>
    )
  return filled.map((text, at) => (
    <div key={at} className={classes.sample} title={text}>
      {text}
    </div>
  ))
}
