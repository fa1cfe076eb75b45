import { expect, it } from 'vitest'
import type { KountaSandbox } from '../../../../e2e/sandbox/kounta/server.ts'
import { connectorTo, startSandbox } from './sandboxed-connector.testing.ts'

const { signal } = new AbortController()

const seed = ({ store, clientId }: KountaSandbox, orders: number): string => {
  const { id } = store.create({ first_name: 'Priya' }, clientId)
  for (let at = 0; at < orders; at += 1) {
    const day = String(1 + (at % 28)).padStart(2, '0')
    store.addOrder(id, { status: 'COMPLETE', total: 12.5 + at, created_at: `2026-10-${day}T09:00:00+08:00` })
  }
  return String(id)
}

it('tells the orders of a customer', async () => {
  const sandbox = await startSandbox()
  const id = seed(sandbox, 1)
  const [order] = sandbox.store.get(Number(id)).orders
  expect(await connectorTo(sandbox).related?.('orders', id, signal)).toEqual({
    ok: true,
    value: [
      {
        ...{ remoteId: String(order?.id), number: String(order?.id), status: 'COMPLETE', lines: [] },
        ...{ orderedAt: Date.UTC(2026, 9, 1, 1), total: '12.5', balance: '', currency: '' },
      },
    ],
  })
})

it.each(['next-page', 'page-header'] as const)('reads on to the end: %s', async (paging) => {
  const sandbox = await startSandbox({ paging })
  const id = seed(sandbox, 60)
  const read = await connectorTo(sandbox).related?.('orders', id, signal)
  expect(read?.ok === true && new Set(read.value.map(({ remoteId }) => remoteId)).size).toBe(60)
  expect(sandbox.requests.count({ path: `/v1/companies/5678/customers/${id}/orders` })).toBe(3)
})

it('says that a customer is gone, and tells nothing else of one', async () => {
  const sandbox = await startSandbox()
  const id = seed(sandbox, 0)
  expect(await connectorTo(sandbox).related?.('orders', id, signal)).toEqual({ ok: true, value: [] })
  sandbox.store.delete(Number(id))
  const gone = await connectorTo(sandbox).related?.('orders', id, signal)
  expect(gone).toEqual({ ok: false, error: { kind: 'not-found' } })
  expect(await connectorTo(sandbox).related?.('credits', id, signal)).toMatchObject({
    ok: false,
    error: { kind: 'protocol' },
  })
})
