import { afterEach, describe, expect, test } from 'vitest'
import { newAddress } from '#shared/domain/address.ts'
import { usualImportOptions, type ImportOptions } from '#shared/csv/import-options.ts'
import { emptyCustomerDraft } from '#shared/domain/customer.ts'
import type { ImportDesk } from './import-desk.testing.ts'
import type { ImportPlan } from './import-plan.ts'
import { closeDesks, counts, desk, preview, recheck, run, seed, shown } from './import-steps.testing.ts'

afterEach(closeDesks)

function withOptions(on: ImportDesk, text: string, options: Partial<ImportOptions>): Promise<ImportPlan> {
  return on.plan(text, { options: { ...usualImportOptions(), ...options } })
}

const FILE =
  'Name,E-mail,Phone\nAnn Lee,ann@lee.example,03 2\nCara,cara@x.example,\nBen Okafor,ben@okafor.example,\n'

describe('modes', () => {
  test('only those who are not here yet', async () => {
    const on = await desk()
    const { ann } = await seed(on)
    const found = await run(on, await withOptions(on, FILE, { mode: 'add' }))
    expect(found.counts).toEqual(counts({ new: 1, skipped: 2 }))
    expect(await on.customers.get(ann.id)).toEqual(ann)
  })

  test('only those who are here; what a new one would need is not asked of them', async () => {
    const on = await desk()
    await seed(on)
    const file = `${FILE},noname@x.example,\nGus,gus@x.example,4.41E+11\n`
    const found = await run(on, await withOptions(on, file, { mode: 'update' }))
    expect(found.counts).toEqual(counts({ update: 1, unchanged: 1, skipped: 2, invalid: 1 }))
    expect(await on.all()).toHaveLength(2)
  })
})

describe('keys', () => {
  const TWO = 'Name,E-mail,Code\nAnn Lee,ann@lee.example,A9\n'

  test('a stronger key that differs makes another customer, unless it is not to count', async () => {
    const on = await desk()
    await seed(on)
    expect((await preview(on, await withOptions(on, TWO, {}))).counts).toEqual(counts({ new: 1 }))
    const byEmail = await withOptions(on, TWO, { keys: ['email'] })
    expect((await preview(on, byEmail)).counts).toEqual(counts({ update: 1 }))
    const emailFirst = await withOptions(on, TWO, { keys: ['email', 'code'] })
    expect((await preview(on, emailFirst)).counts).toEqual(counts({ update: 1 }))
  })

  test('a key that does not count finds nobody, not in the file either', async () => {
    const on = await desk()
    await seed(on)
    const file = 'Name,E-mail,Code\nNew,ann@lee.example,X1\nNewer,new@x.example,X1\nNewest,new@x.example,X2\n'
    const byCode = await withOptions(on, file, { keys: ['code'] })
    expect((await preview(on, byCode)).counts).toEqual(counts({ new: 2, duplicate: 1 }))
    const byEmail = await withOptions(on, file, { keys: ['email'] })
    expect((await preview(on, byEmail)).counts).toEqual(counts({ new: 1, update: 1, duplicate: 1 }))
  })
})

test('blank cells keep or clear, defaults fill them, and new ones can be held back', async () => {
  const on = await desk()
  const { ann } = await seed(on)
  const file = 'Name,E-mail,Phone,Notes\nAnn Lee,ann@lee.example,,\nCara,cara@x.example,,\n'
  const options = { blanks: 'clear', defaults: { notes: 'From the market' }, holdBack: true } as const
  await run(on, await withOptions(on, file, options))
  expect(await on.customers.get(ann.id)).toMatchObject({
    phone: '',
    notes: 'From the market',
    name: 'Ann Lee',
    code: 'A1',
  })
  const cara = (await on.all()).find(({ name }) => name === 'Cara')
  expect(cara).toMatchObject({ notes: 'From the market', pendingSince: 0, sync: { localOnly: true } })
})

describe('possible duplicates', () => {
  const HERE = [
    newAddress('home', { line1: '12 Ocean Street', city: 'Bondi', postcode: '2026', countryCode: 'AU' }),
  ]
  const POSSIBLE = 'Name,Address 1,City,Postcode,Country\nMaraa Okafor-Walsh,12 Ocean St,Bondi,2026,AU\n'

  async function withMara(): Promise<ImportDesk> {
    const on = await desk()
    await on.customers.create({
      ...emptyCustomerDraft(),
      name: 'Mara Okafor-Walsh',
      addresses: HERE,
      defaultShippingAddressId: 'home',
    })
    await on.roster.flush()
    return on
  }

  test('are asked about, with why and how sure, and left out until somebody says', async () => {
    const on = await withMara()
    const [mara] = await on.all()
    const plan = await on.plan(POSSIBLE)
    const found = await run(on, plan)
    expect(found.counts).toEqual(counts({ possible: 1 }))
    const [row] = await shown(on, plan, 'possible', found)
    expect(row).toMatchObject({ recordId: mara?.id, likeness: { by: 'name-and-address' }, decision: null })
    expect(row?.likeness?.share).toBeGreaterThan(0.9)
    expect(await on.all()).toHaveLength(1)
  })

  test.each([
    ['same', 'update', 1],
    ['new', 'new', 2],
    ['leave', 'left', 1],
  ] as const)('decided: %s', async (decision, kind, left) => {
    const on = await withMara()
    const plan = await on.plan(POSSIBLE)
    await preview(on, plan)
    expect(await on.jobs.edit(plan, { type: 'decide', row: 0, decision })).toEqual({
      ok: true,
      value: { edits: 1 },
    })
    const found = await recheck(on, plan)
    expect(found.counts).toEqual(counts({ [kind]: 1 }))
    expect(found.decisions.get(0)).toBe(decision)
    const [row] = await shown(on, plan, kind, found)
    expect(row?.decision).toBe(decision)
    await on.jobs.start(plan, 1)
    expect(await on.all()).toHaveLength(left)
    const name = decision === 'same' ? 'Maraa Okafor-Walsh' : 'Mara Okafor-Walsh'
    expect((await on.all())[0]?.name).toBe(name)
  })

  test.each([
    ['same', 'update'],
    ['new', 'new'],
  ] as const)('all decided at once: %s', async (possible, kind) => {
    const on = await withMara()
    const found = await preview(on, await withOptions(on, POSSIBLE, { possible }))
    expect(found.counts).toEqual(counts({ [kind]: 1 }))
  })

  test('one who has another code is another', async () => {
    const on = await withMara()
    const [mara] = await on.all()
    await on.customers.modify(mara?.id ?? '', (customer) => ({ ...customer, code: 'M1' }))
    await on.roster.flush()
    const file = POSSIBLE.replace('Name,', 'Code,Name,').replace('Maraa', 'M2,Maraa')
    expect((await preview(on, await on.plan(file))).counts).toEqual(counts({ new: 1 }))
  })

  test('are found among the rows of the file too', async () => {
    const on = await desk()
    const file =
      'Name,Phone,Address 1,Postcode\nJo Smith,0299 123 456,1 Hill Rd,3000\nSmith Jo,,1 Hill Road,3000\n' +
      'Jo Smith,0299 123 456,9 Lake St,4000\nJo Smith,,9 Lake St,5000\n'
    const plan = await on.plan(file)
    const found = await preview(on, plan)
    expect(found.counts).toEqual(counts({ new: 2, possible: 2 }))
    const rows = await shown(on, plan, 'possible', found)
    expect(rows.map(({ row, sameAs, likeness }) => [row, sameAs, likeness?.by])).toEqual([
      [1, 0, 'name-and-address'],
      [2, 0, 'phone'],
    ])
    await on.jobs.edit(plan, { type: 'decide', row: 1, decision: 'same' })
    expect((await recheck(on, plan)).counts).toEqual(counts({ new: 2, possible: 1, duplicate: 1 }))
    await on.jobs.start(plan, 4)
    expect((await on.importBatches.get(plan.identity.id))?.counts).toMatchObject({ created: 2, duplicate: 1 })
  })

  test('rows with nothing but a name are recognised where they change nothing, else asked about', async () => {
    const on = await desk()
    const file = 'Name,Phone\nFinn,03 1\nFinn,03 2\nGil,03 3\n'
    const plan = await withOptions(on, file, { possible: 'new' })
    await run(on, plan)
    expect(await on.all()).toHaveLength(3)
    expect((await preview(on, await on.plan(file))).counts).toEqual(counts({ unchanged: 3 }))
    const other = await on.plan('Name,Phone\nFinn,03 4\n')
    const [row] = await shown(on, other, 'possible', await preview(on, other))
    expect(row?.likeness).toEqual({ by: 'name', share: 1 })
    expect((await preview(on, await on.plan(file.replace('Gil', 'Finn')))).counts).toMatchObject({
      possible: 1,
    })
  })
})
