import { Button, Select } from '@mantine/core'
import { parseAddressTarget } from '#shared/csv/column-target.ts'
import { regionsOf } from '#shared/csv/region-names.ts'
import { countryCodeOf } from '#shared/csv/country-names.ts'
import type { RowProblem } from '#shared/csv/row-cells.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ClassifiedRow } from '#renderer/import/classified-row.ts'
import { countryChoices } from '../country-choices.ts'
import { problemWords } from './problem-words.ts'
import type { ShownColumn } from './shown-columns.ts'
import classes from './check.module.css'

interface RowProblemsProps {
  row: ClassifiedRow
  columns: readonly ShownColumn[]
  editable: boolean
  /** Takes a column of the file. */
  onEditCell: (column: number) => void
  /** Puts a text into a column of the file, in every row that says the same. */
  onPut: (column: number, text: string) => void
}

/** What is wrong with a row, cell by cell: what it says, why that cannot be, and how to put it right. */
export function RowProblems({ row, columns, editable, onEditCell, onPut }: RowProblemsProps) {
  const t = useText('imports')
  const customers = useText('customers')
  return row.problems.map((problem, at) => {
    const text = row.cells[problem.column] ?? ''
    const isShown = columns.some((column) => column.at === problem.column)
    const choices = choicesFor(problem, row, columns)
    return (
      <section key={at} className={classes.problem}>
        <p className={classes.fault}>{problemWords(problem, { imports: t, customers })}.</p>
        {text.trim() !== '' && (
          <p className={classes.quoted} data-selectable>
            {text}
          </p>
        )}
        <p className={classes.quiet}>{t(`advice.${problem.rule}`)}</p>
        {choices !== null && (
          <Select
            aria-label={t('fix.meansLabel', { value: text })}
            placeholder={t(problem.rule === 'country' ? 'fix.chooseCountry' : 'fix.chooseRegion')}
            data={choices}
            value={null}
            searchable
            disabled={!editable}
            onChange={(chosen) => {
              if (chosen !== null) onPut(problem.column, chosen)
            }}
            description={t('row.putEverywhere', { text })}
            inputWrapperOrder={['input', 'description']}
          />
        )}
        {isShown && (
          <Button
            variant="default"
            size="compact-sm"
            disabled={!editable}
            onClick={() => {
              onEditCell(problem.column)
            }}
          >
            {t('row.fix')}
          </Button>
        )}
      </section>
    )
  })
}

/** What a country or a state can be; null for anything else. */
function choicesFor(
  problem: RowProblem,
  row: ClassifiedRow,
  columns: readonly ShownColumn[],
): { value: string; label: string }[] | null {
  if (problem.rule === 'country') return countryChoices()
  if (problem.rule !== 'region') return null
  const group = parseAddressTarget(problem.target)?.group
  const country = columns.find(({ target }) => {
    const part = parseAddressTarget(target)
    return part?.group === group && (part?.field === 'countryCode' || part?.field === 'country')
  })
  const code = country === undefined ? null : countryCodeOf((row.cells[country.at] ?? '').trim())
  const regions = code === null ? [] : regionsOf(code)
  return regions.length === 0 ? null : regions.map(({ code: value, name }) => ({ value, label: name }))
}
