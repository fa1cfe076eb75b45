import { expect } from 'vitest'
import { newAddress } from '#shared/domain/address.ts'
import { emptyCustomerDraft, type Customer } from '#shared/domain/customer.ts'
import type { ClassifiedRow, RowCounts, RowKind } from './classified-row.ts'
import { openDesk, type ImportDesk } from './import-desk.testing.ts'
import type { ImportPlan } from './import-plan.ts'
import type { ImportPreview } from './import-preview.ts'

/** Batches so small that a file of a dozen rows has several. */
export const SMALL = { run: 4, preview: 5 }

const open: ImportDesk[] = []
let names = 0

/** A desk with a fresh database, closed by `closeDesks`. */
export async function desk(options: Partial<Parameters<typeof openDesk>[0]> = {}): Promise<ImportDesk> {
  names += 1
  const opened = await openDesk({ name: `desk-${names}`, batchRows: SMALL, ...options })
  open.push(opened)
  return opened
}

/** Closes the desks of a test. */
export async function closeDesks(): Promise<void> {
  await Promise.all(open.splice(0).map((one) => one.close()))
}

/** Stages a file. */
export async function preview(on: ImportDesk, plan: ImportPlan): Promise<ImportPreview> {
  const found = await on.jobs.stage(plan, new AbortController().signal, () => undefined)
  if (!found.ok) throw new Error(found.error.kind)
  return found.value
}

/** Looks again at a staged file, as after an edit. */
export async function recheck(on: ImportDesk, plan: ImportPlan): Promise<ImportPreview> {
  const found = await on.jobs.recheck(plan, new AbortController().signal, () => undefined)
  if (!found.ok) throw new Error(found.error.kind)
  return found.value
}

/** The rows of a kind as they would be shown. */
export async function shown(
  on: ImportDesk,
  plan: ImportPlan,
  kind: RowKind,
  found: ImportPreview,
): Promise<ClassifiedRow[]> {
  const rows = Array.from({ length: found.counts[kind] }, (_, n) => found.kinds.nth(kind, n))
  const described = await on.jobs.describe(plan, rows, found)
  if (!described.ok) throw new Error(described.error.kind)
  expect(described.value.map((row) => row.kind)).toEqual(rows.map(() => kind))
  return described.value
}

/** Stages a file and imports it. */
export async function run(on: ImportDesk, plan: ImportPlan): Promise<ImportPreview> {
  const found = await preview(on, plan)
  expect(await on.jobs.start(plan, found.rows)).toEqual({ ok: true, value: 'done' })
  await on.roster.flush()
  return found
}

/** Counts of which only these kinds have any. */
export function counts(of: Partial<RowCounts>): RowCounts {
  return {
    new: 0,
    update: 0,
    unchanged: 0,
    possible: 0,
    duplicate: 0,
    skipped: 0,
    left: 0,
    invalid: 0,
    ...of,
  }
}

/** Ann and Ben, as somebody has entered them. */
export async function seed(on: ImportDesk): Promise<{ ann: Customer; ben: Customer }> {
  const address = newAddress('home', {
    line1: '1 High Street',
    city: 'Melbourne',
    postcode: '3000',
    countryCode: 'AU',
  })
  const ann = await on.customers.create({
    ...emptyCustomerDraft(),
    name: 'Ann Lee',
    email: 'ann@lee.example',
    code: 'A1',
    phone: '03 1',
    addresses: [address],
    defaultShippingAddressId: 'home',
  })
  const ben = await on.customers.create({
    ...emptyCustomerDraft(),
    name: 'Ben Okafor',
    email: 'ben@okafor.example',
  })
  await on.roster.flush()
  return { ann, ben }
}
