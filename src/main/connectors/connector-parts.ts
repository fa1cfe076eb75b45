import type { Credentials } from '#shared/connector/credential-field.ts'
import type { HttpClient } from '#main/http/http-client.ts'

/** What every connector is made of. */
export interface ConnectorParts {
  /** As baseUrlOf gives it. */
  baseUrl: string
  /** The account the workspace is linked with; '' = none yet. */
  scopeId: string
  /** By the names of the system's own fields. */
  credentials: Credentials
  http: HttpClient
  /** Keeps changed ones (rotated tokens) before they are used. Rejects where the disk fails. */
  saveCredentials: (changed: Credentials) => Promise<void>
}

/** The same without what the app itself adds: how a workspace's connection is told to a connector. */
export type ConnectionParts = Omit<ConnectorParts, 'http'>
