import { v4 as uuidV4 } from 'uuid'
import type { ConnectorCapabilities, RemoteSystem } from '#shared/connector/capabilities.ts'
import { CREDENTIAL_MODE, type Credentials } from '#shared/connector/credential-field.ts'
import type { ConnectionIdentity, RemoteConnector } from '#shared/connector/remote-connector.ts'
import type { RemoteError } from '#shared/connector/remote-error.ts'
import type { Connection, WorkspaceInfo } from '#shared/domain/workspace.ts'
import type { TypedConnection } from '#shared/ipc/contract.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { ConnectionParts } from '#main/connectors/connector-parts.ts'
import type { CredentialStore } from '#main/credentials/credential-store.ts'
import { CallRefusal, type IpcHandlers } from '#main/ipc/ipc-handlers.ts'
import type { SystemSignIn } from '#main/oauth/system-sign-in.ts'
import { requireWorkspace, workspaceInfo } from './workspace-handlers.ts'
import type { WorkspaceStore } from './workspace-store.ts'

/** What the connection handlers need of the rest of main. */
export interface ConnectionHandlerParts {
  workspaces: WorkspaceStore
  credentials: CredentialStore
  /** The base URL that a person's text means; a `protocol` error says why it means none. */
  baseUrlOf: (system: RemoteSystem, typed: string) => Result<string, RemoteError>
  capabilitiesOf: (system: RemoteSystem) => ConnectorCapabilities
  connect: (system: RemoteSystem, parts: ConnectionParts) => RemoteConnector
  signIn: SystemSignIn
  /** Called when the credentials or the connection of a workspace have changed. */
  changed: (workspaceId: string) => void
}

/** How long a connection test may take, in ms. */
const TEST_TIMEOUT_MS = 20_000

/** Where what was typed leads, together with what is kept. */
interface TypedPlace {
  baseUrl: string
  /** The account the workspace is or was linked with. */
  known: Pick<Connection, 'scopeId' | 'accountName'> | null
  /** The connection whose kept credentials are for this place. */
  usable: Connection | null
  credentials: Credentials
}

type ConnectionHandlers = Pick<IpcHandlers, Extract<keyof IpcHandlers, `connection:${string}`>>

/** What a successful test used. */
interface Tested {
  identity: ConnectionIdentity
  baseUrl: string
  credentials: Credentials
}

/** Handlers for testing, saving, signing in, pausing and removing the connection of a workspace. */
export function connectionHandlers(parts: ConnectionHandlerParts): ConnectionHandlers {
  const { workspaces, credentials } = parts

  const place = async (input: TypedConnection): Promise<Result<TypedPlace, RemoteError>> => {
    const { connection: existing, lastScope, lastSystem } = requireWorkspace(workspaces, input.workspaceId)
    const known = lastScope ?? existing
    const baseUrl = parts.baseUrlOf(input.system, input.baseUrl)
    if (!baseUrl.ok) return baseUrl
    if (lastSystem !== null && lastSystem !== input.system) {
      const [expected, actual] = [lastSystem, input.system].map(
        (each) => parts.capabilitiesOf(each).displayName,
      )
      return err({ kind: 'wrong-scope', expected: expected ?? '', actual: actual ?? '' })
    }
    // Kept credentials go only to the place they were given for.
    const usable = existing?.baseUrl === baseUrl.value ? existing : null
    const kept = usable === null ? null : await credentials.get(usable.id)
    const used = mergeCredentials(kept, input.credentials)
    if (used === null) return err({ kind: 'not-configured' })
    return ok({ baseUrl: baseUrl.value, known, usable, credentials: used })
  }

  const test = async (input: TypedConnection): Promise<Result<Tested, RemoteError>> => {
    const typed = await place(input)
    if (!typed.ok) return typed
    const { baseUrl, known, usable } = typed.value
    let used = typed.value.credentials
    const connector = parts.connect(input.system, {
      ...{ baseUrl, scopeId: known?.scopeId ?? '', credentials: used },
      saveCredentials: async (changed) => {
        used = { ...used, ...changed }
        // The old ones are worth nothing any more, whatever comes of the test.
        if (usable !== null && input.credentials === null) await credentials.set(usable.id, used)
      },
    })
    const identity = await connector.checkConnection(AbortSignal.timeout(TEST_TIMEOUT_MS))
    if (!identity.ok) return identity
    if (known !== null && known.scopeId !== '' && known.scopeId !== identity.value.scopeId) {
      return err({ kind: 'wrong-scope', expected: known.accountName, actual: identity.value.accountName })
    }
    if (identity.value.unproven === true && input.confirmed !== true) return err({ kind: 'unproven' })
    return ok({ identity: identity.value, baseUrl, credentials: used })
  }

  const setConnection = async (workspaceId: string, connection: Connection | null) => {
    const workspace = await workspaces.setConnection(workspaceId, connection)
    parts.changed(workspaceId)
    return workspaceInfo(workspace, credentials)
  }

  const save = async (input: TypedConnection): Promise<Result<WorkspaceInfo, RemoteError>> => {
    const tested = await test(input)
    if (!tested.ok) return tested
    const existing = requireWorkspace(workspaces, input.workspaceId).connection
    const mode = tested.value.credentials[CREDENTIAL_MODE]
    const connection: Connection = {
      id: existing?.id ?? uuidV4(),
      system: input.system,
      baseUrl: tested.value.baseUrl,
      scopeId: tested.value.identity.scopeId,
      accountName: tested.value.identity.accountName,
      paused: existing?.paused ?? false,
      ...(mode === undefined ? {} : { credentialMode: mode }),
    }
    await credentials.set(connection.id, tested.value.credentials)
    return ok(await setConnection(input.workspaceId, connection))
  }

  return {
    'connection:test': async (input) => {
      const tested = await test(input)
      if (!tested.ok) return tested
      return ok(tested.value.identity)
    },
    'connection:save': save,
    'connection:sign-in': async (input) => {
      const typed = await place(input)
      if (!typed.ok) return typed
      const signedIn = await parts.signIn.start(input.system, typed.value)
      if (!signedIn.ok) return signedIn
      return save({ ...input, credentials: { ...typed.value.credentials, ...signedIn.value } })
    },
    'connection:cancel-sign-in': () => {
      parts.signIn.cancel()
      return null
    },
    'connection:set-paused': async ({ workspaceId, paused }) => {
      const { connection } = requireWorkspace(workspaces, workspaceId)
      if (connection === null) throw new CallRefusal('not-found', 'connection')
      const workspace = await workspaces.setConnection(workspaceId, { ...connection, paused })
      return workspaceInfo(workspace, credentials)
    },
    'connection:remove': async ({ workspaceId }) => {
      const { connection } = requireWorkspace(workspaces, workspaceId)
      if (connection !== null) await credentials.remove(connection.id)
      return setConnection(workspaceId, null)
    },
  }
}

/** What was typed over what is kept; the fields of another mode are no part of it. Null where there is neither. */
function mergeCredentials(kept: Credentials | null, typed: Credentials | null): Credentials | null {
  if (kept === null || typed === null) return typed ?? kept
  return kept[CREDENTIAL_MODE] === typed[CREDENTIAL_MODE] ? { ...kept, ...typed } : typed
}
