import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './global.css'
import { createRoot } from 'react-dom/client'
import { ReplaySubject } from 'rxjs'
import { z } from 'zod'
import type { AppApi } from '#renderer/bridge/app-api.ts'
import { startStorageWorker } from '#renderer/workers/start-storage-worker.ts'
import { startStorage } from '#renderer/workers/storage-client.ts'
import { activeOf, App, type StartFacts } from './app.tsx'
import { createStartWorkspace } from './start-workspace.ts'
import { WorkspaceSession } from './workspace-session.ts'

/** What main.tsx has begun before the app was loaded. */
interface Begun {
  api: AppApi
  worker: ReturnType<typeof startStorageWorker>
  facts: StartFacts
}

/** The composition root of the window. */
export function showApp({ api, worker, facts }: Begun): void {
  // The content security policy forbids making code from text, which zod would do to be faster.
  z.config({ jitless: true })
  const root = document.getElementById('root')
  if (root === null) throw new Error('The page has no root')

  const broken$ = new ReplaySubject<Error>(1)
  const tellBroken = (error: unknown): void => {
    broken$.next(error instanceof Error ? error : new Error(String(error)))
  }
  const live = { settings: facts.settings }
  /** What was asked at the start; it is out of date when the next workspace is opened. */
  let recovery: StartFacts['recovery'] | null = facts.recovery
  let begun: Begun['worker'] | null = worker
  const { startWorkspace, backupsOf } = createStartWorkspace({
    api,
    startStorage: () => {
      const starting = begun ?? startStorageWorker()
      begun = null
      return startStorage({ worker: starting, onBroken: tellBroken })
    },
    settings: () => live.settings,
    recovery: async () => {
      const known = recovery ?? (await api.call('recovery:state', null))
      recovery = null
      return known
    },
    onError: tellBroken,
  })
  const session = new WorkspaceSession(
    startWorkspace,
    activeOf(facts.workspaces, facts.settings.activeWorkspaceId),
  )
  createRoot(root).render(
    <App
      api={api}
      facts={facts}
      session={session}
      broken$={broken$}
      backupsOf={backupsOf}
      onSettings={(changed) => {
        live.settings = changed
      }}
    />,
  )
}
