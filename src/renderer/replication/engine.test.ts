import { describe, expect, test } from 'vitest'
import { Desk, newRemote, place } from './desk.testing.ts'

describe('a workspace without customers of its own', () => {
  test('takes over what the remote has, without asking', async () => {
    const remote = newRemote()
    const ada = remote.directCreate({ name: 'Ada Byron', email: 'ada@example.com' }, [
      place('a', '1 Mill Lane', 'LS1 1AA'),
    ])
    const desk = await Desk.open(remote)
    await desk.start()
    const customer = await desk.linked(ada)
    expect(customer).toMatchObject({ name: 'Ada Byron', email: 'ada@example.com', pendingSince: 0 })
    expect(customer.addresses).toHaveLength(1)
    expect(desk.engine.status).toMatchObject({ phase: 'idle', waiting: 0, needsYou: 0, problem: null })
  })

  test('sends a new customer with its addresses, then its settings', async () => {
    const remote = newRemote()
    const desk = await Desk.open(remote)
    await desk.start()
    const { id } = await desk.create({
      name: 'Mara Okafor',
      email: 'Mara@Example.com',
      warehouseId: '3',
      addresses: [place('a', '1 Mill Lane', 'LS1 1AA'), place('b', '2 High Street', 'LS2 2BB')],
    })
    await desk.sync()
    const customer = await desk.stored(id)
    expect(customer.remoteId).not.toBe('')
    expect(customer.pendingSince).toBe(0)
    const there = remote.customers.get(customer.remoteId)
    expect(there?.fields).toMatchObject({ name: 'Mara Okafor', email: 'mara@example.com', warehouseId: '3' })
    expect(there?.addresses).toHaveLength(2)
    expect(remote.created).toHaveLength(1)
  })
})
