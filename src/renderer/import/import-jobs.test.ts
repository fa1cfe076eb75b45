import { firstValueFrom, filter } from 'rxjs'
import { afterEach, describe, expect, test } from 'vitest'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import { countedRows } from '#shared/domain/import-batch.ts'
import { closeDesks, counts, desk, preview, run, seed, shown } from './import-steps.testing.ts'

afterEach(closeDesks)

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
    const plan = await on.plan(FILE)
    const found = await preview(on, plan)
    expect(found).toMatchObject({ rows: 12, blank: 0, whole: true })
    expect(found.counts).toEqual(counts({ new: 5, update: 2, duplicate: 2, invalid: 3 }))
    const updates = await shown(on, plan, 'update', found)
    expect(updates.map(({ row, changes }) => [row, changes])).toEqual([
      [0, [{ key: 'phone', before: '03 1', after: '03 2' }]],
      [1, [{ key: 'email', before: 'ben@okafor.example', after: 'BEN@okafor.example' }]],
    ])
    const duplicates = await shown(on, plan, 'duplicate', found)
    expect(duplicates.map(({ row, sameAs }) => [row, sameAs])).toEqual([
      [4, 0],
      [5, 2],
    ])
    const invalid = await shown(on, plan, 'invalid', found)
    expect(
      invalid.map(({ row, problems }) => [row, problems.map((one) => `${one.column} ${one.rule}`)]),
    ).toEqual([
      [6, ['1 email']],
      [7, ['-1 required']],
      [10, ['4 damaged-number']],
    ])
    expect(await on.all()).toHaveLength(2)
    expect(await firstValueFrom(on.importBatches.observeAll())).toEqual([])
  })

  test('a change of an address says of which, and a row that goes on behind the last column is pointed out', async () => {
    const on = await desk()
    const first = await on.plan(
      'Name,E-mail,Billing address 1,Billing city,Shipping address 1,Shipping city\n' +
        'Flo,flo@x.example,1 Bay Road,Hobart,2 Quay,Sydney',
    )
    await run(on, first)
    const plan = await on.plan('Name,E-mail,Billing city\nFlo,flo@x.example,Perth,WA')
    const [row] = await shown(on, plan, 'update', await preview(on, plan))
    const changed = row?.changes.map(({ key, after }) => [
      row.changedAddresses[key.split('/')[1] ?? ''],
      after,
    ])
    expect(changed).toEqual([['billing', 'Perth']])
    expect(row?.warnings).toEqual([{ column: 2, target: 'billing.city', rule: 'more-cells' }])
  })

  test('the import does what the preview said, and doing it again changes nothing', async () => {
    const on = await desk()
    const { ann } = await seed(on)
    const plan = await on.plan(FILE)
    await run(on, plan)
    const names = (await on.all()).map((customer) => customer.name)
    expect(names).toEqual(['Ann Lee', 'Ann Other', 'Ben Okafor', 'Cara Lindt', 'Dee Farm', 'Finn', 'Hal'])
    expect(await on.customers.get(ann.id)).toMatchObject({ name: 'Ann Lee', phone: '03 2', code: 'A1' })
    const batch = await on.importBatches.get(plan.identity.id)
    expect(batch).toMatchObject({
      state: 'done',
      rowsDone: 12,
      counts: { created: 5, updated: 2, unchanged: 0, duplicate: 2, possible: 0, skipped: 0, invalid: 3 },
      options: plan.options,
    })
    expect(batch === null ? 0 : countedRows(batch.counts)).toBe(12)
    expect(on.jobs.running$.value).toBeNull()

    const before = await on.all()
    const again = await run(on, await on.plan(FILE))
    expect(again.counts).toEqual(counts({ unchanged: 7, duplicate: 2, invalid: 3 }))
    expect(await on.all()).toEqual(before)
  })

  test('what an import changed is kept: in the history and as the before-image of the batch', async () => {
    const on = await desk()
    const { ann } = await seed(on)
    const plan = await on.plan('Name,E-mail,Phone\nAnn Lee,ann@lee.example,03 2\n')
    await run(on, plan)
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
    await run(on, await on.plan('Name\nZed\nAmy\nKim\n'))
    const ids = (await on.all()).sort((a, b) => (a.id < b.id ? -1 : 1)).map((customer) => customer.name)
    expect(ids).toEqual(['Zed', 'Amy', 'Kim'])
    for (const customer of await on.all()) expect(customer.pendingSince).toBeGreaterThan(0)
  })

  test('a key that several customers have is asked about; a person can say that it is one more', async () => {
    const on = await desk()
    await on.customers.create({ ...emptyCustomerDraft(), name: 'One', email: 'shop@x.example' })
    await on.customers.create({ ...emptyCustomerDraft(), name: 'Two', email: 'shop@x.example' })
    await on.roster.flush()
    const plan = await on.plan('Name,E-mail\nThree,shop@x.example\n')
    const [row] = await shown(on, plan, 'invalid', await preview(on, plan))
    expect(row?.problems).toEqual([{ column: 1, target: 'email', rule: 'ambiguous' }])
    await on.jobs.edit(plan, { type: 'decide', row: 0, decision: 'new' })
    await on.jobs.start(plan, 1)
    expect(await on.all()).toHaveLength(3)
  })

  test('ids of another remote are not taken for those of this one', async () => {
    const on = await desk()
    const { ann } = await seed(on)
    await on.customers.modify(ann.id, (customer) => ({ ...customer, remoteId: '55' }))
    await on.roster.flush()
    const header = 'Name,E-mail,Customer Desk ID,Remote ID'
    const other = await on.plan(`${header}\nZed,zed@zed.example,0190-other,55\n`)
    const [invalid] = await shown(on, other, 'invalid', await preview(on, other))
    expect(invalid?.problems[0]?.rule).toBe('taken-elsewhere')
    const same = await on.plan(`${header}\nAnn Smith,ann@lee.example,0190-other,55\n`)
    const [update] = await shown(on, same, 'update', await preview(on, same))
    expect(update?.recordId).toBe(ann.id)
  })

  test('a deleted customer is not found again', async () => {
    const on = await desk()
    const { ann } = await seed(on)
    await on.customers.markDeleted([ann.id])
    await on.roster.flush()
    const file = `Name,E-mail,Customer Desk ID\nAnn Lee,ann@lee.example,${ann.id}\n`
    expect((await preview(on, await on.plan(file))).counts.new).toBe(1)
  })

  test('rows left out can be had as a file with the reasons, and are imported once put right', async () => {
    const on = await desk()
    await seed(on)
    const plan = await on.plan(FILE)
    await run(on, plan)
    const batch = await on.importBatches.get(plan.identity.id)
    if (batch === null) throw new Error('no batch')
    const saved = await on.jobs.saveRejected(batch, `${plan.identity.id}.csv`, {
      numberHeader: 'Row in the file',
      reasonHeader: 'Why it was left out',
    })
    expect(saved).toMatchObject({ ok: true, value: { rows: 5 } })
    const text = on.savedText(saved?.ok === true ? saved.value.name : '').replaceAll('"', '')
    expect(text.split(/\r?\n/).slice(0, 4)).toEqual([
      'Name,E-mail,Code,Phone,Mobile,Row in the file,Why it was left out',
      'Ann,ann@lee.example,,03 9,,6,duplicate',
      'Cara L.,,c1,,,7,duplicate',
      'Eve,not an e-mail,,,,8,email',
    ])
    const fixed = await on.plan(text.replace('not an e-mail', 'eve@eve.example'))
    // "Ann" could be either of the two by now.
    expect((await run(on, fixed)).counts).toEqual(counts({ new: 1, update: 1, invalid: 3 }))
  })
})

describe('stopping', () => {
  const MANY = `Name\n${Array.from({ length: 40 }, (_, row) => `Customer ${row}`).join('\n')}\n`

  test('a cancelled import keeps its whole batches and is over', async () => {
    const on = await desk()
    const plan = await on.plan(MANY)
    await preview(on, plan)
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
    const plan = await on.plan(MANY)
    await preview(on, plan)
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
    const plan = await on.plan('Name\nAnn\n')
    await preview(on, plan)
    const first = on.jobs.start(plan, 1)
    expect(await on.jobs.start(await on.plan('Name\nBen\n'), 1)).toEqual({
      ok: false,
      error: { kind: 'busy' },
    })
    await first
  })

  test('a preview stops when it is no longer wanted', async () => {
    const on = await desk()
    const stop = new AbortController()
    const found = await on.jobs.stage(await on.plan(MANY), stop.signal, () => {
      stop.abort()
    })
    expect(found).toEqual({ ok: false, error: { kind: 'cancelled' } })
  })

  test('an import of which nothing was kept does not begin', async () => {
    const on = await desk()
    const plan = await on.plan(MANY)
    expect(await on.jobs.start(plan, 40)).toEqual({ ok: false, error: { kind: 'not-kept' } })
    expect(await on.importBatches.findAll()).toEqual([])
  })
})
