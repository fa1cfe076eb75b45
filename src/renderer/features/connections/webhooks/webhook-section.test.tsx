import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ownReferenceProfile, skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { WEBHOOK_FILTERS, type RemoteWebhook, type WebhookListening } from '#shared/connector/webhooks.ts'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import {
  openTestWorkspace,
  renderInWorkspace,
  type TestWorkspace,
} from '#renderer/workspace/test-workspace.testing.tsx'
import { WebhookSection } from './webhook-section.tsx'

const user = userEvent.setup({ delay: null })
let desk: TestWorkspace
let hooks: RemoteWebhook[]
let listening: WebhookListening | null
beforeEach(() => {
  hooks = []
  listening = null
})
afterEach(() => desk.close())

const show = async (
  capabilities: ConnectorCapabilities = {
    ...ownReferenceProfile().capabilities,
    webhooks: { filters: WEBHOOK_FILTERS },
  },
): Promise<void> => {
  desk = await openTestWorkspace(capabilities)
  const connection = {
    ...{ id: '018f0000-0000-7000-8000-0000000000c0', system: 'kounta' as const, paused: false },
    ...{ baseUrl: 'https://api.kounta.com', scopeId: '5678', accountName: 'Swan Lane Coffee' },
  }
  const info = { ...desk.workspace.info, connection }
  renderInWorkspace(
    <WebhookSection />,
    { ...desk.workspace, info },
    {
      answers: {
        'webhooks:listening': () => Promise.resolve(listening),
        'webhooks:listen': ({ port }) => {
          if (port === 80) return Promise.resolve({ ok: false, error: { kind: 'port-taken' } })
          listening = port === null ? null : { port: port || 4711, path: 'secret-path', running: true }
          return Promise.resolve({ ok: true, value: listening })
        },
        'webhooks:list': () => Promise.resolve({ ok: true, value: [...hooks] }),
        'webhooks:save': ({ id, draft }) => {
          if (!draft.address.startsWith('https:')) {
            return Promise.resolve({
              ok: false,
              error: { kind: 'refused', reason: 'address must be a https URL' },
            })
          }
          const saved = { id: id ?? String(hooks.length + 1), ...draft }
          hooks = [...hooks.filter((each) => each.id !== saved.id), saved]
          return Promise.resolve({ ok: true, value: saved })
        },
        'webhooks:remove': ({ id }) => {
          hooks = hooks.filter((each) => each.id !== id)
          return Promise.resolve({ ok: true, value: null })
        },
      },
    },
  )
}

it('is absent where the remote tells of nothing by itself', async () => {
  await show(skuIoLikeProfile().capabilities)
  expect(screen.queryByText(/at once/)).toBeNull()
})

it('is off at first, shows the address to forward to once it is on, and moves to another port', async () => {
  await show()
  const listen = await screen.findByRole<HTMLInputElement>('switch', { name: 'Listen on this computer' })
  await waitFor(() => expect(listen.disabled).toBe(false))
  expect(listen.checked).toBe(false)
  expect(screen.queryByText(/127\.0\.0\.1/)).toBeNull()
  await user.click(listen)
  expect(await screen.findByText('http://127.0.0.1:4711/secret-path')).toBeTruthy()
  const port = screen.getByRole('textbox', { name: 'Port' })
  await user.clear(port)
  await user.type(port, '80')
  await user.click(screen.getByRole('button', { name: 'Use this port' }))
  expect(await screen.findByText('Another program has this port.')).toBeTruthy()
  await user.click(listen)
  await waitFor(() => expect(screen.queryByText(/127\.0\.0\.1/)).toBeNull())
})

it('adds what is to be told of with its filters, changes it and removes it', async () => {
  await show()
  expect(await screen.findByText('Nothing yet.')).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Add' }))
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(screen.getByText('Enter the address.')).toBeTruthy()
  const address = screen.getByRole('textbox', { name: 'Public address of your relay' })
  await user.type(address, 'http://relay.example/a')
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('address must be a https URL')).toBeTruthy()
  await user.clear(address)
  await user.type(address, 'https://relay.example/a')
  await user.click(screen.getByRole('combobox', { name: 'Only where one of these has changed' }))
  await user.click(await screen.findByRole('option', { name: 'Mobile' }))
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('https://relay.example/a · Mobile')).toBeTruthy()
  expect(hooks).toEqual([
    { id: '1', topic: 'updated', address: 'https://relay.example/a', filters: ['mobile'] },
  ])

  await user.click(screen.getByRole('button', { name: 'Change “A customer is changed”' }))
  await user.click(screen.getByRole('combobox', { name: 'When a customer is' }))
  await user.click(await screen.findByRole('option', { name: 'deleted' }))
  await user.click(screen.getByRole('button', { name: 'Save' }))
  expect(await screen.findByText('A customer is deleted')).toBeTruthy()
  expect(hooks).toMatchObject([{ id: '1', topic: 'deleted', filters: [] }])

  await user.click(screen.getByRole('button', { name: 'Remove “A customer is deleted”' }))
  expect(await screen.findByText('Nothing yet.')).toBeTruthy()
})

it('offers no filters where a remote knows none, and says what the remote has stopped telling', async () => {
  hooks = [{ id: '1', topic: 'created', address: 'https://relay.example/a', filters: [], stopped: true }]
  await show({ ...ownReferenceProfile().capabilities, webhooks: { filters: [] } })
  expect(await screen.findByText(/has stopped telling this/)).toBeTruthy()
  await user.click(screen.getByRole('button', { name: 'Add' }))
  expect(screen.getByRole('textbox', { name: 'Public address of your relay' })).toBeTruthy()
  expect(screen.queryByRole('combobox', { name: 'Only where one of these has changed' })).toBeNull()
})
