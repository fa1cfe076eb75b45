import type { ConnectorCapabilities, RemoteSystem } from '../connector/capabilities.ts'
import type {
  ConnectionIdentity,
  FindKeys,
  PullPage,
  PullRequest,
  PushItems,
  PushOutcome,
} from '../connector/remote-connector.ts'
import type { RemoteError } from '../connector/remote-error.ts'
import type { EntityKind, RemoteCustomer, RemoteRecords } from '../connector/remote-record.ts'
import type {
  CsvFileError,
  CsvFileHandle,
  CsvFlavour,
  CsvInspection,
  CsvReadOptions,
} from '../csv/csv-file.ts'
import type { Settings } from '../domain/settings.ts'
import type { WorkspaceInfo } from '../domain/workspace.ts'
import type { Result } from '../result.ts'

/** Facts about the running app that do not change while it runs. */
export interface AppInfo {
  version: string
  platform: string
  packaged: boolean
  /** False where this computer has no keyring: credentials last until the app closes. */
  keepsCredentials: boolean
}

/** Why a call to main failed beyond what its own output can say. */
export interface AppError {
  kind: 'invalid-input' | 'forbidden' | 'not-found' | 'failed'
  /** For the log; holds no secrets and no customer data. */
  detail: string
}

/** A call to the remote of a workspace; `callId` names it for remote:cancel. */
interface RemoteCall {
  workspaceId: string
  callId: string
}

/** Calls from the window to main: each channel with its input and its output. */
export interface IpcContract {
  'app:info': { input: null; output: AppInfo }
  'app:ready-to-close': { input: null; output: null }
  /** A person is asked about unsaved changes: the window stays open until it is closed anew or says that it is ready. */
  'app:keep-open': { input: null; output: null }
  'settings:get': { input: null; output: Settings }
  'settings:update': { input: Partial<Settings>; output: Settings }
  'workspaces:list': { input: null; output: WorkspaceInfo[] }
  'workspaces:create': { input: { name: string }; output: WorkspaceInfo }
  'workspaces:rename': { input: { workspaceId: string; name: string }; output: WorkspaceInfo }
  /** Tries credentials without keeping them; a null token means the ones that are kept. */
  'connection:test': {
    input: { workspaceId: string; system: RemoteSystem; baseUrl: string; token: string | null }
    output: Result<ConnectionIdentity, RemoteError>
  }
  /** Checks, then keeps connection and credentials. Changing the scope of a linked workspace is refused (`wrong-scope`). */
  'connection:save': {
    input: { workspaceId: string; system: RemoteSystem; baseUrl: string; token: string | null }
    output: Result<WorkspaceInfo, RemoteError>
  }
  'connection:set-paused': { input: { workspaceId: string; paused: boolean }; output: WorkspaceInfo }
  'connection:remove': { input: { workspaceId: string }; output: WorkspaceInfo }
  'remote:capabilities': { input: { workspaceId: string }; output: ConnectorCapabilities }
  'remote:check': { input: RemoteCall; output: Result<ConnectionIdentity, RemoteError> }
  'remote:pull': {
    input: RemoteCall & { kind: EntityKind; request: PullRequest }
    output: Result<PullPage<EntityKind>, RemoteError>
  }
  'remote:get': {
    input: RemoteCall & { kind: EntityKind; remoteIds: readonly string[] }
    output: Result<(RemoteRecords[EntityKind] | null)[], RemoteError>
  }
  'remote:find': { input: RemoteCall & { keys: FindKeys }; output: Result<RemoteCustomer[], RemoteError> }
  'remote:push': {
    input: RemoteCall & { kind: EntityKind; items: readonly PushItems[EntityKind][] }
    output: PushOutcome<EntityKind>[]
  }
  'remote:cancel': { input: { callId: string }; output: null }
  /** The native dialog; null where the person gave up. */
  'csv:choose-import': { input: null; output: Result<CsvFileHandle, CsvFileError> | null }
  /** Sent by the preload alone, for a file dropped on the window. */
  'csv:open-dropped': { input: { path: string }; output: Result<CsvFileHandle, CsvFileError> }
  /** The files opened with the app that nobody has asked for yet, in their order. */
  'csv:take-opened': { input: null; output: Result<CsvFileHandle, CsvFileError>[] }
  'csv:inspect': {
    input: { token: string; options: CsvReadOptions }
    output: Result<CsvInspection, CsvFileError>
  }
  /** Starts a read from data row `fromRow`; its port arrives by window.postMessage under `callId`. */
  'csv:read': {
    input: { token: string; options: CsvReadOptions; fromRow: number; batchSize: number; callId: string }
    output: Result<null, CsvFileError>
  }
  /** Remembers the file over restarts, so that an interrupted import can go on. */
  'csv:keep': { input: { token: string }; output: null }
  'csv:release': { input: { token: string }; output: null }
  /** Asks where to save, then opens a port for rows under `callId`; null where the person gave up. */
  'csv:write': {
    input: { suggestedName: string; flavour: CsvFlavour; callId: string }
    output: { name: string } | null
  }
}

/** Name of a call. */
export type IpcChannel = keyof IpcContract

/** What main answers to every call: an error's class and fields would not survive the crossing. */
export type IpcAnswer<C extends IpcChannel> = Result<IpcContract[C]['output'], AppError>

/** Commands of the application menu. */
export type MenuCommand =
  | 'new-customer'
  | 'import-csv'
  | 'export-csv'
  | 'search'
  | 'sync-now'
  | 'settings'
  | 'customers'
  | 'sku-mappings'
  | 'imports'
  | 'sync'

/** One-way messages from main to the window. */
export interface IpcEvents {
  'menu:command': { command: MenuCommand }
  /** CSV files were opened with the app (file association, second start): ask csv:take-opened for them. */
  'files:opened': null
  /** The window is about to close: stop sending safely, then call app:ready-to-close. */
  'app:close-requested': null
}

/** Name of an event. */
export type IpcEventName = keyof IpcEvents

/** What the preload puts on `window.api`: nothing else crosses. */
export interface WindowApi {
  invoke<C extends Exclude<IpcChannel, 'csv:open-dropped'>>(
    channel: C,
    input: IpcContract[C]['input'],
  ): Promise<IpcAnswer<C>>
  on<E extends IpcEventName>(event: E, listener: (payload: IpcEvents[E]) => void): () => void
  /** Opens a file dropped on the window; one without a path answers `not-found`. */
  openDropped(file: File): Promise<IpcAnswer<'csv:open-dropped'>>
}

/** Tag of the message by which the preload hands a port to the window. */
export const PORT_MESSAGE = 'customer-desk:port'

/** The message itself; the port is its only transferred object. */
export interface PortMessage {
  type: typeof PORT_MESSAGE
  callId: string
}
