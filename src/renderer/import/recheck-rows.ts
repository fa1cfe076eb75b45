import type { CsvFileError, RowDecision } from '#shared/csv/csv-file.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ClassifiedRow } from './classified-row.ts'
import type { CsvGate } from './csv-gate.ts'
import type { ImportPreview } from './import-preview.ts'
import type { ImportSubject, OnRelated } from './import-subject.ts'
import type { PreviewMemory, RowRelations } from './preview-memory.ts'
import { fewSeenRows, SeenRowsFailure, type SeenRowIndex } from './seen-rows.ts'

/** Where so many rows have to do with those that were changed, all are looked at: that tells how far it has come. */
const MOST_ROWS = 2000
/** Likewise where they have to do with each other only over so many others: each round finds the next ones. */
const MOST_ROUNDS = 12
/** Rows that are fetched in one call, at most as many as `CsvGate.rows` takes. */
const FETCHED_ROWS = 500

/** What looking again at some rows takes. */
export interface RecheckRun {
  readonly gate: Pick<CsvGate, 'rows'>
  readonly stageId: string
  /** The whole preview so far; what it remembers is brought up to date with the rows. */
  readonly preview: ImportPreview
  /** The rows that were changed, with what is decided about each now. */
  readonly changed: ReadonlyMap<number, RowDecision | null>
  readonly subjectWith: (related: OnRelated, seen: SeenRowIndex) => ImportSubject
}

/**
 * What an import would do after some rows were changed: only these are looked at again, and those that have to do with
 * them, as they were or as they are. Null where that are too many, or where it is not known who they are: then the whole
 * file has to be looked at.
 */
export async function recheckRows(run: RecheckRun): Promise<Result<ImportPreview | null, CsvFileError>> {
  const { memory } = run.preview
  if (!run.preview.whole || !memory.isOpen) return ok(null)
  try {
    return await lookAgain(run)
  } catch (error) {
    if (error instanceof SeenRowsFailure) return ok(null)
    throw error
  }
}

async function lookAgain(run: RecheckRun): Promise<Result<ImportPreview | null, CsvFileError>> {
  const { preview, changed } = run
  const decisions = new Map(preview.decisions)
  for (const [row, decision] of changed) {
    if (decision === null) decisions.delete(row)
    else decisions.set(row, decision)
  }
  const part = new Set(changed.keys())
  const asked = new Set<number>()
  for (let round = 0; part.size <= MOST_ROWS && round < MOST_ROUNDS; round += 1) {
    const rows = [...part]
    const before = await preview.memory.relationsOf(rows)
    const looked = await look(run, rows, decisions)
    if (!looked.ok) return looked
    const known = new Map(rows.map((row, at) => [row, before[at] ?? NOTHING]))
    if (!(await grow(part, asked, preview.memory, known, looked.value.marks))) {
      return ok(brought(preview, decisions, looked.value, known))
    }
  }
  return ok(null)
}

interface Looked {
  readonly rows: ClassifiedRow[]
  readonly marks: ReadonlyMap<number, readonly number[]>
}

const NOTHING: RowRelations = { marks: [], places: [] }

/** Looks at these rows as if they were the whole file. */
async function look(
  { gate, stageId, preview, subjectWith }: RecheckRun,
  part: readonly number[],
  decisions: ReadonlyMap<number, RowDecision>,
): Promise<Result<Looked, CsvFileError>> {
  const numbers = [...part].sort((a, b) => a - b)
  const marks = new Map<number, readonly number[]>()
  const subject = subjectWith((row, own) => marks.set(row, own), fewSeenRows())
  const rows: ClassifiedRow[] = []
  for (let from = 0; from < numbers.length; from += FETCHED_ROWS) {
    const wanted = numbers.slice(from, from + FETCHED_ROWS)
    const fetched = await gate.rows(stageId, wanted)
    if (!fetched.ok) return fetched
    const some = wanted.map((row, at) => {
      const cells = fetched.value[at] ?? []
      return { row, number: preview.numbers.of(row), cells, decision: decisions.get(row) ?? null }
    })
    rows.push(...(await subject.classify(some)))
  }
  return ok({ rows, marks })
}

/** Adds those that have to do with the rows, before their change or after it; false where there are no more. */
async function grow(
  part: Set<number>,
  asked: Set<number>,
  memory: PreviewMemory,
  before: ReadonlyMap<number, RowRelations>,
  marks: Looked['marks'],
): Promise<boolean> {
  const wanted = new Set<number>()
  for (const [row, known] of before)
    for (const mark of [...known.marks, ...(marks.get(row) ?? [])]) if (!asked.has(mark)) wanted.add(mark)
  for (const mark of wanted) asked.add(mark)
  const size = part.size
  if (wanted.size > 0) for (const row of await memory.rowsWith(wanted)) part.add(row)
  return part.size > size
}

function brought(
  preview: ImportPreview,
  decisions: ReadonlyMap<number, RowDecision>,
  { rows, marks }: Looked,
  before: ReadonlyMap<number, RowRelations>,
): ImportPreview {
  const { memory } = preview
  memory.replace(
    rows.map((row) => ({ row, before: before.get(row.row) ?? NOTHING, marks: marks.get(row.row) ?? [] })),
  )
  const kinds = preview.kinds.with(rows)
  return { ...preview, kinds, counts: kinds.counts, decisions, values: memory.values.list() }
}
