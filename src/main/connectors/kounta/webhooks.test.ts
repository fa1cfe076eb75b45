import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { WebhookManager } from '#shared/connector/webhooks.ts'
import { startKountaSandbox, type KountaSandbox } from '../../../../e2e/sandbox/kounta/server.ts'
import { connectorTo } from './sandboxed-connector.testing.ts'

describe('the hooks at Kounta', () => {
  let sandbox: KountaSandbox
  let hooks: WebhookManager
  const { signal } = new AbortController()
  const address = 'https://relay.example/a'

  beforeEach(async () => {
    sandbox = await startKountaSandbox({ rateLimit: 'off' })
    const { webhooks } = connectorTo(sandbox)
    if (webhooks === undefined) throw new Error('Kounta tells of changes by itself')
    hooks = webhooks
  })
  afterEach(() => sandbox.close())

  it('are registered with topic and filters, listed, changed and removed', async () => {
    const filters = ['name', 'mobile', 'accepts_marketing'] as const
    const made = await hooks.register({ topic: 'updated', address, filters }, signal)
    expect(made).toMatchObject({ ok: true, value: { topic: 'updated', address, filters } })
    const id = made.ok ? made.value.id : ''
    expect([...sandbox.webhooks.hooks.values()]).toMatchObject([
      { topic: 'customers/updated', address, format: 'json', filter: filters },
    ])
    expect(await hooks.list(signal)).toEqual({
      ok: true,
      value: [{ id, topic: 'updated', address, filters }],
    })

    const draft = { topic: 'updated', address: 'https://relay.example/b', filters: ['tags'] } as const
    expect(await hooks.change(id, draft, signal)).toEqual({ ok: true, value: { id, ...draft } })
    expect(await hooks.remove(id, signal)).toEqual({ ok: true, value: null })
    expect(await hooks.remove(id, signal)).toEqual({ ok: true, value: null })
    expect(await hooks.list(signal)).toEqual({ ok: true, value: [] })
    expect(await hooks.change(id, draft, signal)).toEqual({ ok: false, error: { kind: 'not-found' } })
  })

  it('about something else are left alone', async () => {
    const own = { application: sandbox.clientId, address, format: 'json', filter: [], headers: {} }
    sandbox.webhooks.add({ ...own, topic: 'orders/completed' })
    expect(await hooks.list(signal)).toEqual({ ok: true, value: [] })
  })

  it('take no filters for what cannot be filtered', async () => {
    const made = await hooks.register({ topic: 'deleted', address, filters: ['name'] }, signal)
    expect(made).toMatchObject({ ok: true, value: { topic: 'deleted', filters: [] } })
  })

  it('are refused in the words of Kounta', async () => {
    const plain = { topic: 'created', address: 'http://relay.example/a', filters: [] } as const
    expect(await hooks.register(plain, signal)).toEqual({
      ok: false,
      error: { kind: 'refused', reason: 'address must be a https URL' },
    })
  })

  it('are told of the attributes that they watch alone', async () => {
    const watching = await hooks.register(
      { topic: 'updated', address: `${sandbox.baseUrl}/nowhere`, filters: ['mobile', 'address'] },
      signal,
    )
    expect(watching.ok).toBe(true)
    const { id } = sandbox.store.create({ first_name: 'Priya', email: 'p@x.example' }, 'staff')
    sandbox.store.update(id, { email: 'q@x.example' }, 'staff')
    sandbox.store.update(id, { mobile: '0412000111' }, 'staff')
    await sandbox.webhooks.settled()
    expect(sandbox.webhooks.deliveries).toHaveLength(1)
  })
})
