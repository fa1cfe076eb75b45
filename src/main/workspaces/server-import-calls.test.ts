import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MemoryConnector } from '#shared/connector/memory-connector.ts'
import { skuIoLikeProfile } from '#shared/connector/memory-profiles.ts'
import { MemoryRemote } from '#shared/connector/memory-remote.ts'
import type { RemoteConnector } from '#shared/connector/remote-connector.ts'
import { capabilitiesOf } from '#main/connectors/registry.ts'
import { connectorTo } from '#main/connectors/sku-io/sandboxed-connector.testing.ts'
import { CredentialStore } from '#main/credentials/credential-store.ts'
import { CsvFiles } from '#main/csv/csv-files.ts'
import { readWholeFile } from '#main/csv/read-whole-file.ts'
import { startSkuIoSandbox, type SkuIoSandbox } from '../../../e2e/sandbox/sku-io/server.ts'
import { remoteHandlers } from './remote-handlers.ts'
import { WorkspaceStore } from './workspace-store.ts'

let folder: string
let sandbox: SkuIoSandbox
let files: CsvFiles
let workspaces: WorkspaceStore
let credentials: CredentialStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'server-import-'))
  sandbox = await startSkuIoSandbox()
  files = new CsvFiles()
  workspaces = await WorkspaceStore.open(join(folder, 'workspaces.json'))
  const none = (): never => {
    throw new Error('There is no keyring')
  }
  credentials = await CredentialStore.open({
    file: join(folder, 'credentials.json'),
    safeStorage: { backend: () => Promise.resolve(''), encrypt: none, decrypt: none },
  })
})
afterEach(async () => {
  await sandbox.close()
  await rm(folder, { recursive: true })
})

const CONNECTION = '6f1c2f0e-0000-4000-8000-000000000000'

/** The channels of a workspace, connected with the sandbox by this connector. */
async function channels(connect: () => RemoteConnector = () => connectorTo(sandbox)) {
  const [first] = workspaces.list()
  if (first === undefined) throw new Error('A first start makes a workspace')
  await credentials.set(CONNECTION, { token: sandbox.token })
  await workspaces.setConnection(first.id, {
    ...{ id: CONNECTION, system: 'sku-io', baseUrl: sandbox.baseUrl },
    ...{ scopeId: 'acme', accountName: 'acme', paused: false },
  })
  const { handlers } = remoteHandlers({
    ...{ workspaces, credentials, capabilitiesOf, connect },
    readImportFile: (token, maxBytes) => readWholeFile(files.find(token), maxBytes),
  })
  return { handlers, call: { workspaceId: first.id, callId: 'call' } }
}

async function opened(text: string): Promise<{ token: string; path: string }> {
  const path = join(folder, 'list.csv')
  await writeFile(path, text)
  const handle = await files.add(path)
  if (!handle.ok) throw new Error(handle.error.kind)
  return { token: handle.value.token, path }
}

test('a file goes by its token from the disk to the remote: first the preview, then the import', async () => {
  const { handlers, call } = await channels()
  const { token } = await opened('name,email\nAnn Lee,ann@lee.example\n')
  expect(await handlers['remote:import-preview']({ ...call, token })).toMatchObject({
    ok: true,
    value: { rows: 1, valid: 1 },
  })
  expect(sandbox.store.customers.size).toBe(0)
  expect(await handlers['remote:import']({ ...call, token })).toMatchObject({ status: 'done', created: 1 })
  expect(sandbox.store.get(1).name).toBe('Ann Lee')
})

test('a file that has changed since its preview is not sent', async () => {
  const { handlers, call } = await channels()
  const { token, path } = await opened('name\nAnn\n')
  await handlers['remote:import-preview']({ ...call, token })
  await appendFile(path, 'Bob\n')
  const sent = sandbox.requests.count()
  expect(await handlers['remote:import']({ ...call, token })).toEqual({
    status: 'not-sent',
    failure: { kind: 'file', error: { kind: 'changed-while-read' } },
  })
  expect(sandbox.requests.count()).toBe(sent)
})

test('a token of no file, a file that is too large, and a workspace without credentials send nothing', async () => {
  const { handlers, call } = await channels()
  expect(await handlers['remote:import-preview']({ ...call, token: 'none' })).toEqual({
    ok: false,
    error: { kind: 'file', error: { kind: 'not-found' } },
  })
  const { token } = await opened('x'.repeat(20 * 1024 * 1024 + 1))
  expect(await handlers['remote:import']({ ...call, token })).toEqual({
    status: 'not-sent',
    failure: { kind: 'file', error: { kind: 'too-large', maxBytes: 20 * 1024 * 1024 } },
  })
  await workspaces.setConnection(call.workspaceId, null)
  const fresh = remoteHandlers({
    ...{ workspaces, credentials, capabilitiesOf, connect: () => connectorTo(sandbox) },
    readImportFile: () => Promise.reject(new Error('There is nothing to read for')),
  })
  expect(await fresh.handlers['remote:import']({ ...call, token })).toEqual({
    status: 'not-sent',
    failure: { kind: 'failed', error: { kind: 'not-configured' } },
  })
  expect(sandbox.requests.count()).toBe(0)
})

test('a remote that imports nothing by itself is never asked', async () => {
  const other = new MemoryConnector(new MemoryRemote(skuIoLikeProfile()))
  const { handlers, call } = await channels(() => other)
  const { token } = await opened('name\nAnn\n')
  await expect(handlers['remote:import']({ ...call, token })).rejects.toThrow('server-import')
  expect(sandbox.requests.count()).toBe(0)
})
