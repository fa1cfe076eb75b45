import { render, type RenderResult } from '@testing-library/react'
import { useState, type ReactNode } from 'react'
import { memoryLocation } from 'wouter/memory-location'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { ConnectableSystem } from '#shared/connector/credential-field.ts'
import { defaultSettings } from '#shared/domain/settings.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import type { IpcContract } from '#shared/ipc/contract.ts'
import { createOtherWorkspaces } from '#renderer/app/other-workspaces.ts'
import { Providers } from '#renderer/app/providers.tsx'
import { Backups } from '#renderer/backup/backups.ts'
import type { AppApi } from '#renderer/bridge/app-api.ts'
import { ActionRepository } from '#renderer/database/action-repository.ts'
import { CustomerRepository } from '#renderer/database/customer-repository.ts'
import { HistoryRepository } from '#renderer/database/history-repository.ts'
import { ImportBatchRepository } from '#renderer/database/import-batch-repository.ts'
import { openDatabase } from '#renderer/database/open-database.ts'
import { RemoteDataRepository } from '#renderer/database/remote-data-repository.ts'
import { PersonRepository } from '#renderer/database/person-repository.ts'
import { RestoreRepository } from '#renderer/database/restore-repository.ts'
import { SkuMappingRepository } from '#renderer/database/sku-mapping-repository.ts'
import { SyncStateRepository } from '#renderer/database/sync-state-repository.ts'
import { startTestStorage } from '#renderer/workers/start-test-storage.testing.ts'
import { AppContext } from './app-context.ts'
import type { OpenWorkspace } from './open-workspace.ts'
import { WorkspaceContext } from './workspace-context.ts'

/** An open workspace on memory storage, and the way to end it. */
export interface TestWorkspace {
  readonly workspace: OpenWorkspace
  readonly close: () => Promise<void>
}

/** Opens an empty workspace over real repositories and a real roster; no engine. */
export async function openTestWorkspace(
  capabilities: ConnectorCapabilities | null = null,
): Promise<TestWorkspace> {
  const storage = startTestStorage()
  const name = `test-${crypto.randomUUID()}`
  const database = await openDatabase({ name, storage: storage.storage })
  const roster = storage.openRoster(name)
  let lastId = 0
  const now = (): number => Date.now()
  const newId = (): string => `00000000-0000-7000-8000-${String(++lastId).padStart(12, '0')}`
  const info: WorkspaceInfo = {
    id: name,
    name: 'Test',
    createdAt: 1,
    connection: null,
    lastSystem: null,
    lastScope: null,
    credentials: 'missing',
  }
  return {
    workspace: {
      info,
      capabilities,
      tracked: capabilities,
      customers: new CustomerRepository(database, { capabilities, now, newId }),
      skuMappings: new SkuMappingRepository(database, { now, newId }),
      importBatches: new ImportBatchRepository(database),
      history: new HistoryRepository(database),
      actions: new ActionRepository(database, { now, newId }),
      remoteData: new RemoteDataRepository(database),
      syncState: new SyncStateRepository(database),
      restores: new RestoreRepository(database),
      persons: new PersonRepository(database),
      tidy: () => storage.tidy(),
      backups: new Backups({ api: testApi({}), workspaceId: name, send: () => undefined, newId }),
      roster,
      sync: null,
      others: createOtherWorkspaces({
        ...{ storage, databaseName: (id) => id, deleteEmptied: () => Promise.resolve(true) },
        capabilitiesOf: () => Promise.resolve(null),
      }),
    },
    close: async () => {
      roster.close()
      await database.close()
      storage.close()
    },
  }
}

/** The systems that a test's window offers. */
const TEST_SYSTEMS: ConnectableSystem[] = [
  { system: 'sku-io', credentials: [{ name: 'token', secret: true }], defaultAddress: '' },
  {
    system: 'open-food-network',
    credentials: [
      { name: 'token', secret: true },
      { name: 'enterpriseId', secret: false, optional: true, namesScope: true },
    ],
    defaultAddress: '',
  },
  {
    system: 'kounta',
    credentials: [
      { name: 'clientId', secret: false, mode: 'oauth' },
      { name: 'clientSecret', secret: true, mode: 'oauth' },
      { name: 'clientId', secret: false, mode: 'basic' },
      { name: 'clientSecret', secret: true, mode: 'basic' },
    ],
    defaultAddress: 'https://api.kounta.com',
    signInMode: 'oauth',
  },
  {
    system: 'woocommerce',
    credentials: [
      { name: 'consumerKey', secret: true },
      { name: 'consumerSecret', secret: true },
      { name: 'trustedCertificate', secret: false, optional: true, input: 'lines' },
      { name: 'plainHttp', secret: false, optional: true, input: 'agreement' },
    ],
    defaultAddress: '',
  },
]

/** The calls to main that a test answers; any other fails the test. */
export type ApiAnswers = {
  [C in keyof IpcContract]?: (input: IpcContract[C]['input']) => Promise<IpcContract[C]['output']>
}

/** The bridge with answers of the test's own. */
export function testApi(answers: ApiAnswers): AppApi {
  return {
    call: (channel, input) => {
      // The map ties each channel to its own input and output; a union of them cannot be called.
      const answer = answers[channel] as ((input: unknown) => Promise<never>) | undefined
      if (answer === undefined) return Promise.reject(new Error(`Unexpected call ${channel}`))
      return answer(input)
    },
    on: () => () => undefined,
    openDropped: () => Promise.reject(new Error('Unexpected openDropped')),
    port: () => Promise.reject(new Error('Unexpected port')),
  }
}

/** Shows `ui` as the app would, in an open workspace at a place of the window. */
export function renderInWorkspace(
  ui: ReactNode,
  workspace: OpenWorkspace,
  options: { answers?: ApiAnswers; path?: string; api?: Partial<AppApi>; others?: WorkspaceInfo[] } = {},
): RenderResult & { history: string[] } {
  const location = memoryLocation({ path: options.path ?? '/', record: true })
  function Frame() {
    const [settings, setSettings] = useState(() => defaultSettings('test'))
    const [workspaces, setWorkspaces] = useState([workspace.info, ...(options.others ?? [])])
    const [info, setInfo] = useState(workspace.info)
    return (
      <AppContext
        value={{
          api: { ...testApi(options.answers ?? {}), ...options.api },
          info: {
            ...{ version: '0.0.0', platform: 'linux', packaged: false, keepsCredentials: false },
            systems: TEST_SYSTEMS,
          },
          settings,
          updateSettings: (change) => {
            setSettings({ ...settings, ...change })
          },
          workspaces,
          workspaceChanged: (changed) => {
            setWorkspaces([changed, ...(options.others ?? [])])
            setInfo(changed)
          },
          workspaceRemoved: (id) => {
            setWorkspaces(workspaces.filter((each) => each.id !== id))
          },
          switchWorkspace: () => undefined,
        }}
      >
        <Providers colorScheme="light" env="test" locationHook={location.hook}>
          <WorkspaceContext value={{ ...workspace, info }}>{ui}</WorkspaceContext>
        </Providers>
      </AppContext>
    )
  }
  const result = render(<Frame />)
  return { ...result, history: location.history }
}

/** The window without layout shows no rows: gives every element a height, as a laid out page would. */
export function layOut(height = 700): () => void {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => height })
  return () => {
    Reflect.deleteProperty(HTMLElement.prototype, 'clientHeight')
  }
}
