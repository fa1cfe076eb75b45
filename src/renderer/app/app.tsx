import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Observable } from 'rxjs'
import type { AppInfo } from '#shared/ipc/contract.ts'
import type { Settings } from '#shared/domain/settings.ts'
import type { RecoveryState } from '#shared/domain/recovery-state.ts'
import type { WorkspaceInfo } from '#shared/domain/workspace.ts'
import type { Backups } from '#renderer/backup/backups.ts'
import type { AppApi } from '#renderer/bridge/app-api.ts'
import { KeptAsideNotice } from '#renderer/features/backup/recovery/kept-aside-notice.tsx'
import { AppContext, type AppContextValue } from '#renderer/workspace/app-context.ts'
import { BrokenPage } from './broken-page.tsx'
import { CloseRequests } from './close-requests.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { Providers } from './providers.tsx'
import { WorkspaceGate } from './workspace-gate.tsx'
import type { WorkspaceSession } from './workspace-session.ts'

/** What main tells once at the start. */
export interface StartFacts {
  info: AppInfo
  settings: Settings
  workspaces: WorkspaceInfo[]
  recovery: RecoveryState
}

interface AppProps {
  api: AppApi
  facts: StartFacts
  /** Opened before anything is shown, so that both go on at the same time. */
  session: WorkspaceSession
  /** Told whenever settings change. */
  onSettings: (settings: Settings) => void
  /** Emits when something that the whole window rests on has broken. */
  broken$: Observable<Error>
  /** The backups of a workspace, open or not. */
  backupsOf: (info: WorkspaceInfo) => Backups
}

/** The whole window. */
export function App({ api, facts, session, onSettings, broken$, backupsOf }: AppProps) {
  const [settings, setSettings] = useState(facts.settings)
  const [workspaces, setWorkspaces] = useState<readonly WorkspaceInfo[]>(facts.workspaces)
  const [failure, setFailure] = useState<Error | null>(null)
  const raise = useCallback((error: unknown) => {
    setFailure(error instanceof Error ? error : new Error(String(error)))
  }, [])
  useEffect(() => {
    const listening = broken$.subscribe(raise)
    return () => {
      listening.unsubscribe()
    }
  }, [broken$, raise])
  const value = useMemo<AppContextValue>(() => {
    const updateSettings = (change: Partial<Settings>): void => {
      setSettings((before) => ({ ...before, ...change }))
      api.call('settings:update', change).then(setSettings, raise)
    }
    return {
      api,
      info: facts.info,
      settings,
      updateSettings,
      workspaces,
      workspaceChanged: (changed) => {
        setWorkspaces((before) =>
          before.some((each) => each.id === changed.id)
            ? before.map((each) => (each.id === changed.id ? changed : each))
            : [...before, changed],
        )
      },
      workspaceRemoved: (id) => {
        setWorkspaces((before) => before.filter((each) => each.id !== id))
      },
      switchWorkspace: (activeWorkspaceId) => {
        updateSettings({ activeWorkspaceId })
      },
    }
  }, [api, facts.info, settings, workspaces, raise])

  useEffect(() => {
    onSettings(settings)
  }, [onSettings, settings])
  const active = activeOf(workspaces, settings.activeWorkspaceId)
  useEffect(() => {
    session.show(active)
  }, [session, active])
  return (
    <AppContext value={value}>
      <Providers colorScheme={settings.colorScheme}>
        <CloseRequests session={session} onError={raise} />
        <KeptAsideNotice kept={facts.recovery.keptAside} />
        <ErrorBoundary>
          {failure === null ? (
            <WorkspaceGate session={session} backupsOf={backupsOf} />
          ) : (
            <BrokenPage error={failure} />
          )}
        </ErrorBoundary>
      </Providers>
    </AppContext>
  )
}

/** The workspace to show. */
export function activeOf(workspaces: readonly WorkspaceInfo[], id: string): WorkspaceInfo {
  const active = workspaces.find((workspace) => workspace.id === id) ?? workspaces[0]
  if (active === undefined) throw new Error('There is always a workspace')
  return active
}
