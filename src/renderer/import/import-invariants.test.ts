import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import { ownReferenceProfile, skuIoLikeProfile, upsertingProfile } from '#shared/connector/memory-profiles.ts'
import { newAddress } from '#shared/domain/address.ts'
import type { RowDecision } from '#shared/csv/csv-file.ts'
import { MATCH_KEYS, type ImportOptions } from '#shared/csv/import-options.ts'
import { emptyCustomerDraft, type CustomerDraft } from '#shared/domain/customer.ts'
import { countedRows, type ImportCounts } from '#shared/domain/import-batch.ts'
import { importCountsOf } from './classified-row.ts'
import type { ImportDesk } from './import-desk.testing.ts'
import type { ImportOutcome } from './import-jobs.ts'
import type { ImportPlan } from './import-plan.ts'
import { closeDesks, desk, preview, recheck } from './import-steps.testing.ts'

const RUNS = 25

/** Few values, so that rows and customers meet in all ways. */
const cellsOf = {
  Name: fc.constantFrom('', 'Ann Lee', 'Lee, Ann', 'Ann Leee', 'Bo Ek', 'Café Möwe Ltd', 'Cafe Mowe'),
  'E-mail': fc.constantFrom('', '', 'ann@x.example', 'ANN@x.example', 'bo@x.example', 'broken@'),
  Code: fc.constantFrom('', '', 'A1', 'a1', 'B2', '4.41E+11'),
  Mobile: fc.constantFrom('', '', '0412 345 678', '+61412345678', '0413 000 111'),
  Phone: fc.constantFrom('', '03 9123 4567', '+61 3 9123 4567', '#N/A'),
  'Address 1': fc.constantFrom('', '1 High Street', '1 High St', '2 High Street'),
  Postcode: fc.constantFrom('', '3000', '3001'),
  Country: fc.constantFrom('', 'AU', 'Australia', 'Atlantis'),
  Tags: fc.constantFrom('', 'a', 'b, a', '=1+1'),
  Archived: fc.constantFrom('', '', 'yes', 'no', 'perhaps'),
}
const COLUMNS = Object.keys(cellsOf) as (keyof typeof cellsOf)[]
const row = fc.record(cellsOf)

const customer = row.map((cells): CustomerDraft => {
  const address = newAddress('home', {
    line1: cells['Address 1'],
    postcode: cells.Postcode,
    countryCode: 'AU',
  })
  return {
    ...emptyCustomerDraft(),
    name: cells.Name,
    email: cells['E-mail'],
    code: cells.Code,
    mobile: cells.Mobile,
    phone: cells.Phone,
    addresses: cells['Address 1'] === '' ? [] : [address],
    defaultShippingAddressId: cells['Address 1'] === '' ? '' : 'home',
  }
})

const options = fc.record<ImportOptions>({
  mode: fc.constantFrom('both', 'both', 'add', 'update'),
  keys: fc.shuffledSubarray([...MATCH_KEYS]),
  blanks: fc.constantFrom('keep', 'clear'),
  possible: fc.constantFrom('leave', 'same', 'new'),
  holdBack: fc.boolean(),
  defaults: fc.constantFrom({}, { tags: 'imported' }, { 'shipping.countryCode': 'NZ' }),
})
const decisions = fc.array(
  fc.tuple(fc.nat({ max: 15 }), fc.constantFrom('same' as const, 'new' as const, 'leave' as const)),
  { maxLength: 4 },
)
/** Without a connection, and with remotes that keep keys unique or demand some. */
const remotes = fc.constantFrom(
  null,
  skuIoLikeProfile().capabilities,
  upsertingProfile().capabilities,
  ownReferenceProfile().capabilities,
)
const ROW_BY_ROW = { run: 1, preview: 5 }
/** After how many rows an import is interrupted, to be continued then. */
const pause = fc.option(fc.nat({ max: 14 }))
/** A line of the file: a row, or one in which nothing stands. */
const line = fc.oneof({ weight: 6, arbitrary: row }, { weight: 1, arbitrary: fc.constant(null) })

function fileOf(lines: readonly (Record<string, string> | null)[]): string {
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`
  const texts = lines.map((cells) =>
    cells === null
      ? ','.repeat(COLUMNS.length - 1)
      : COLUMNS.map((column) => quoted(cells[column] ?? '')).join(','),
  )
  return `${[COLUMNS.join(','), ...texts].join('\n')}\n`
}

function isBlank(cells: Record<string, string> | null): boolean {
  return cells === null || Object.values(cells).every((cell) => cell === '')
}

/** Imports a file, with a break after so many rows or more. */
async function runWithBreak(
  on: ImportDesk,
  plan: ImportPlan,
  rows: number,
  breakAt: number | null,
): Promise<ImportOutcome> {
  const watched = on.jobs.running$.subscribe((running) => {
    if (running !== null && breakAt !== null && running.rowsDone >= breakAt) void on.jobs.stop()
  })
  const outcome = await on.jobs.start(plan, rows)
  watched.unsubscribe()
  return outcome.ok && outcome.value === 'stopped' ? on.jobs.resume(plan.identity.id) : outcome
}

async function countsAfter(on: ImportDesk, id: string): Promise<ImportCounts | undefined> {
  return (await on.importBatches.get(id))?.counts
}

async function withCustomers(
  drafts: readonly CustomerDraft[],
  capabilities: ConnectorCapabilities | null,
  listKeepsUp: boolean,
  check: (on: ImportDesk) => Promise<void>,
): Promise<void> {
  // Where the list keeps up, each row is written before the next but one is looked for; else hardly any is.
  const on = await desk({ capabilities, listKeepsUp, ...(listKeepsUp && { batchRows: ROW_BY_ROW }) })
  try {
    for (const draft of drafts) await on.customers.create(draft)
    await on.roster.flush()
    await check(on)
  } finally {
    await closeDesks()
  }
}

test('every row is exactly one thing, the import does what was shown, and undoing it brings everything back', async () => {
  const lines = fc.array(line, { maxLength: 14 })
  const here = fc.array(customer, { maxLength: 5 })
  const holds = (
    drafts: readonly CustomerDraft[],
    file: readonly (Record<string, string> | null)[],
    chosen: ImportOptions,
    decided: readonly (readonly [number, RowDecision])[],
    capabilities: ConnectorCapabilities | null,
    listKeepsUp: boolean,
    breakAt: number | null,
  ): Promise<void> =>
    withCustomers(drafts, capabilities, listKeepsUp, async (on) => {
      const before = await unstamped(on)
      const plan = await on.plan(fileOf(file), { options: chosen })
      const first = await preview(on, plan)
      const blank = file.filter(isBlank).length
      expect([first.rows, first.blank]).toEqual([file.length - blank, blank])
      expect(countedRows(importCountsOf(first.counts)) + first.blank).toBe(file.length)

      for (const [at, decision] of decided) {
        if (at < first.rows) await on.jobs.edit(plan, { type: 'decide', row: at, decision })
      }
      const found = await recheck(on, plan)
      expect(countedRows(importCountsOf(found.counts))).toBe(first.rows)
      expect(await runWithBreak(on, plan, found.rows, breakAt)).toEqual({ ok: true, value: 'done' })
      expect(await countsAfter(on, plan.identity.id)).toEqual(importCountsOf(found.counts))

      const { new: remove, update: restore } = found.counts
      expect(await on.jobs.undoPlan(plan.identity.id)).toMatchObject({ remove, restore, kept: 0 })
      await on.jobs.undo(plan.identity.id, () => undefined)
      expect(await unstamped(on)).toEqual(before)
    })
  await fc.assert(fc.asyncProperty(here, lines, options, decisions, remotes, fc.boolean(), pause, holds), {
    numRuns: RUNS,
  })
}, 240_000)

test('what was imported once is unchanged the second time', async () => {
  const lines = fc.array(line, { maxLength: 14 })
  const here = fc.array(customer, { maxLength: 5 })
  const holds = (
    drafts: readonly CustomerDraft[],
    file: readonly (Record<string, string> | null)[],
    listKeepsUp: boolean,
  ): Promise<void> =>
    withCustomers(drafts, null, listKeepsUp, async (on) => {
      const plan = await on.plan(fileOf(file))
      const first = await preview(on, plan)
      await on.jobs.start(plan, first.rows)
      await on.roster.flush()
      const second = await preview(on, await on.plan(fileOf(file)))
      for (let at = 0; at < first.rows; at += 1) {
        const kind = first.kinds.kindOf(at)
        // A row that was left out may be one that is here now, and the later one then is the same as that.
        if (kind === 'new' || kind === 'update')
          expect(['unchanged', 'duplicate'], `row ${at}`).toContain(second.kinds.kindOf(at))
      }
      const { possible, duplicate, invalid } = first.counts
      if (possible + duplicate + invalid === 0) expect(second.counts.unchanged).toBe(first.rows)
    })
  await fc.assert(fc.asyncProperty(here, lines, fc.boolean(), holds), { numRuns: RUNS })
}, 240_000)

/** Customers without when they were last changed. */
async function unstamped(on: ImportDesk): Promise<object[]> {
  return (await on.all()).map((one) => ({ ...one, updatedAt: 0 }))
}
