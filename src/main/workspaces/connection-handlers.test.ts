import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Credentials } from '#shared/connector/credential-field.ts'
import { MemoryConnector } from '#shared/connector/memory-connector.ts'
import { skuIoLikeProfile, upsertingProfile } from '#shared/connector/memory-profiles.ts'
import { MemoryRemote } from '#shared/connector/memory-remote.ts'
import type { ConnectionParts } from '#main/connectors/connector-parts.ts'
import { CredentialStore } from '#main/credentials/credential-store.ts'
import { connectionHandlers } from './connection-handlers.ts'
import { WorkspaceStore } from './workspace-store.ts'

let folder: string
let workspaces: WorkspaceStore
let credentials: CredentialStore
/** With what the connector was made, each time. */
let connected: ConnectionParts[]
/** With what a person was asked to sign in, each time. */
let signedInWith: { baseUrl: string; credentials: Credentials }[]
beforeEach(async () => {
  signedInWith = []
  folder = await mkdtemp(join(tmpdir(), 'connection-'))
  workspaces = await WorkspaceStore.open(join(folder, 'workspaces.json'))
  const none = (): never => {
    throw new Error('There is no keyring')
  }
  credentials = await CredentialStore.open({
    file: join(folder, 'credentials.json'),
    safeStorage: { backend: () => Promise.resolve(''), encrypt: none, decrypt: none },
  })
  connected = []
})
afterEach(() => rm(folder, { recursive: true }))

/** The channels over a remote in memory; `rotate` is what its check changes in the credentials. */
function channels(rotate: Credentials | null = null) {
  const remote = new MemoryRemote(skuIoLikeProfile())
  const handlers = connectionHandlers({
    ...{ workspaces, credentials },
    capabilitiesOf: (system) => ({
      ...(system === 'sku-io' ? skuIoLikeProfile() : upsertingProfile()).capabilities,
    }),
    baseUrlOf: (_system, typed) => ({ ok: true, value: typed }),
    connect: (_system, parts) => {
      connected.push(parts)
      const connector = new MemoryConnector(remote)
      const check = connector.checkConnection.bind(connector)
      connector.checkConnection = async () => {
        if (rotate !== null) await parts.saveCredentials(rotate)
        return check(new AbortController().signal)
      }
      return connector
    },
    signIn: {
      start: (_system, place) => {
        signedInWith.push(place)
        return Promise.resolve({ ok: true, value: { accessToken: 'fresh' } })
      },
      cancel: () => undefined,
    },
    changed: () => undefined,
  })
  return { handlers, workspaceId: workspaces.list()[0]?.id ?? '' }
}

const typed = (workspaceId: string, given: Credentials | null, system: 'sku-io' | 'kounta' = 'sku-io') => ({
  ...{ workspaceId, system, baseUrl: 'https://acme.example' },
  credentials: given,
})
const kept = async (workspaceId: string) =>
  credentials.get(workspaces.find(workspaceId)?.connection?.id ?? '')

test('a field that is left empty stays as it is kept, at the same address only', async () => {
  const { handlers, workspaceId } = channels()
  await handlers['connection:save'](typed(workspaceId, { token: 'a', enterpriseId: '2' }))
  await handlers['connection:save'](typed(workspaceId, { token: 'b' }))
  expect(await kept(workspaceId)).toEqual({ token: 'b', enterpriseId: '2' })
  expect(connected.at(-1)?.credentials).toEqual({ token: 'b', enterpriseId: '2' })

  await handlers['connection:test'](typed(workspaceId, null))
  expect(connected.at(-1)?.credentials).toEqual({ token: 'b', enterpriseId: '2' })
  const elsewhere = { ...typed(workspaceId, null), baseUrl: 'https://other.example' }
  expect(await handlers['connection:test'](elsewhere)).toEqual({
    ok: false,
    error: { kind: 'not-configured' },
  })
})

test('another way to sign in takes nothing over from the one before', async () => {
  const { handlers, workspaceId } = channels()
  await handlers['connection:save'](typed(workspaceId, { mode: 'oauth', accessToken: 'old' }))
  await handlers['connection:save'](typed(workspaceId, { mode: 'basic', clientId: 'c' }))
  expect(await kept(workspaceId)).toEqual({ mode: 'basic', clientId: 'c' })
  const reopened = await WorkspaceStore.open(join(folder, 'workspaces.json'))
  expect(reopened.find(workspaceId)?.connection?.credentialMode).toBe('basic')
})

test('credentials that change during the check are kept as they are then', async () => {
  const { handlers, workspaceId } = channels({ refreshToken: 'second' })
  await handlers['connection:save'](typed(workspaceId, { clientId: 'c', refreshToken: 'first' }))
  expect(await kept(workspaceId)).toEqual({ clientId: 'c', refreshToken: 'second' })
})

test('a test of kept credentials keeps the ones that came in their place', async () => {
  await channels().handlers['connection:save'](
    typed(channels().workspaceId, { clientId: 'c', refreshToken: 'first' }),
  )
  const { handlers, workspaceId } = channels({ refreshToken: 'second' })
  await handlers['connection:test'](typed(workspaceId, null))
  expect(await kept(workspaceId)).toEqual({ clientId: 'c', refreshToken: 'second' })
})

test('a workspace that was connected stays with its system, after a disconnect too', async () => {
  const { handlers, workspaceId } = channels()
  await handlers['connection:save'](typed(workspaceId, { token: 'a' }))
  await handlers['connection:remove']({ workspaceId })
  expect(await handlers['connection:save'](typed(workspaceId, { token: 'a' }, 'kounta'))).toMatchObject({
    ok: false,
    error: { kind: 'wrong-scope' },
  })
  expect(connected).toHaveLength(1)
})

test('signs in with what was typed over what is kept, and keeps what came of it', async () => {
  const { handlers, workspaceId } = channels()
  await handlers['connection:save'](typed(workspaceId, { clientId: 'a', clientSecret: 'old', mode: 'oauth' }))
  const saved = await handlers['connection:sign-in'](
    typed(workspaceId, { clientSecret: 'new', mode: 'oauth' }),
  )
  const given = { clientId: 'a', clientSecret: 'new', mode: 'oauth' }
  expect(signedInWith).toMatchObject([{ baseUrl: 'https://acme.example', credentials: given }])
  expect(saved.ok).toBe(true)
  const connectionId = workspaces.list()[0]?.connection?.id ?? ''
  expect(await credentials.get(connectionId)).toEqual({ ...given, accessToken: 'fresh' })
})
