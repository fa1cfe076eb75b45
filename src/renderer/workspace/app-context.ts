import type { AppInfo } from '#shared/ipc/contract.ts'
import type { Settings } from '#shared/domain/settings.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import type { AppApi } from '#renderer/bridge/app-api.ts'
import { createRequiredContext } from './required-context.ts'

/** What exists once for the window, whatever workspace is open. */
export interface AppContextValue {
  readonly api: AppApi
  readonly info: AppInfo
  readonly settings: Settings
  /** Changes settings on screen at once and keeps them. */
  readonly updateSettings: (change: Partial<Settings>) => void
  readonly workspaces: readonly WorkspaceInfo[]
  /** Takes over what main answered about a workspace; a changed connection reopens it. */
  readonly workspaceChanged: (workspace: WorkspaceInfo) => void
  /** A workspace is gone. */
  readonly workspaceRemoved: (workspaceId: string) => void
  readonly switchWorkspace: (workspaceId: string) => void
}

/** The window's own services, for everything below the providers. */
export const [AppContext, useApp] = createRequiredContext<AppContextValue>('AppContext')
