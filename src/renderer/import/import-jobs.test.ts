import { firstValueFrom, filter } from 'rxjs'
import { afterEach, describe, expect, test } from 'vitest'
import { emptyCustomerDraft, type Customer } from '#shared/domain/customer.ts'
import { newAddress } from '#shared/domain/address.ts'
import { countedRows } from '#shared/domain/import-batch.ts'
import { skuMappingId } from '#renderer/database/record-ids.ts'
import { MortalStorage, newDisk, openDesk, type ImportDesk } from './import-desk.testing.ts'
import type { ImportPlan } from './import-jobs.ts'
import type { ImportPreview } from './import-preview.ts'

const open: ImportDesk[] = []
let names = 0
const SMALL = { run: 4, preview: 5 }

async function desk(options: Partial<Parameters<typeof openDesk>[0]> = {}): Promise<ImportDesk> {
  names += 1
  const opened = await openDesk({ name: `import-${names}`, batchRows: SMALL, ...options })
  open.push(opened)
  return opened
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

async function preview(on: ImportDesk, plan: ImportPlan): Promise<ImportPreview> {
  const found = await on.jobs.preview(plan, new AbortController().signal, () => undefined)
  if (!found.ok) throw new Error(found.error.kind)
  return found.value
}

/** Ann and Ben, as somebody has entered them. */
async function seed(on: ImportDesk): Promise<{ ann: Customer; ben: Customer }> {
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

const FILE = [
  'Name,E-mail,Code,Phone,Mobile',
  'Ann Lee,ann@lee.example,,03 2,', // update: another phone
  'Ben Okafor,BEN@okafor.example,,,', // update: e-mail in capitals
  'Cara Lindt,cara@lindt.example,C1,,', // new
  'Dee Farm,dee@farm.example,D1,,', // new
  'Ann,ann@lee.example,,03 9,', // the same as row 0
  'Cara L.,,c1,,', // the same as row 2, by its code
  'Eve,not an e-mail,,,', // invalid
  ',,,03 1,', // invalid: nobody
  'Ann Other,ann@lee.example,A2,,', // new: another code, so another customer
  'Finn,,,,0412 345 678', // new
  'Gus Ohm,,G1,,4.41E+11', // invalid: damaged by a spreadsheet
  'Hal,hal@hal.example,,,', // new
].join('\n')

describe('customers', () => {
  test('the preview says what each row comes to, and writes nothing', async () => {
    const on = await desk()
    await seed(on)
    const found = await preview(on, await on.plan(FILE))
    expect(found.counts).toEqual({ new: 5, update: 2, unchanged: 0, duplicate: 2, invalid: 3 })
    expect(found.rows).toBe(12)
    expect(found.shown.update.map(({ row, changes }) => [row, changes])).toEqual([
      [0, [{ key: 'phone', before: '03 1', after: '03 2' }]],
      [1, [{ key: 'email', before: 'ben@okafor.example', after: 'BEN@okafor.example' }]],
    ])
    expect(found.shown.duplicate.map(({ row, sameAs }) => [row, sameAs])).toEqual([
      [4, 0],
      [5, 2],
    ])
    expect(
      found.shown.invalid.map(({ row, problems }) => [
        row,
        problems.map((one) => `${one.column} ${one.rule}`),
      ]),
    ).toEqual([
      [6, ['1 email']],
      [7, ['-1 required']],
      [10, ['4 damaged-number']],
    ])
    expect(await on.all()).toHaveLength(2)
    expect(await firstValueFrom(on.importBatches.observeAll())).toEqual([])
  })

  test('the import does what the preview said, and doing it again changes nothing', async () => {
    const on = await desk()
    const { ann } = await seed(on)
    const plan = await on.plan(FILE)
    expect(await on.jobs.start(plan, 12)).toEqual({ ok: true, value: 'done' })
    const names = (await on.all()).map((customer) => customer.name)
    expect(names).toEqual(['Ann Lee', 'Ann Other', 'Ben Okafor', 'Cara Lindt', 'Dee Farm', 'Finn', 'Hal'])
    expect(await on.customers.get(ann.id)).toMatchObject({ name: 'Ann Lee', phone: '03 2', code: 'A1' })
    const batch = await on.importBatches.get(plan.identity.id)
    expect(batch).toMatchObject({
      state: 'done',
      rowsDone: 12,
      counts: { created: 5, updated: 2, unchanged: 0, duplicate: 2, invalid: 3 },
    })
    expect(batch === null ? 0 : countedRows(batch.counts)).toBe(12)
    expect(on.jobs.running$.value).toBeNull()

    const before = await on.all()
    const again = await preview(on, await on.plan(FILE))
    expect(again.counts).toEqual({ new: 0, update: 0, unchanged: 7, duplicate: 2, invalid: 3 })
    await on.jobs.start(await on.plan(FILE), 12)
    expect(await on.all()).toEqual(before)
  })

  test('what an import changed is kept: in the history and as the before-image of the batch', async () => {
    const on = await desk()
    const { ann } = await seed(on)
    const plan = await on.plan('Name,E-mail,Phone\nAnn Lee,ann@lee.example,03 2\n')
    await on.jobs.start(plan, 1)
    const changes = [{ key: 'phone', before: '03 1', after: '03 2' }]
    expect(await on.history.findFor(ann.id)).toMatchObject([
      { origin: 'import', batchId: plan.identity.id, changes },
    ])
    expect(await on.importBatches.rowsOf(plan.identity.id, -1, 10)).toMatchObject([
      { recordId: ann.id, row: 0, changes },
    ])
  })

  test('a new customer is one that waits to be sent in the order of the file', async () => {
    const on = await desk()
    await on.jobs.start(await on.plan('Name\nZed\nAmy\nKim\n'), 3)
    const ids = (await on.all()).sort((a, b) => (a.id < b.id ? -1 : 1)).map((customer) => customer.name)
    expect(ids).toEqual(['Zed', 'Amy', 'Kim'])
    for (const customer of await on.all()) expect(customer.pendingSince).toBeGreaterThan(0)
  })

  test('a key that several customers have is asked about', async () => {
    const on = await desk()
    await on.customers.create({ ...emptyCustomerDraft(), name: 'One', email: 'shop@x.example' })
    await on.customers.create({ ...emptyCustomerDraft(), name: 'Two', email: 'shop@x.example' })
    await on.roster.flush()
    const found = await preview(on, await on.plan('Name,E-mail\nThree,shop@x.example\n'))
    expect(found.shown.invalid[0]?.problems).toEqual([{ column: 1, target: 'email', rule: 'ambiguous' }])
  })

  test('ids of another remote are not taken for those of this one', async () => {
    const on = await desk()
    const { ann } = await seed(on)
    await on.customers.modify(ann.id, (customer) => ({ ...customer, remoteId: '55' }))
    await on.roster.flush()
    const header = 'Name,E-mail,Customer Desk ID,Remote ID'
    const other = await preview(on, await on.plan(`${header}\nZed,zed@zed.example,0190-other,55\n`))
    expect(other.shown.invalid[0]?.problems[0]?.rule).toBe('taken-elsewhere')
    const same = await preview(on, await on.plan(`${header}\nAnn Smith,ann@lee.example,0190-other,55\n`))
    expect(same.shown.update[0]?.recordId).toBe(ann.id)
  })

  test('rows with nothing but a name are recognised where they change nothing', async () => {
    const on = await desk()
    const file = 'Name,Phone\nFinn,03 1\nFinn,03 2\nFinn,03 1\n'
    await on.jobs.start(await on.plan(file), 3)
    expect(await on.all()).toHaveLength(3)
    expect((await preview(on, await on.plan(file))).counts).toMatchObject({ new: 0, unchanged: 3 })
    expect((await preview(on, await on.plan('Name,Phone\nFinn,03 3\n'))).counts.new).toBe(1)
  })

  test('a deleted customer is not found again', async () => {
    const on = await desk()
    const { ann } = await seed(on)
    await on.customers.markDeleted([ann.id])
    await on.roster.flush()
    const found = await preview(
      on,
      await on.plan(`Name,E-mail,Customer Desk ID\nAnn Lee,ann@lee.example,${ann.id}\n`),
    )
    expect(found.counts.new).toBe(1)
  })
})

describe('stopping', () => {
  test('a cancelled import keeps its whole batches and is over', async () => {
    const on = await desk()
    const plan = await on.plan(
      `Name\n${Array.from({ length: 40 }, (_, row) => `Customer ${row}`).join('\n')}\n`,
    )
    const running = on.jobs.start(plan, 40)
    await firstValueFrom(on.jobs.running$.pipe(filter((now) => (now?.rowsDone ?? 0) > 0)))
    on.jobs.cancel()
    expect(await running).toEqual({ ok: true, value: 'cancelled' })
    const batch = await on.importBatches.get(plan.identity.id)
    expect(batch?.state).toBe('cancelled')
    expect(batch?.rowsDone).toBeLessThan(40)
    expect(await on.all()).toHaveLength(batch?.rowsDone ?? -1)
    expect(await on.jobs.resume(plan.identity.id)).toEqual({ ok: false, error: { kind: 'gone' } })
  })

  test('a stopped import goes on where it was', async () => {
    const on = await desk()
    const plan = await on.plan(
      `Name\n${Array.from({ length: 40 }, (_, row) => `Customer ${row}`).join('\n')}\n`,
    )
    const running = on.jobs.start(plan, 40)
    await firstValueFrom(on.jobs.running$.pipe(filter((now) => (now?.rowsDone ?? 0) > 0)))
    await on.jobs.stop()
    expect(await running).toEqual({ ok: true, value: 'stopped' })
    expect((await on.importBatches.get(plan.identity.id))?.state).toBe('interrupted')
    expect(await on.jobs.resume(plan.identity.id)).toEqual({ ok: true, value: 'done' })
    expect(await on.all()).toHaveLength(40)
    expect(await on.importBatches.get(plan.identity.id)).toMatchObject({
      rowsDone: 40,
      counts: { created: 40 },
    })
  })

  test('one import at a time', async () => {
    const on = await desk()
    const first = on.jobs.start(await on.plan('Name\nAnn\n'), 1)
    expect(await on.jobs.start(await on.plan('Name\nBen\n'), 1)).toEqual({
      ok: false,
      error: { kind: 'busy' },
    })
    await first
  })

  test('a preview stops when it is no longer wanted', async () => {
    const on = await desk()
    const plan = await on.plan(`Name\n${'Ann\n'.repeat(50)}`)
    const stop = new AbortController()
    const found = await on.jobs.preview(plan, stop.signal, () => {
      stop.abort()
    })
    expect(found).toEqual({ ok: false, error: { kind: 'cancelled' } })
  })
})

test('killed between any two writes and continued, an import loses and doubles nothing', async () => {
  const expected = await wholeImport()
  expect(expected.writes).toBeGreaterThan(9)
  for (let lives = 0; lives < expected.writes; lives += 1) {
    const disk = newDisk()
    const name = `killed-${lives}`
    const before = await openDesk({ name, storage: disk, batchRows: SMALL })
    await seedFixed(before)
    const plan = await before.plan(FILE)
    await before.close()

    const mortal = new MortalStorage(disk, lives)
    const killed = await openDesk({ name, storage: mortal.storage, batchRows: SMALL })
    expect(await killed.jobs.start(plan, 12)).toMatchObject({ ok: false, error: { kind: 'storage' } })
    await killed.close()

    const after = await openDesk({ name, storage: disk, batchRows: SMALL })
    await after.importBatches.interruptRunning()
    const known = await after.importBatches.get(plan.identity.id)
    const outcome = known === null ? after.jobs.start(plan, 12) : after.jobs.resume(plan.identity.id)
    expect(await outcome, `after ${lives} writes`).toEqual({ ok: true, value: 'done' })
    expect(await stateOf(after, plan), `after ${lives} writes`).toEqual(expected.state)
    await after.close()
  }
}, 60_000)

/** The same import without a crash: how many writes it takes, and what is there afterwards. */
async function wholeImport(): Promise<{ writes: number; state: object }> {
  const disk = newDisk()
  const before = await openDesk({ name: 'whole', storage: disk, batchRows: SMALL })
  await seedFixed(before)
  const plan = await before.plan(FILE)
  await before.close()
  const counted = new MortalStorage(disk, Number.POSITIVE_INFINITY)
  const on = await openDesk({ name: 'whole', storage: counted.storage, batchRows: SMALL })
  await on.jobs.start(plan, 12)
  const state = await stateOf(on, plan)
  await on.close()
  return { writes: counted.writes, state }
}

async function seedFixed(on: ImportDesk): Promise<void> {
  await seed(on)
}

/** Everything an import leaves, without what differs from run to run. */
async function stateOf(on: ImportDesk, plan: ImportPlan): Promise<object> {
  const customers = await on.all()
  const rows = await on.importBatches.rowsOf(plan.identity.id, -1, 100)
  const batch = await on.importBatches.get(plan.identity.id)
  const history = await Promise.all(customers.map((customer) => on.history.findFor(customer.id)))
  return {
    customers: customers.map(({ name, email, code, phone, mobile }) => ({
      name,
      email,
      code,
      phone,
      mobile,
    })),
    images: rows.map(({ row, changes }) => ({ row, changes })),
    history: history.map((entries) => entries.map(({ origin, changes }) => ({ origin, changes }))),
    batch: { state: batch?.state, rowsDone: batch?.rowsDone, counts: batch?.counts },
  }
}

describe('SKU mappings', () => {
  test('for many customers, named by their e-mail, code, id or name', async () => {
    const on = await desk()
    const { ann, ben } = await seed(on)
    const file = [
      'customer_sku,product_id,customer_email,customer_code,customer_name',
      'A-1,1,ann@lee.example,,',
      'A-2,2,,a1,',
      'B-1,3,,,ben okafor',
      'A-1,9,ann@lee.example,,',
      'X-1,1,nobody@nowhere.example,,',
      'X-2,abc,ann@lee.example,,',
      ',1,ann@lee.example,,',
      'X-3,1,,,',
    ].join('\n')
    const plan = await on.plan(file)
    const found = await preview(on, plan)
    expect(found.counts).toEqual({ new: 3, update: 0, unchanged: 0, duplicate: 1, invalid: 4 })
    expect(
      found.shown.invalid.map(({ row, problems }) => [
        row,
        problems.map((one) => `${one.target} ${one.rule}`),
      ]),
    ).toEqual([
      [4, ['customerEmail not-found']],
      [5, ['productId product-id']],
      [6, ['customerSku required']],
      [7, ['customerEmail required']],
    ])
    expect(await on.jobs.start(plan, 8)).toEqual({ ok: true, value: 'done' })
    const ids = [skuMappingId(ann.id, 'A-1'), skuMappingId(ann.id, 'A-2'), skuMappingId(ben.id, 'B-1')]
    const stored = await on.skuMappings.findByIds(ids)
    expect(ids.map((id) => stored.get(id)?.productId)).toEqual(['1', '2', '3'])
    expect((await preview(on, await on.plan(file))).counts).toMatchObject({ new: 0, unchanged: 3 })
  })

  test('for one customer, upserted', async () => {
    const on = await desk()
    const { ann } = await seed(on)
    await on.skuMappings.upsert(ann.id, { customerSku: 'A-1', productId: '1' })
    const plan = await on.plan('customer_sku,product_id\nA-1,7\nA-2,8\n', { customerId: ann.id })
    expect((await preview(on, plan)).shown.update[0]?.changes).toEqual([
      { key: 'productId', before: '1', after: '7' },
    ])
    await on.jobs.start(plan, 2)
    expect(await on.importBatches.get(plan.identity.id)).toMatchObject({ counts: { created: 1, updated: 1 } })
    const stored = await on.skuMappings.findFor(ann.id)
    expect(stored.map((mapping) => [mapping.customerSku, mapping.productId]).sort()).toEqual([
      ['A-1', '7'],
      ['A-2', '8'],
    ])
  })
})
