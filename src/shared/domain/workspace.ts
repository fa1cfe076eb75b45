import { z } from 'zod'
import { REMOTE_SYSTEMS, type RemoteSystem } from '../connector/capabilities.ts'

/** Most characters of the name of a workspace. */
export const WORKSPACE_NAME_MAX = 100

/** Where a workspace's credentials are: encrypted on disk, in memory until the app closes, or to be asked for. */
export type CredentialState = 'stored' | 'until-close' | 'missing'

/** Remote system + base URL + scope of a workspace; the credentials themselves never leave main. */
export interface Connection {
  /** UUID; names the credentials and seeds the ids of records that come from this remote. */
  id: string
  system: RemoteSystem
  /** Without a trailing slash, for example "https://acme.sku.io". */
  baseUrl: string
  /** Id of the tenant, company or store, learned at the first successful check. */
  scopeId: string
  accountName: string
  paused: boolean
  /** Which way to sign in was chosen, where the system knows several: after a restart it is asked for in that way again. */
  credentialMode?: string | undefined
}

/** One local database with at most one connection. */
export interface Workspace {
  id: string
  name: string
  createdAt: number
  connection: Connection | null
  /** What it is or was last connected to; edits of linked records are still kept track of after a disconnect. */
  lastSystem: RemoteSystem | null
  /** The account it is or was last connected to: linked records mean nothing in another. Null before the first. */
  lastScope: Pick<Connection, 'scopeId' | 'accountName'> | null
}

/** A workspace as the window sees it. */
export interface WorkspaceInfo extends Workspace {
  credentials: CredentialState
}

/** Run-time check of the stored connection. */
export const connectionSchema: z.ZodType<Connection> = z.object({
  id: z.uuid(),
  system: z.enum(REMOTE_SYSTEMS),
  baseUrl: z.url(),
  scopeId: z.string(),
  accountName: z.string(),
  paused: z.boolean(),
  credentialMode: z.string().optional(),
})

/** Run-time check of a stored workspace. */
export const workspaceSchema: z.ZodType<Workspace> = z.object({
  id: z.string().min(1).max(64),
  name: z.string().min(1).max(100),
  createdAt: z.number(),
  connection: connectionSchema.nullable(),
  lastSystem: z.enum(REMOTE_SYSTEMS).nullable().default(null),
  lastScope: z.object({ scopeId: z.string(), accountName: z.string() }).nullable().default(null),
})
