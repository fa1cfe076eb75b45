import { existsSync, readFileSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { newAddress } from '#shared/domain/address.ts'
import { emptyCustomerDraft, type CustomerDraft } from '#shared/domain/customer.ts'
import { sampleDraft } from '#shared/domain/sample-customers.testing.ts'
import { allCustomers } from '#renderer/roster/roster-query.ts'
import { exportCustomers, exportSkuMappings, type ExportControl } from './export-runner.ts'
import { exportedPath, openDesk, type ImportDesk } from './import-desk.testing.ts'

const open: ImportDesk[] = []
let names = 0

async function desk(): Promise<ImportDesk> {
  names += 1
  const opened = await openDesk({ name: `export-${names}` })
  open.push(opened)
  return opened
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()))
})

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
  const done = await exportCustomers(on, ids, name, flavour, {
    ...quiet,
    onProgress: (rows) => progress.push(rows),
  })
  expect(done).toEqual({ ok: true, value: { name, rows: 254 } })
  expect(progress).toEqual([0, 200, 254])

  const plan = await on.plan(readFileSync(exportedPath(name), 'utf8'))
  const preview = await on.jobs.preview(plan, new AbortController().signal, () => undefined)
  expect(preview).toMatchObject({
    ok: true,
    value: { rows: 254, counts: { new: 0, update: 0, unchanged: 254, duplicate: 0, invalid: 0 } },
  })
  await on.jobs.start(await on.plan(readFileSync(exportedPath(name), 'utf8')), 254)
  expect(await on.all()).toEqual(before)
})

test('the order is the one asked for, and what is gone is left out', async () => {
  const on = await desk()
  const one = await on.customers.create({ ...emptyCustomerDraft(), name: 'One' })
  const two = await on.customers.create({ ...emptyCustomerDraft(), name: 'Two' })
  const gone = await on.customers.create({ ...emptyCustomerDraft(), name: 'Gone' })
  await on.customers.markDeleted([gone.id])
  await exportCustomers(on, [two.id, gone.id, 'nobody', one.id], 'order.csv', 'machine', quiet)
  const lines = readFileSync(exportedPath('order.csv'), 'utf8').trim().split('\r\n')
  expect(lines.map((line) => line.split(',')[0])).toEqual(['Name', 'Two', 'One'])
})

test('a cancelled export leaves no file', async () => {
  const on = await desk()
  const one = await on.customers.create({ ...emptyCustomerDraft(), name: 'One' })
  const stop = new AbortController()
  const done = await exportCustomers(on, [one.id], 'cancelled.csv', 'machine', {
    signal: stop.signal,
    onProgress: () => {
      stop.abort()
    },
  })
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
  expect(await exportSkuMappings(on, 'skus.csv', 'excel', quiet)).toMatchObject({
    ok: true,
    value: { rows: 2 },
  })
  const plan = await on.plan(readFileSync(exportedPath('skus.csv'), 'utf8'))
  expect(plan.kind).toBe('sku-mappings')
  const preview = await on.jobs.preview(plan, new AbortController().signal, () => undefined)
  expect(preview).toMatchObject({
    ok: true,
    value: { counts: { new: 0, update: 0, unchanged: 2, invalid: 0 } },
  })
})
