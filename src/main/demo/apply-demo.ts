import { v4 as uuidV4 } from 'uuid'
import { z } from 'zod'
import { REMOTE_SYSTEMS } from '#shared/connector/capabilities.ts'
import type { CredentialStore } from '#main/credentials/credential-store.ts'
import type { SettingsStore } from '#main/settings/settings-store.ts'
import type { WorkspaceStore } from '#main/workspaces/workspace-store.ts'

const demoSchema = z.object({
  system: z.enum(REMOTE_SYSTEMS),
  baseUrl: z.url(),
  credentials: z.record(z.string(), z.string()),
  name: z.string().min(1).default('Demo'),
})

/** Where the demo connects to: the JSON of CUSTOMER_DESK_DEMO, honoured by the unpackaged app only. */
export interface DemoParts {
  workspaces: WorkspaceStore
  credentials: CredentialStore
  settings: SettingsStore
  demo: string | undefined
}

/** Opens the app on a workspace that is connected to the demo server (`npm run demo`). */
export async function applyDemo({ workspaces, credentials, settings, demo }: DemoParts): Promise<void> {
  if (demo === undefined || demo === '') return
  const { system, baseUrl, credentials: typed, name } = demoSchema.parse(JSON.parse(demo))
  const workspace =
    workspaces.list().find((candidate) => candidate.name === name) ?? (await workspaces.create(name))
  const connection = {
    id: workspace.connection?.id ?? uuidV4(),
    system,
    baseUrl,
    scopeId: workspace.connection?.scopeId ?? '',
    accountName: name,
    paused: false,
  }
  await credentials.set(connection.id, typed)
  await workspaces.setConnection(workspace.id, connection)
  await settings.update({ activeWorkspaceId: workspace.id })
}
