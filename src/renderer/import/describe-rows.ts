import type { CsvFileError } from '#shared/csv/csv-file.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ClassifiedRow } from './classified-row.ts'
import type { CsvGate } from './csv-gate.ts'
import type { ImportPlan } from './import-plan.ts'
import type { ImportPreview } from './import-preview.ts'
import type { ImportSubject, RowToDescribe } from './import-subject.ts'

/** Fetches rows of a staged file and says what is to be said of them; those that were not read yet are left out. */
export async function describeRows(
  gate: Pick<CsvGate, 'rows'>,
  plan: ImportPlan,
  subject: ImportSubject,
  rows: readonly number[],
  { kinds, decisions, numbers }: ImportPreview,
): Promise<Result<ClassifiedRow[], CsvFileError>> {
  const wanted = rows.filter((row) => kinds.kindOf(row) !== undefined)
  if (wanted.length === 0) return ok([])
  const before = wanted.map((row) => kinds.sameAs(row)).filter((row) => row >= 0)
  const fetched = [...new Set([...wanted, ...before])]
  const found = await gate.rows(plan.identity.id, fetched)
  if (!found.ok) return found
  const cellsOf = new Map(fetched.map((row, at) => [row, found.value[at] ?? []]))
  const described = wanted.flatMap((row): RowToDescribe[] => {
    const kind = kinds.kindOf(row)
    const sameAs = kinds.sameAs(row)
    if (kind === undefined) return []
    return [
      {
        row,
        number: numbers.of(row),
        cells: cellsOf.get(row) ?? [],
        kind,
        sameAs,
        sameAsNumber: numbers.of(sameAs),
        sameCells: cellsOf.get(sameAs) ?? null,
        decision: decisions.get(row) ?? null,
      },
    ]
  })
  return ok(await subject.describe(described))
}
