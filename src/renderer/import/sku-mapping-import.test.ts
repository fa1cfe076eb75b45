import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { usualImportOptions } from '#shared/csv/import-options.ts'
import { skuMappingId } from '#renderer/database/record-ids.ts'
import { closeDesks, counts, desk, preview, run, seed, shown } from './import-steps.testing.ts'

afterEach(closeDesks)

const FILE = [
  'customer_sku,product_id,customer_email,customer_code,customer_name',
  'A-1,1,ann@lee.example,,',
  'A-2,2,,a1,',
  'B-1,3,,,ben okafor',
  'A-1,9,ann@lee.example,,',
  'X-1,1,nobody@nowhere.example,,',
  'X-2,abc,ann@lee.example,,',
  ',1,ann@lee.example,,',
  'X-3,1,,,',
  'X-4,4.41E+11,ann@lee.example,,',
].join('\n')

test('for many customers, named by their e-mail, code, id or name', async () => {
  const on = await desk()
  const { ann, ben } = await seed(on)
  const plan = await on.plan(FILE)
  const found = await run(on, plan)
  expect(found.counts).toEqual(counts({ new: 3, duplicate: 1, invalid: 5 }))
  const invalid = await shown(on, plan, 'invalid', found)
  expect(
    invalid.map(({ row, problems }) => [row, problems.map((one) => `${one.target} ${one.rule}`)]),
  ).toEqual([
    [4, ['customerEmail not-found']],
    [5, ['productId product-id']],
    [6, ['customerSku required']],
    [7, ['customerEmail required']],
    [8, ['productId damaged-number']],
  ])
  expect((await shown(on, plan, 'duplicate', found))[0]).toMatchObject({ row: 3, sameAs: 0 })
  const ids = [skuMappingId(ann.id, 'A-1'), skuMappingId(ann.id, 'A-2'), skuMappingId(ben.id, 'B-1')]
  const stored = await on.skuMappings.findByIds(ids)
  expect(ids.map((id) => stored.get(id)?.productId)).toEqual(['1', '2', '3'])
  expect((await preview(on, await on.plan(FILE))).counts).toMatchObject({ new: 0, unchanged: 3 })
})

test('a cell into which other rows have run is to be put right, in a column left out too', async () => {
  const on = await desk()
  const { ann } = await seed(on)
  const corpus = join(import.meta.dirname, '../../../e2e/fixtures/csv/sku-mappings-open-quote.csv')
  const plan = await on.plan(await readFile(corpus, 'utf8'))
  const found = await run(on, plan)
  expect(found.counts).toEqual(counts({ new: 1, invalid: 2 }))
  const invalid = await shown(on, plan, 'invalid', found)
  expect(invalid.map(({ row, problems }) => [row, problems])).toEqual([
    [1, [{ column: 3, target: 'ignore', rule: 'run-on' }]],
    [2, [{ column: 0, target: 'customerSku', rule: 'run-on' }]],
  ])
  const stored = await on.skuMappings.findFor(ann.id)
  expect(stored.map(({ customerSku }) => customerSku)).toEqual(['OKF-1'])
})

test('for one customer, upserted', async () => {
  const on = await desk()
  const { ann } = await seed(on)
  await on.skuMappings.upsert(ann.id, { customerSku: 'A-1', productId: '1' })
  const plan = await on.plan('customer_sku,product_id\nA-1,7\nA-2,8\n', { customerId: ann.id })
  const [update] = await shown(on, plan, 'update', await preview(on, plan))
  expect(update?.changes).toEqual([{ key: 'productId', before: '1', after: '7' }])
  await on.jobs.start(plan, 2)
  expect(await on.importBatches.get(plan.identity.id)).toMatchObject({ counts: { created: 1, updated: 1 } })
  const stored = await on.skuMappings.findFor(ann.id)
  expect(stored.map((mapping) => [mapping.customerSku, mapping.productId]).sort()).toEqual([
    ['A-1', '7'],
    ['A-2', '8'],
  ])
})

test('only additions, only updates, and single rows left out', async () => {
  const on = await desk()
  const { ann } = await seed(on)
  await on.skuMappings.upsert(ann.id, { customerSku: 'A-1', productId: '1' })
  const file = 'customer_sku,product_id\nA-1,7\nA-2,8\nA-3,9\n'
  const options = usualImportOptions()
  const add = await on.plan(file, { customerId: ann.id, options: { ...options, mode: 'add' } })
  expect((await preview(on, add)).counts).toEqual(counts({ new: 2, skipped: 1 }))
  const update = await on.plan(file, { customerId: ann.id, options: { ...options, mode: 'update' } })
  expect((await preview(on, update)).counts).toEqual(counts({ update: 1, skipped: 2 }))
  await on.jobs.edit(add, { type: 'decide', row: 1, decision: 'leave' })
  await on.jobs.start(add, 3)
  expect((await on.skuMappings.findFor(ann.id)).map(({ customerSku }) => customerSku).sort()).toEqual([
    'A-1',
    'A-3',
  ])
})

test('a product that came in after the preview is not replaced: its row is left out and says why', async () => {
  const on = await desk()
  const { ann } = await seed(on)
  const mapping = (sku: string): string => skuMappingId(ann.id, sku)
  const upserts = ['A-1', 'A-2', 'A-3', 'A-4', 'A-5'].map((customerSku) => ({
    ...{ customerId: ann.id, customerSku, productId: '1' },
  }))
  await on.skuMappings.upsertMany(upserts)
  const file = 'customer_sku,product_id\nA-1,7\nA-2,7\nA-3,7\nA-4,7\nA-5,7\nA-6,7\nA-7,7\n'
  const plan = await on.plan(file, { customerId: ann.id })
  expect((await preview(on, plan)).counts).toEqual(counts({ update: 5, new: 2 }))
  // From the remote, by a person, removed, to what the row says, and one that was not there.
  await on.skuMappings.modify(mapping('A-1'), (now) => ({
    ...now,
    remoteId: '900',
    productId: '5',
    base: null,
  }))
  await on.skuMappings.upsert(ann.id, { customerSku: 'A-2', productId: '5' })
  await on.skuMappings.modify(mapping('A-3'), (now) => ({ ...now, remoteId: '901', base: null }))
  await on.skuMappings.remove([mapping('A-3')])
  await on.skuMappings.upsert(ann.id, { customerSku: 'A-4', productId: '7' })
  await on.skuMappings.upsert(ann.id, { customerSku: 'A-6', productId: '5' })
  // Neither is a refusal, or that something is being sent, another product.
  await on.skuMappings.modify(mapping('A-5'), (now) => ({ ...now, sent: { productId: '1', at: 1 } }))

  expect(await on.jobs.start(plan, 7)).toEqual({ ok: true, value: 'done' })
  const batch = await on.importBatches.get(plan.identity.id)
  expect(batch?.counts).toMatchObject({ created: 1, updated: 1, unchanged: 1, invalid: 4 })
  const stored = await on.skuMappings.findFor(ann.id)
  expect(stored.map((one) => [one.customerSku, one.deletedAt === 0 ? one.productId : '']).sort()).toEqual([
    ['A-1', '5'],
    ['A-2', '5'],
    ['A-3', ''],
    ['A-4', '7'],
    ['A-5', '7'],
    ['A-6', '5'],
    ['A-7', '7'],
  ])
  if (batch === null) throw new Error('no batch')
  await on.jobs.saveRejected(batch, 'left', { numberHeader: 'Row', reasonHeader: 'Why' })
  expect(on.savedText('left')).toBe(
    [
      '"customer_sku","product_id","Row","Why"',
      ...['A-1', 'A-2', 'A-3', 'A-6'].map(
        (sku) => `"${sku}","7","${Number(sku.slice(2)) + 1}","changed-since"`,
      ),
      '',
    ].join('\r\n'),
  )
  const again = await on.plan(file, { customerId: ann.id })
  expect((await run(on, again)).counts).toEqual(counts({ update: 3, new: 1, unchanged: 3 }))
  expect(await on.importBatches.get(again.identity.id)).toMatchObject({ counts: { updated: 3, created: 1 } })
})

test('undone as a whole: what was made goes, what was changed goes back, what was changed since stays', async () => {
  const on = await desk()
  const { ann } = await seed(on)
  await on.skuMappings.upsertMany([
    { customerId: ann.id, customerSku: 'A-1', productId: '1' },
    { customerId: ann.id, customerSku: 'A-2', productId: '2' },
  ])
  const plan = await on.plan('customer_sku,product_id\nA-1,7\nA-2,8\nA-3,9\nA-4,10\n', { customerId: ann.id })
  await run(on, plan)
  const [entry] = await on.history.findFor(ann.id)
  expect(entry).toMatchObject({ origin: 'import', batchId: plan.identity.id })
  expect(entry?.changes.map(({ before, after }) => [before, after])).toEqual([
    ['1', '7'],
    ['2', '8'],
    ['', '9'],
    ['', '10'],
  ])
  await on.skuMappings.upsert(ann.id, { customerSku: 'A-2', productId: '77' })
  await on.skuMappings.modify(skuMappingId(ann.id, 'A-4'), (mapping) => ({
    ...mapping,
    remoteId: '900',
    base: null,
  }))
  const { id } = plan.identity
  expect(await on.jobs.undoPlan(id)).toEqual({
    remove: 1,
    removeThere: 1,
    restore: 1,
    kept: 1,
    keptIds: [ann.id],
  })
  const undone = await on.jobs.undo(id, () => undefined)
  expect(undone).toMatchObject({ removed: 2, restored: 1, keptCount: 1, kept: [ann.id] })
  const [last] = await on.history.findFor(ann.id)
  expect(last).toMatchObject({ origin: 'import-undo', batchId: id })
  expect(last?.changes.map(({ key, after }) => [key, after])).toEqual([
    ['sku/A-1', '1'],
    ['sku/A-3', ''],
    ['sku/A-4', ''],
  ])
  const left = await on.skuMappings.findFor(ann.id)
  expect(
    left.map(({ customerSku, productId, deletedAt }) => [customerSku, productId, deletedAt !== 0]).sort(),
  ).toEqual([
    ['A-1', '1', false],
    ['A-2', '77', false],
    ['A-4', '10', true],
  ])
  expect(await on.jobs.undo(id, () => undefined)).toEqual(undone)
})
