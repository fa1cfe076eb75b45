import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { kountaWebhookFormat } from '#main/connectors/kounta/webhook-format.ts'
import { connectorTo } from '#main/connectors/kounta/sandboxed-connector.testing.ts'
import { startKountaSandbox, type KountaSandbox } from '../../../e2e/sandbox/kounta/server.ts'
import { WebhookReceiver } from './webhook-receiver.ts'

describe('WebhookReceiver', () => {
  let folder: string
  let sandbox: KountaSandbox
  let told: { workspaceId: string; remoteIds: string[] }[]
  const open: WebhookReceiver[] = []
  const { signal } = new AbortController()

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'webhooks-'))
    sandbox = await startKountaSandbox({ rateLimit: 'off' })
    told = []
  })
  afterEach(async () => {
    await Promise.all(open.splice(0).map((receiver) => receiver.close()))
    await sandbox.close()
    await rm(folder, { recursive: true })
  })

  const receiver = async (): Promise<WebhookReceiver> => {
    const opened = await WebhookReceiver.open({
      file: join(folder, 'webhooks.json'),
      sourceOf: (workspaceId) =>
        workspaceId === 'without'
          ? null
          : { format: kountaWebhookFormat, secret: () => Promise.resolve(sandbox.clientSecret) },
      changed: (workspaceId, remoteIds) => told.push({ workspaceId, remoteIds }),
      gatherMs: 100,
    })
    open.push(opened)
    return opened
  }
  const listening = async (one: WebhookReceiver, port = 0) => {
    const status = await one.listen('w1', port)
    if (!status.ok) throw new Error(status.error.kind)
    return status.value
  }

  it('is off until somebody asks for it', async () => {
    const one = await receiver()
    expect(one.status('w1')).toBeNull()
    await expect(readFile(join(folder, 'webhooks.json'))).rejects.toThrow('ENOENT')
  })

  it('is told by a remote through a hook that the connector has registered, once for many messages', async () => {
    const { port, path } = await listening(await receiver())
    const address = `http://127.0.0.1:${port}/${path}`
    const hooks = connectorTo(sandbox).webhooks
    for (const topic of ['created', 'updated', 'deleted'] as const) {
      const registered = await hooks?.register({ topic, address, filters: [] }, signal)
      expect(registered).toMatchObject({ ok: true, value: { topic, address } })
    }
    const { id } = sandbox.store.create({ first_name: 'Priya', email: 'priya@x.example' }, 'staff')
    sandbox.store.update(id, { phone: '1' }, 'staff')
    const other = sandbox.store.create({ first_name: 'Mara', email: 'mara@x.example' }, 'staff')
    sandbox.store.delete(other.id)
    await sandbox.webhooks.settled()
    expect(sandbox.webhooks.deliveries.map(({ status }) => status)).toEqual([204, 204, 204, 204])
    await vi.waitFor(() => expect(told).not.toEqual([]))
    expect(told.flatMap(({ remoteIds }) => remoteIds)).toEqual([String(id), String(other.id)])
    expect(told[0]?.workspaceId).toBe('w1')
  })

  it('starts again with the app at the same address, and no more once it is stopped', async () => {
    const first = await receiver()
    const { port, path } = await listening(first)
    await first.close()
    const second = await receiver()
    expect(second.status('w1')).toEqual({ port, path, running: true })
    await second.stop('w1')
    await second.close()
    expect((await receiver()).status('w1')).toBeNull()
  })

  it('moves to another port under the same path', async () => {
    const one = await receiver()
    const { port, path } = await listening(one)
    const moved = await listening(one)
    expect(moved.path).toBe(path)
    await expect(fetch(`http://127.0.0.1:${port}/${path}`)).rejects.toThrow()
    expect(path).toMatch(/^[\w-]{32}$/)
  })

  it('leaves a port alone that somebody else has, and stays where it was', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const { port: taken } = other.address() as AddressInfo
    const one = await receiver()
    const before = await listening(one)
    expect(await one.listen('w1', taken)).toEqual({ ok: false, error: { kind: 'port-taken' } })
    expect(one.status('w1')).toEqual({ ...before, running: true })
    await one.close()
    await new Promise((resolve) => other.close(resolve))
  })

  it('listens for no remote that tells of nothing by itself', async () => {
    const one = await receiver()
    expect((await one.listen('without', 0)).ok).toBe(false)
    expect(one.status('without')).toBeNull()
  })
})
