import { expect, test } from 'vitest'
import { draftOf } from '#shared/domain/customer.ts'
import { Desk, newRemote } from './desk.testing.ts'

test('news that came in while a form was open is asked about, not overwritten unseen', async () => {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
  const desk = await Desk.open(remote)
  await desk.start()
  const opened = draftOf(await desk.linked(there))
  const { id } = await desk.linked(there)
  remote.directEdit(there, { name: 'Ada K.', phone: '0113 496 0000' })
  await desk.sync()
  expect((await desk.stored(id)).name).toBe('Ada K.')

  await desk.customers.save(id, opened, { ...opened, name: 'Ada L.' })
  await desk.sync()
  expect(await desk.stored(id)).toMatchObject({
    name: 'Ada L.',
    phone: '0113 496 0000',
    sync: { theirs: { kind: 'fields', fields: { name: 'Ada K.' } } },
  })
  expect(remote.customers.get(there)?.fields.name).toBe('Ada K.')
})

test('the same for the product of a SKU mapping', async () => {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
  remote.setSkuMapping(there, 'A-1', '11')
  const desk = await Desk.open(remote)
  await desk.start()
  const { id } = await desk.linked(there)
  remote.setSkuMapping(there, 'A-1', '13')
  desk.engine.opened(id)
  await desk.engine.roundFinished()

  await desk.skuMappings.upsert(id, { customerSku: 'A-1', productId: '12' }, { seen: '11' })
  await desk.sync()
  expect(await desk.skuMappings.findFor(id)).toMatchObject([{ productId: '12', theirs: '13' }])
  expect([...remote.skuMappings.values()]).toMatchObject([{ productId: '13' }])
})

test('the same for a product that comes in while another is chosen for a SKU that had none', async () => {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
  const desk = await Desk.open(remote)
  await desk.start()
  const { id } = await desk.linked(there)
  remote.setSkuMapping(there, 'A-1', '13')
  desk.engine.opened(id)
  await desk.engine.roundFinished()

  await desk.skuMappings.upsert(id, { customerSku: 'A-1', productId: '12' }, { seen: '' })
  await desk.sync()
  expect(await desk.skuMappings.findFor(id)).toMatchObject([{ productId: '12', theirs: '13' }])
  expect([...remote.skuMappings.values()]).toMatchObject([{ productId: '13' }])
})
