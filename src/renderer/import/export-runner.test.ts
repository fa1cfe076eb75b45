import { existsSync, readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { newAddress } from '#shared/domain/address.ts'
import { emptyCustomerDraft, type CustomerDraft } from '#shared/domain/customer.ts'
import { sampleDraft } from '#shared/domain/sample-customers.testing.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import { exportCustomers, exportSkuMappings, saveTemplate, type ExportControl } from './export-runner.ts'
import { exportedPath } from './import-desk.testing.ts'
import { closeDesks, counts, desk, preview, run } from './import-steps.testing.ts'

afterEach(closeDesks)

const quiet: ExportControl = { signal: new AbortController().signal, onProgress: () => undefined }

/** Customers whose fields hold what breaks exports. */
const NASTY: Partial<CustomerDraft>[] = [
  { name: '=HYPERLINK("http://x")', notes: '+61 404\r\nsecond line', phone: '+61 404 000 111' },
  {
    name: ' blank ends ',
    notes: "'=1",
    tags: ['a, b', '"c"', '-d'],
    code: '0012',
    referenceId: '12345678901234567890',
  },
  { name: 'Zoë 日本 👩‍🌾', email: 'not an e-mail', notes: '"quoted"; semi, comma\ttab' },
  {
    name: 'Two addresses',
    acceptsMarketing: true,
    addresses: [
      newAddress('s', { line1: '1 High St', country: 'Atlantis' }),
      newAddress('b', { region: 'VIC' }),
    ],
    defaultShippingAddressId: 's',
    defaultBillingAddressId: 'b',
  },
]

test.each(['excel', 'machine'] as const)('importing an export (%s) changes nothing', async (flavour) => {
  const on = await desk()
  for (const draft of NASTY) await on.customers.create({ ...emptyCustomerDraft(), ...draft })
  for (let at = 0; at < 250; at += 1) await on.customers.create(sampleDraft(at))
  await on.roster.flush()
  const before = await on.all()
  const ids = await on.roster.ids(allCustomers())
  const progress: number[] = []
  const name = `round-trip-${flavour}.csv`
  const done = await exportCustomers(
    on,
    { ids, layout: 'complete', suggestedName: name, flavour },
    { ...quiet, onProgress: (rows) => progress.push(rows) },
  )
  expect(done).toEqual({ ok: true, value: { name, rows: 254 } })
  expect(progress).toEqual([...progress].sort((a, b) => a - b))
  expect(progress.at(-1)).toBe(254)

  const plan = await on.plan(readFileSync(exportedPath(name), 'utf8'))
  expect((await run(on, plan)).counts).toEqual(counts({ unchanged: 254 }))
  expect(await on.all()).toEqual(before)
})

test('a customer with more addresses than usual has all of them in the file, and importing it changes nothing', async () => {
  const on = await desk()
  for (let at = 0; at < 230; at += 1) await on.customers.create(sampleDraft(at))
  const addresses = Array.from({ length: 9 }, (_, at) => newAddress(`a${at}`, { line1: `${at} High Street` }))
  await on.customers.create({ ...emptyCustomerDraft(), name: 'Zz many', addresses })
  await on.roster.flush()
  const ids = await on.roster.ids(allCustomers())
  const done = await exportCustomers(
    on,
    { ids, layout: 'complete', suggestedName: 'many.csv', flavour: 'machine' },
    quiet,
  )
  expect(done).toEqual({ ok: true, value: { name: 'many.csv', rows: 231 } })
  const text = readFileSync(exportedPath('many.csv'), 'utf8')
  expect(text.split('\r\n')[0]).toContain('Address 10 address 1')
  expect((await run(on, await on.plan(text))).counts).toEqual(counts({ unchanged: 231 }))
})

test('the order is the one asked for, and what is gone is left out', async () => {
  const on = await desk()
  const one = await on.customers.create({ ...emptyCustomerDraft(), name: 'One' })
  const two = await on.customers.create({ ...emptyCustomerDraft(), name: 'Two' })
  const gone = await on.customers.create({ ...emptyCustomerDraft(), name: 'Gone' })
  await on.customers.markDeleted([gone.id])
  const target = { suggestedName: 'order.csv', flavour: 'machine' } as const
  const ids = [two.id, gone.id, 'nobody', one.id]
  await exportCustomers(on, { ids, layout: 'complete', ...target }, quiet)
  const lines = readFileSync(exportedPath('order.csv'), 'utf8').trim().split('\r\n')
  expect(lines.map((line) => line.split(',')[0])).toEqual(['Name', 'Two', 'One'])
})

test('a few of many are in the order asked for too', async () => {
  const on = await desk()
  for (let at = 0; at < 12; at += 1) await on.customers.create({ ...emptyCustomerDraft(), name: `N${at}` })
  await on.roster.flush()
  const [first = '', second = ''] = await on.roster.ids(allCustomers())
  const target = { suggestedName: 'few.csv', flavour: 'machine' } as const
  await exportCustomers(on, { ids: [second, first], layout: 'complete', ...target }, quiet)
  const lines = on.savedText('few.csv').trim().split('\r\n')
  expect(lines.map((line) => line.split(',')[0])).toEqual(['Name', 'N1', 'N0'])
})

test('a cancelled export leaves no file', async () => {
  const on = await desk()
  const one = await on.customers.create({ ...emptyCustomerDraft(), name: 'One' })
  const stop = new AbortController()
  const target = { suggestedName: 'cancelled.csv', flavour: 'machine' } as const
  const done = await exportCustomers(
    on,
    { ids: [one.id], layout: 'complete', ...target },
    {
      signal: stop.signal,
      onProgress: () => {
        stop.abort()
      },
    },
  )
  expect(done).toBeNull()
  expect(existsSync(exportedPath('cancelled.csv'))).toBe(false)
})

test('SKU mappings go out with their customers and come in unchanged', async () => {
  const on = await desk()
  const ann = await on.customers.create({
    ...emptyCustomerDraft(),
    name: 'Ann',
    email: 'ann@lee.example',
    code: 'A1',
  })
  await on.skuMappings.upsertMany([
    { customerId: ann.id, customerSku: '=A-1', productId: '7' },
    { customerId: ann.id, customerSku: 'B "2", x', productId: '8' },
  ])
  await on.roster.flush()
  expect(await exportSkuMappings(on, { suggestedName: 'skus.csv', flavour: 'excel' }, quiet)).toMatchObject({
    ok: true,
    value: { rows: 2 },
  })
  const plan = await on.plan(readFileSync(exportedPath('skus.csv'), 'utf8'))
  expect(plan.kind).toBe('sku-mappings')
  expect((await preview(on, plan)).counts).toEqual(counts({ unchanged: 2 }))
})

test('chosen columns, the layout of another system, and a template', async () => {
  const on = await desk()
  const one = await on.customers.create({ ...emptyCustomerDraft(), name: 'One', email: 'one@x.example' })
  const target = { ids: [one.id], flavour: 'machine' } as const
  const columns = ['email', 'name'] as const
  await exportCustomers(on, { ...target, layout: 'columns', columns, suggestedName: 'columns.csv' }, quiet)
  expect(on.savedText('columns.csv').trim()).toBe('E-mail,Name\r\none@x.example,One')
  await exportCustomers(on, { ...target, layout: 'woocommerce', suggestedName: 'woo.csv' }, quiet)
  expect(on.savedText('woo.csv')).toContain('one@x.example')
  expect(await saveTemplate(on, 'customers', 'template.csv')).toMatchObject({ ok: true, value: { rows: 1 } })
  const plan = await on.plan(on.savedText('template.csv'))
  expect((await preview(on, plan)).counts).toEqual(counts({ new: 1 }))
})
