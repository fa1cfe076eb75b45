import type { BackupKind } from '../backup/backup-format.ts'
import type {
  BackupError,
  BackupInfo,
  CheckedBackup,
  ErasedPerson,
  RemovedBackup,
} from '../backup/backup-messages.ts'
import type { ConnectorCapabilities, RemoteSystem } from '../connector/capabilities.ts'
import type { ConnectableSystem, Credentials } from '../connector/credential-field.ts'
import type { RemoteWebhook, WebhookDraft, WebhookFailure, WebhookListening } from '../connector/webhooks.ts'
import type { SignInFailure } from '../connector/sign-in.ts'
import type {
  ConnectionIdentity,
  FindKeys,
  PullPage,
  PullRequest,
  PushItems,
  PushOutcome,
} from '../connector/remote-connector.ts'
import type { RelatedKind, RelatedRecords } from '../connector/related-data.ts'
import type {
  ActionOutcome,
  IntegrationCustomer,
  RemoteAction,
  ShippingOrder,
} from '../connector/remote-action.ts'
import type { RemoteError } from '../connector/remote-error.ts'
import type { EntityKind, RemoteCustomer, RemoteRecords } from '../connector/remote-record.ts'
import type {
  ServerImportFailure,
  ServerImportOutcome,
  ServerImportPreview,
} from '../connector/server-import.ts'
import type {
  CsvFileError,
  CsvFileHandle,
  CsvFlavour,
  CsvInspection,
  CsvReadOptions,
  RejectedRow,
  RowEdit,
} from '../csv/csv-file.ts'
import type { RecoveryState } from '../domain/recovery-state.ts'
import type { Settings } from '../domain/settings.ts'
import type { WorkspaceInfo } from '../domain/workspace.ts'
import type { PersonTraits } from '../person/person-traits.ts'
import type { Result } from '../result.ts'

/** Facts about the running app that do not change while it runs. */
export interface AppInfo {
  version: string
  platform: string
  packaged: boolean
  /** False where this computer has no keyring: credentials last until the app closes. */
  keepsCredentials: boolean
  /** The systems a workspace can be connected with. */
  systems: ConnectableSystem[]
}

/** What a person has filled in; null credentials mean the ones that are kept, a field left out too. */
export interface TypedConnection {
  workspaceId: string
  system: RemoteSystem
  baseUrl: string
  credentials: Credentials | null
  /** True once a person has said that an answer which proves nothing will do. */
  confirmed?: boolean
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
  /**
   * A workspace for what a backup holds: not connected, but of the account that the backup's workspace was of. It is noted
   * as being filled until the window says workspaces:filled.
   */
  'workspaces:create-for-backup': {
    input: { name: string; backupId: string }
    output: Result<WorkspaceInfo, BackupError>
  }
  /** A workspace made for a backup holds all of it now. Saying it again does no harm. */
  'workspaces:filled': { input: { workspaceId: string }; output: null }
  'workspaces:rename': { input: { workspaceId: string; name: string }; output: WorkspaceInfo }
  /**
   * Forgets a workspace with its connection and credentials; the last one is refused. Its database is the window's, which
   * says workspaces:removed once that is deleted. `backups`: its backups go too, then.
   */
  'workspaces:remove': { input: { workspaceId: string; backups: boolean }; output: null }
  /** The database of a workspace that was forgotten is deleted. Saying it again does no harm. */
  'workspaces:removed': { input: { workspaceId: string }; output: null }
  /** Tries credentials without keeping them. */
  'connection:test': { input: TypedConnection; output: Result<ConnectionIdentity, RemoteError> }
  /**
   * Checks, then keeps connection and credentials. Another system or account than the workspace is linked with is
   * refused (`wrong-scope`).
   */
  'connection:save': { input: TypedConnection; output: Result<WorkspaceInfo, RemoteError> }
  /** Has the person sign in in the browser with what was typed, then saves as connection:save does. */
  'connection:sign-in': {
    input: TypedConnection
    output: Result<WorkspaceInfo, RemoteError | SignInFailure>
  }
  /** Gives up the sign-in under way, if there is one. */
  'connection:cancel-sign-in': { input: null; output: null }
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
  /** What there is beyond a customer itself; `protocol` for a kind that the remote does not tell. */
  'remote:related': {
    input: RemoteCall & { kind: RelatedKind; customerRemoteId: string }
    output: Result<RelatedRecords[RelatedKind][], RemoteError>
  }
  /** Runs a command. Never repeated by main. */
  'remote:run-action': { input: RemoteCall & { action: RemoteAction }; output: ActionOutcome }
  'remote:shipping-order': {
    input: RemoteCall & { fulfilmentId: string }
    output: Result<ShippingOrder | null, RemoteError>
  }
  'remote:integration-customers': {
    input: RemoteCall & { instanceId: string; page: number }
    output: Result<{ customers: IntegrationCustomer[]; hasMore: boolean }, RemoteError>
  }
  /** What the remote itself would do with a file that main has opened; nothing is written. */
  'remote:import-preview': {
    input: RemoteCall & { token: string }
    output: Result<ServerImportPreview, ServerImportFailure>
  }
  /** Has the remote import the file by itself. Never repeated by the app. */
  'remote:import': { input: RemoteCall & { token: string }; output: ServerImportOutcome }
  /** The hooks about customers that are registered at the remote. */
  'webhooks:list': { input: RemoteCall; output: Result<RemoteWebhook[], RemoteError> }
  /** Registers a hook, or changes the one with this id. */
  'webhooks:save': {
    input: RemoteCall & { id: string | null; draft: WebhookDraft }
    output: Result<RemoteWebhook, WebhookFailure>
  }
  'webhooks:remove': { input: RemoteCall & { id: string }; output: Result<null, WebhookFailure> }
  /** Where this computer listens for what the remote tells by itself; null = it does not. */
  'webhooks:listening': { input: { workspaceId: string }; output: WebhookListening | null }
  /** Listens on this port (0 = a free one), or stops (null). The path stays what it was. */
  'webhooks:listen': {
    input: { workspaceId: string; port: number | null }
    output: Result<WebhookListening | null, { kind: 'port-taken' }>
  }
  'remote:cancel': { input: { callId: string }; output: null }
  /** Asks where to save, then writes these lines and the end of the app's own log, without secrets; null where the person gave up. */
  'log:save': { input: { suggestedName: string; lines: string[] }; output: { name: string } | null }
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
  /**
   * A file without a path (dragged from a browser or a mail, pasted): its bytes come over a port that arrives under
   * `callId`; when that has answered `done`, the file is known under the token.
   */
  'csv:receive': { input: { name: string; callId: string }; output: { token: string } }
  /**
   * Reads a file from its start into a store of its own in the data folder, named `stageId` (the id of the import), and
   * sends its data rows meanwhile over a port that arrives by window.postMessage under `callId`. From then on the file
   * is not needed any more. A store of this name that is there already is replaced.
   */
  'csv:stage': {
    input: { token: string; options: CsvReadOptions; stageId: string; batchSize: number; callId: string }
    output: Result<null, CsvFileError>
  }
  /** Reads a kept file from data row `fromRow`, its edits applied, over a port under `callId`. */
  'csv:read': {
    input: { stageId: string; fromRow: number; batchSize: number; callId: string }
    output: Result<null, CsvFileError>
  }
  /**
   * Opens a port under `callId` over which one pass over a file remembers what its rows have left (seen-rows.ts). All of
   * it goes when the port is closed.
   */
  'csv:seen-rows': { input: { callId: string }; output: null }
  /** Single data rows of a kept file, in the order asked, edits applied; at most 1,000. */
  'csv:rows': { input: { stageId: string; rows: number[] }; output: Result<string[][], CsvFileError> }
  /** Adds an edit; answers how many there are. `undo` takes the last one away again. */
  'csv:edit': {
    input: { stageId: string; edit: RowEdit | { type: 'undo' } }
    output: Result<{ edits: number }, CsvFileError>
  }
  /** Remembers rows that an import left out; a row that is told again counts once. */
  'csv:reject': { input: { stageId: string; rows: RejectedRow[] }; output: Result<null, CsvFileError> }
  /**
   * Asks where to save, then writes the rows left out as they stand now, with the header and a column for the reason;
   * null where the person gave up.
   */
  'csv:save-rejected': {
    input: {
      stageId: string
      suggestedName: string
      header: string[]
      numberHeader: string
      reasonHeader: string
    }
    output: Result<{ name: string; rows: number }, CsvFileError> | null
  }
  /**
   * The data rows that name a person in these stores and in those that no import has begun of; stores without any are
   * left out.
   */
  'csv:find-person': {
    input: { stageIds: string[]; traits: PersonTraits }
    output: Result<{ stageId: string; rows: number[] }[], CsvFileError>
  }
  /** Blanks rows of a kept file where they lie, and takes the person out of edits and reasons. */
  'csv:erase-person': {
    input: { stageId: string; rows: number[]; traits: PersonTraits }
    output: Result<null, CsvFileError>
  }
  /** Keeps a store over restarts (an import of it has begun); without this the next start removes it. */
  'csv:keep': { input: { stageId: string }; output: null }
  'csv:discard': { input: { stageId: string }; output: null }
  /** Asks where to save, then opens a port for rows under `callId`; null where the person gave up. */
  'csv:write': {
    input: { suggestedName: string; flavour: CsvFlavour; callId: string }
    output: { name: string } | null
  }
  /**
   * The backups of a workspace in the app's folder, newest first; `toFill`: before them the one that it is still to be
   * filled from, where there is one.
   */
  'backup:list': { input: { workspaceId: string; toFill: boolean }; output: BackupInfo[] }
  /** Backups in the app's folder of workspaces that were removed and left them, newest first. Their ids are tokens. */
  'backup:list-removed': { input: null; output: RemovedBackup[] }
  /** Deletes one of these, or `all` that the same workspace left; `not-found` for any other backup, `needed` where another workspace is still to be filled from one of them: then nothing is deleted. */
  'backup:delete-removed': { input: { id: string; all: boolean }; output: Result<null, BackupError> }
  /**
   * Writes a backup of what comes over the port that is sent under `callId`, reads it back and puts it in its place.
   * Null where a person was to choose the place and gave up.
   */
  'backup:write': {
    input: {
      workspaceId: string
      kind: BackupKind
      customers: number
      schemas: Record<string, number>
      choose: boolean
      callId: string
    }
    output: Result<BackupInfo, BackupError> | null
  }
  /** The native dialog; null where the person gave up. The backup's id is a token. */
  'backup:choose': { input: { workspaceId: string }; output: Result<BackupInfo, BackupError> | null }
  /**
   * Reads a backup from end to end: only one that is whole may change anything, and only one of this workspace, unless
   * `anyWorkspace`: it is to become one of its own.
   */
  'backup:check': {
    input: { workspaceId: string; id: string; anyWorkspace: boolean }
    output: Result<CheckedBackup, BackupError>
  }
  /** Gives its batches over the port that is sent under `callId`, without people who were erased since it was made. */
  'backup:read': {
    input: { workspaceId: string; id: string; callId: string }
    output: Result<null, BackupError>
  }
  'backup:show-folder': { input: { workspaceId: string }; output: null }
  /** From now on every restore of a backup made before leaves this person out. */
  'backup:add-erased': { input: { workspaceId: string } & ErasedPerson; output: null }
  /** What main itself keeps that names a person: lines of its log, and copies of damaged stores that may hold anybody. */
  'person:find': {
    input: { traits: PersonTraits }
    output: { logLines: string[]; keptAside: string[] }
  }
  'person:erase-log': { input: { traits: PersonTraits }; output: null }
  /** Asks where to save, then starts a text file there; null where the person gave up. */
  'person:create-file': {
    input: { suggestedName: string }
    output: Result<{ token: string; name: string }, BackupError> | null
  }
  'person:add-text': { input: { token: string; text: string }; output: Result<null, BackupError> }
  /** Puts the file in its place; not `keep`: leaves nothing of it. */
  'person:finish-file': { input: { token: string; keep: boolean }; output: Result<null, BackupError> }
  /** What main found before the store was opened, and what it had to keep aside. */
  'recovery:state': { input: null; output: RecoveryState }
  /** Notes how many customers a workspace has, so that a store that has lost them is noticed. */
  'recovery:note': { input: { workspaceId: string; customers: number }; output: null }
  /** Keeps the files of the store under another name; answers with the name of the folder. */
  'recovery:set-aside': { input: null; output: Result<{ folder: string }, BackupError> }
  /** Copies damaged files of the store, and has it opened as it is. */
  'recovery:accept': { input: null; output: null }
  /** Bytes that are free where the app keeps its data. */
  'recovery:free-space': { input: null; output: { bytes: number } }
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
  | 'conflicts'

/** One-way messages from main to the window. */
export interface IpcEvents {
  'menu:command': { command: MenuCommand }
  /** CSV files were opened with the app (file association, second start): ask csv:take-opened for them. */
  'files:opened': null
  /** The remote has told that these customers have changed there, were made or deleted. */
  'remote:changed': { workspaceId: string; remoteIds: string[] }
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
