import fc from 'fast-check'
import { afterEach, expect, it } from 'vitest'
import type { RowDecision, RowEdit } from '#shared/csv/csv-file.ts'
import { usualImportOptions, type ImportOptions } from '#shared/csv/import-options.ts'
import type { ImportPlan } from './import-plan.ts'
import type { ImportPreview } from './import-preview.ts'
import { closeDesks, desk, preview, recheck, seed } from './import-steps.testing.ts'
import type { ImportDesk } from './import-desk.testing.ts'

afterEach(closeDesks)

/** Few values, so that rows have much to do with each other and with who is here. */
const CELLS = [
  ['', 'Ann Lee', 'Ben Okafor', 'Cara'],
  ['', 'ann@lee.example', 'ben@okafor.example', 'cara@x.example', 'no address'],
  ['', 'A1', 'C3'],
  ['', '+61 412 345 678', '+61 498 765 432'],
  ['', '3000'],
  ['', '1 High Street'],
  ['', 'AU', 'Atlantis'],
] as const
const HEADER = 'Name,E-mail,Code,Mobile,Postcode,Address,Country\n'

const row = fc.tuple(...CELLS.map((texts) => fc.constantFrom(...texts)))
const rows = fc.array(row, { minLength: 1, maxLength: 14 })
const place = fc.nat(13)
const edit = fc.oneof(
  fc
    .tuple(place, fc.nat(CELLS.length - 1), fc.nat(4))
    .map(([at, column, n]): RowEdit => ({ type: 'cell', row: at, column, text: CELLS[column]?.[n] ?? '' })),
  fc
    .tuple(place, fc.constantFrom<RowDecision | null>('same', 'new', 'leave', null))
    .map(([at, decision]): RowEdit => ({ type: 'decide', row: at, decision })),
)
const options: fc.Arbitrary<Partial<ImportOptions>> = fc.record({
  mode: fc.constantFrom('both', 'add', 'update'),
  possible: fc.constantFrom('same', 'new', 'leave'),
})

/** What is told of every row. */
function told({ counts, kinds, decisions, values, rows: length }: ImportPreview) {
  const list = Array.from({ length }, (_, at) => [kinds.kindOf(at), kinds.sameAs(at)])
  const left = kinds.counts.left
  const lefts = Array.from({ length: left }, (_, n) => kinds.nth('left', n))
  const sorted = values.map(({ value, column, count }) => `${column}/${value}/${count}`).sort()
  return { counts, list, lefts, decisions: [...decisions].sort(), values: sorted }
}

async function change(on: ImportDesk, plan: ImportPlan, before: ImportPreview, step: RowEdit) {
  if (step.type === 'replace') throw new Error('Not about a row')
  await on.jobs.edit(plan, step)
  const decision = step.type === 'decide' ? step.decision : (before.decisions.get(step.row) ?? null)
  const found = await on.jobs.recheckRows(plan, before, new Map([[step.row, decision]]))
  if (!found.ok || found.value === null) throw new Error('Not looked at')
  return found.value
}

it('finds what looking at all rows again finds, after every change', async () => {
  const on = await desk()
  await seed(on)
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.array(edit, { minLength: 1, maxLength: 5 }),
      options,
      async (list, edits, how) => {
        const text = HEADER + list.map((cells) => cells.join(',')).join('\n')
        const plan = await on.plan(text, { options: { ...usualImportOptions(), ...how } })
        // The same file once more, of which all is looked at again after every change.
        const twin = await on.plan(text, { options: { ...usualImportOptions(), ...how } })
        await preview(on, twin)
        let found = await preview(on, plan)
        for (const step of edits) {
          if (step.type === 'replace' || step.row >= found.rows) continue
          const before = told(found)
          const after = await change(on, plan, found, step)
          expect(told(found).list).toEqual(before.list)
          await on.jobs.edit(twin, step)
          expect(told(after)).toEqual(told(await recheck(on, twin)))
          found = after
        }
        await on.jobs.discard(plan)
        await on.jobs.discard(twin)
      },
    ),
    { numRuns: 150 },
  )
}, 60_000)

it('finds it for SKU mappings too', async () => {
  const on = await desk()
  await seed(on)
  const plan = await on.plan(
    'customer_email,customer_sku,product_id\nann@lee.example,X,1\nann@lee.example,X,2\nann@lee.example,Y,3\n',
  )
  await preview(on, plan)
  for (const text of ['Y', 'Z', '', 'X']) {
    const found = await change(on, plan, await recheck(on, plan), { type: 'cell', row: 0, column: 1, text })
    expect(told(found)).toEqual(told(await recheck(on, plan)))
  }
})

it('leaves it to looking at all rows where a later look has taken its place', async () => {
  const on = await desk()
  const plan = await on.plan('Name\nAnn\n')
  const found = await preview(on, plan)
  await recheck(on, plan)
  expect(await on.jobs.recheckRows(plan, found, new Map([[0, null]]))).toEqual({ ok: true, value: null })
})

it('leaves it to looking at all rows where it would have to go from row to row for long', async () => {
  const on = await desk()
  const mails = Array.from({ length: 60 }, (_, at) => `c${Math.floor((at + 1) / 2)}@x.example`)
  const lines = mails.map((mail, at) => `C${Math.floor(at / 2)},${mail},Atlantis`)
  const plan = await on.plan(`Code,E-mail,Country\n${lines.join('\n')}\n`)
  const found = await preview(on, plan)
  expect(await on.jobs.recheckRows(plan, found, new Map([[0, null]]))).toEqual({ ok: true, value: null })
})

it('leaves it to looking at all rows where too many have to do with each other', async () => {
  const on = await desk({ batchRows: { run: 400, preview: 500 } })
  const lines = Array.from({ length: 2100 }, () => 'Ann Lee,ann@lee.example')
  const plan = await on.plan(`Name,E-mail\n${lines.join('\n')}\n`)
  const found = await preview(on, plan)
  const edited = await on.jobs.recheckRows(plan, found, new Map([[3, null]]))
  expect(edited).toEqual({ ok: true, value: null })
}, 30_000)
