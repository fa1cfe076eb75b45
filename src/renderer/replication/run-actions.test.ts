import { describe, expect, test } from 'vitest'
import {
  ACTION_UNSUPPORTED,
  ALLOCATION_GONE,
  CREDIT_TOO_SMALL,
  ORDER_TOO_SMALL,
} from '#shared/connector/app-refusals.ts'
import { upsertingProfile } from '#shared/connector/memory-profiles.ts'
import type { RelatedCredit, RelatedOrder } from '#shared/connector/related-data.ts'
import type { QueuedAction } from '#shared/domain/queued-action.ts'
import { Desk, newRemote } from './desk.testing.ts'

const credit = (remaining: string): RelatedCredit => ({
  ...{ remoteId: '31', number: 'SC-31', creditedAt: 0, status: 'open' },
  ...{ total: remaining, remaining, allocations: [] },
})
const order = (remoteId: string, balance: string): RelatedOrder => ({
  ...{ remoteId, number: `SO-${remoteId}`, orderedAt: 0, status: 'open', currency: 'USD' },
  ...{ total: balance, balance, lines: [] },
})

/** A desk in step with a remote that has one customer with a credit of 100.00 and two unpaid orders. */
async function start() {
  const remote = newRemote()
  const there = remote.directCreate({ name: 'Ada', email: 'ada@example.com' })
  remote.ledger.credits.set(there, [credit('100.00')])
  remote.ledger.orders.set(there, [order('10', '70.00'), order('11', '50.00')])
  const desk = await Desk.open(remote)
  await desk.start()
  const { id } = await desk.linked(there)
  const allocate = (...amounts: [orderId: string, amount: string][]): Promise<QueuedAction> =>
    desk.actions.add('allocate-credit', id, {
      creditId: '31',
      creditNumber: 'SC-31',
      orders: amounts.map(([orderId, amount]) => ({ orderId, orderNumber: `SO-${orderId}`, amount })),
    })
  const state = async (action: QueuedAction): Promise<Pick<QueuedAction, 'state' | 'message'> | null> => {
    const found = (await desk.actions.findAll()).find((each) => each.id === action.id)
    return found === undefined ? null : { state: found.state, message: found.message }
  }
  const remaining = (): string | undefined => remote.ledger.credits.get(there)?.[0]?.remaining
  return { remote, there, desk, id, allocate, state, remaining }
}

describe('commands', () => {
  test('go out by themselves when there is a connection, and what they changed is shown', async () => {
    const { desk, id, allocate, state, remaining } = await start()
    desk.connector.faults.offline = true
    const given = await allocate(['10', '70.00'], ['11', '12.50'])
    await desk.later(1_000)
    expect(await state(given)).toEqual({ state: 'waiting', message: '' })
    expect(desk.engine.status.phase).toBe('offline')
    desk.connector.faults.offline = false
    await desk.later(60_000)
    expect(await state(given)).toEqual({ state: 'done', message: '' })
    expect(remaining()).toBe('17.50')
    const shown = await desk.remoteData.get(id, 'credits')
    expect(shown?.records[0]).toMatchObject({ remaining: '17.50', allocations: [{ orderId: '10' }, {}] })
    expect((await desk.remoteData.get(id, 'orders'))?.records.map(({ balance }) => balance)).toEqual([
      '0.00',
      '37.50',
    ])
  })

  test('keep their order, and a second one is checked against what the first has left', async () => {
    const { desk, allocate, state, remaining } = await start()
    const first = await allocate(['10', '70.00'])
    const second = await allocate(['11', '40.00'])
    const third = await allocate(['11', '30.00'])
    await desk.sync()
    expect(await state(first)).toMatchObject({ state: 'done' })
    expect(await state(second)).toEqual({ state: 'refused', message: CREDIT_TOO_SMALL })
    expect(await state(third)).toMatchObject({ state: 'done' })
    expect(remaining()).toBe('0.00')
    expect(desk.engine.status.needsYou).toBe(1)
  })

  test('are refused where an order has less to be paid by now', async () => {
    const { remote, there, desk, allocate, state } = await start()
    const given = await allocate(['10', '70.00'])
    remote.ledger.orders.set(there, [order('10', '69.99')])
    await desk.sync()
    expect(await state(given)).toEqual({ state: 'refused', message: ORDER_TOO_SMALL })
    expect(remote.ledger.done).toEqual([])
  })

  test.each([['before'], ['after']] as const)(
    'whose answer is lost %s they took effect wait for a person, and hold back the later ones of the customer',
    async (when) => {
      const { remote, desk, allocate, state } = await start()
      const lost = await allocate(['10', '10.00'])
      const later = await allocate(['11', '5.00'])
      const other = await desk.actions.add('refresh-integration', '', { instanceId: '1' })
      desk.connector.faults.cutNext(when, 1, 'action')
      await desk.sync()
      await desk.later(3_600_000)
      const effects = when === 'after' ? 1 : 0
      expect(remote.ledger.done.filter(({ kind }) => kind === 'allocate-credit')).toHaveLength(effects)
      expect(await state(lost)).toEqual({ state: 'unknown', message: '' })
      expect(await state(later)).toMatchObject({ state: 'waiting' })
      expect(await state(other)).toMatchObject({ state: 'done' })
      await desk.actions.decide(lost.id, when === 'after' ? 'was-done' : 'again')
      await desk.sync()
      expect(await state(lost)).toMatchObject({ state: 'done' })
      expect(await state(later)).toMatchObject({ state: 'done' })
      expect(remote.ledger.done.filter(({ kind }) => kind === 'allocate-credit')).toHaveLength(2)
    },
  )

  test('that were running when the app was killed are not taken for waiting ones', async () => {
    const { remote, desk, allocate, state } = await start()
    const given = await allocate(['10', '10.00'])
    const repeatable = await desk.actions.add('refresh-integration', '', { instanceId: '1' })
    for (const action of [given, repeatable]) {
      await desk.actions.modify(action.id, (now) => ({ ...now, state: 'running' }))
    }
    await desk.sync()
    expect(await state(given)).toMatchObject({ state: 'unknown' })
    await desk.sync()
    expect(await state(repeatable)).toMatchObject({ state: 'done' })
    expect(remote.ledger.done.map(({ kind }) => kind)).toEqual(['refresh-integration'])
  })

  test('are known to run before they are sent', async () => {
    const { desk, allocate, state } = await start()
    const given = await allocate(['10', '10.00'])
    const seen: unknown[] = []
    desk.connector.faults.beforeEffect = async ({ operation }) => {
      if (operation === 'action') seen.push((await state(given))?.state)
    }
    await desk.sync()
    expect(seen).toEqual(['running'])
  })

  test('of a customer that is deleted are withdrawn with it', async () => {
    const { remote, desk, id, allocate, state } = await start()
    desk.connector.faults.offline = true
    const given = await allocate(['10', '10.00'])
    await desk.customers.markDeleted([id])
    desk.connector.faults.offline = false
    await desk.sync()
    await desk.later(60_000)
    expect(await state(given)).toBeNull()
    expect(remote.ledger.done).toEqual([])
    expect(await desk.remoteData.get(id, 'credits')).toBeNull()
  })

  test('that were under way when the app died stay for a person although their customer is gone', async () => {
    const { desk, id, allocate, state } = await start()
    const given = await allocate(['10', '10.00'])
    // As a crash leaves it: sent, and no answer stored.
    await desk.actions.modify(given.id, (action) => ({ ...action, state: 'running' }))
    await desk.actions.withdrawOf([id])
    await desk.sync()
    expect(await state(given)).toEqual({ state: 'unknown', message: '' })
  })

  test('that the remote does not know, or may not do, say so and hold up nothing', async () => {
    const { desk, allocate, state } = await start()
    const unknown = await desk.actions.add('update-starshipit-order', '', { fulfilmentId: '990' })
    const forbidden = await desk.actions.add('submit-to-starshipit', '', {})
    const given = await allocate(['10', '10.00'])
    desk.connector.faults.failNext(
      { kind: 'permission', detail: 'Power users only.', requiredScope: '' },
      1,
      'action',
    )
    await desk.sync()
    expect(await state(unknown)).toEqual({ state: 'refused', message: ACTION_UNSUPPORTED })
    expect(await state(forbidden)).toEqual({ state: 'refused', message: 'Power users only.' })
    expect(await state(given)).toMatchObject({ state: 'done' })
    expect(desk.engine.status.readOnly).toBe(false)
    await desk.actions.decide(forbidden.id, 'withdraw')
    expect(await state(forbidden)).toBeNull()
  })

  test('take an allocation back once, and see that it is gone already', async () => {
    const { remote, desk, id, allocate, state, remaining } = await start()
    await allocate(['10', '10.00'], ['11', '20.00'])
    await desk.sync()
    const takeBack = (): Promise<QueuedAction> =>
      desk.actions.add('unallocate-credit', id, {
        ...{ creditId: '31', creditNumber: 'SC-31', allocationId: '1' },
        ...{ orderNumber: 'SO-10', amount: '10.00' },
      })
    const first = await takeBack()
    const second = await takeBack()
    await desk.sync()
    expect(await state(first)).toMatchObject({ state: 'done' })
    expect(await state(second)).toEqual({ state: 'refused', message: ALLOCATION_GONE })
    expect(remaining()).toBe('80.00')
    expect(remote.ledger.done).toHaveLength(2)
  })

  test('a workspace whose remote has none asks nothing', async () => {
    const desk = await Desk.open(newRemote(upsertingProfile()))
    await desk.start()
    const mark = desk.connector.requests.length
    expect(await desk.engine.readRelated('nobody')).toBeNull()
    expect(desk.requestsSince(mark)).toEqual([])
  })
})
