import '@fontsource-variable/inter/wght.css'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@mantine/spotlight/styles.layer.css'
import './app/global.css'
import { createRoot } from 'react-dom/client'
import { ReplaySubject } from 'rxjs'
import { z } from 'zod'
import type { Settings } from '#shared/domain/settings.ts'
import { App } from './app/app.tsx'
import { createStartWorkspace } from './app/start-workspace.ts'
import { createAppApi } from './bridge/app-api.ts'
import { startStorage } from './workers/storage-client.ts'

// The content security policy forbids making code from text, which zod would do to be faster.
z.config({ jitless: true })

const live: { settings: Settings | null } = { settings: null }
const broken$ = new ReplaySubject<Error>(1)
const api = createAppApi(window)
// The storage worker starts while main is asked for the settings.
const startWorkspace = createStartWorkspace({
  api,
  startStorage: () => startStorage({ onBroken: (error) => broken$.next(error) }),
  settings: () => live.settings ?? settings,
  onError: (error) => broken$.next(error instanceof Error ? error : new Error(String(error))),
})
const root = document.getElementById('root')
if (root === null) throw new Error('The page has no root')

const [info, settings, workspaces] = await Promise.all([
  api.call('app:info', null),
  api.call('settings:get', null),
  api.call('workspaces:list', null),
])
createRoot(root).render(
  <App
    api={api}
    facts={{ info, settings, workspaces }}
    startWorkspace={startWorkspace}
    broken$={broken$}
    onSettings={(changed) => {
      live.settings = changed
    }}
  />,
)
