import { describe, expect, it, onTestFinished } from 'vitest'
import type { WebhookManager } from '#shared/connector/webhooks.ts'
import { startWebhookListener } from '#main/webhooks/webhook-listener.ts'
import type { WooSandboxOptions } from '../../../../e2e/sandbox/woocommerce/server.ts'
import { openStore } from './sandboxed-connector.testing.ts'
import { wooWebhookFormat, wooWebhookSecret } from './webhook-format.ts'

const apis: [string, WooSandboxOptions][] = [
  ['wc/v3', {}],
  ['the legacy API', { modern: false }],
]
const address = 'https://relay.example/a'
const { signal } = new AbortController()

describe.each(apis)('the hooks at a store with %s', (_name, options) => {
  const open = async () => {
    const { sandbox, store, connector } = await openStore(options)
    const hooks = connector.webhooks
    if (hooks === undefined) throw new Error('A store tells of changes by itself')
    return { sandbox, store, hooks }
  }
  const register = async (hooks: WebhookManager, topic: 'created' | 'updated' | 'deleted', to = address) => {
    const made = await hooks.register({ topic, address: to, filters: [] }, signal)
    if (!made.ok) throw new Error(JSON.stringify(made.error))
    return made.value
  }

  it('are registered with a secret that is none of the keys, listed, changed and removed', async () => {
    const { sandbox, hooks } = await open()
    const { id } = await register(hooks, 'updated')
    const secret = wooWebhookSecret({ consumerSecret: sandbox.consumerSecret })
    expect(sandbox.webhooks.hooks.get(Number(id))).toMatchObject({
      ...{ topic: 'customer.updated', delivery_url: address, status: 'active', secret },
    })
    expect(secret).not.toContain(sandbox.consumerSecret)
    const shown = { id, topic: 'updated', address, filters: [] }
    expect(await hooks.list(signal)).toEqual({ ok: true, value: [shown] })

    const draft = { topic: 'deleted', address: 'https://relay.example/b', filters: [] } as const
    expect(await hooks.change(id, draft, signal)).toEqual({ ok: true, value: { id, ...draft } })
    expect(await hooks.list(signal)).toEqual({ ok: true, value: [{ id, ...draft }] })
    expect(await hooks.remove(id, signal)).toEqual({ ok: true, value: null })
    expect(await hooks.remove(id, signal)).toEqual({ ok: true, value: null })
    expect(await hooks.list(signal)).toEqual({ ok: true, value: [] })
    expect((await hooks.change(id, draft, signal)).ok).toBe(false)
  })

  it('of somebody else, or about something else, are left alone', async () => {
    const { sandbox, hooks } = await open()
    const other = { delivery_url: address, secret: '', status: 'active', format: 'modern' } as const
    sandbox.webhooks.add({ ...other, name: 'Stock robot', topic: 'customer.updated' })
    sandbox.webhooks.add({ ...other, name: 'Customer Desk: order.updated', topic: 'order.updated' })
    expect(await hooks.list(signal)).toEqual({ ok: true, value: [] })
  })

  it('are all listed where a page does not hold them', async () => {
    const { sandbox, hooks } = await open()
    const other = { delivery_url: address, secret: '', status: 'paused', format: 'modern' } as const
    for (let count = 0; count < 120; count += 1) {
      sandbox.webhooks.add({ ...other, name: `Robot ${count}`, topic: 'customer.updated' })
    }
    const { id } = await register(hooks, 'created')
    expect(await hooks.list(signal)).toMatchObject({ ok: true, value: [{ id }] })
  })

  it('are refused in the words of the store', async () => {
    const { hooks } = await open()
    const draft = { topic: 'created', address: 'ftp://relay.example', filters: [] } as const
    const refused = await hooks.register(draft, signal)
    expect(refused).toMatchObject({ ok: false, error: { kind: 'refused' } })
    expect(JSON.stringify(refused)).toContain('Webhook delivery URL must be a valid URL')
  })

  it('are not registered by keys that may only read', async () => {
    const { sandbox, hooks } = await open()
    sandbox.keys.change(sandbox.consumerKey, { permissions: 'read' })
    const refused = await hooks.register({ topic: 'created', address, filters: [] }, signal)
    expect(refused).toMatchObject({ ok: false, error: { kind: 'unauthorised' } })
    expect(sandbox.webhooks.hooks.size).toBe(0)
  })

  it('greet the listener, then tell it of a customer made, changed and deleted', async () => {
    const { sandbox, store, hooks } = await open()
    const received: string[] = []
    const listener = await startWebhookListener({
      ...{ port: 0, path: 'a-secret-path', format: wooWebhookFormat },
      secret: () => Promise.resolve(wooWebhookFormat.secretOf({ consumerSecret: sandbox.consumerSecret })),
      received: (remoteId) => received.push(remoteId),
    })
    onTestFinished(() => listener.close())
    const to = `http://127.0.0.1:${listener.port}/a-secret-path`
    for (const topic of ['created', 'updated', 'deleted'] as const) await register(hooks, topic, to)
    const { id } = store.createUser({ email: 'zoe@x.example', first_name: 'Зоя 🧵' })
    store.updateUser(id, { billing: { phone: '1' } })
    store.deleteUser(id)
    await sandbox.webhooks.settled()
    expect(sandbox.webhooks.deliveries.map(({ what, status }) => `${what} ${status}`)).toEqual([
      ...['ping 200', 'ping 200', 'ping 200'],
      ...['customer.created 204', 'customer.updated 204', 'customer.deleted 204'],
    ])
    expect(received).toEqual([String(id), String(id), String(id)])
  })

  it('say that they were given up after five failures, and begin anew by a change', async () => {
    const { sandbox, store, hooks } = await open()
    // Nobody listens there, and nothing but a store may be sent to it.
    const hook = await register(hooks, 'created', 'http://127.0.0.1:1/closed')
    for (let count = 0; count < 6; count += 1) store.createUser({ email: `c${count}@x.example` })
    await sandbox.webhooks.settled()
    const told = sandbox.webhooks.deliveries.filter(({ what }) => what !== 'ping')
    expect(told.map(({ status }) => status)).toEqual([0, 0, 0, 0, 0])
    expect(await hooks.list(signal)).toEqual({ ok: true, value: [{ ...hook, stopped: true }] })
    const { topic, address: to, filters } = hook
    expect(await hooks.change(hook.id, { topic, address: to, filters }, signal)).toEqual({
      ok: true,
      value: hook,
    })
    expect(await hooks.list(signal)).toEqual({ ok: true, value: [hook] })
  })
})

it('signs with nothing where there are no keys', () => {
  expect(wooWebhookSecret({})).toBe('')
  expect(wooWebhookSecret({ consumerSecret: 'a' })).not.toBe(wooWebhookSecret({ consumerSecret: 'b' }))
})
