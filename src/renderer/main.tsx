import { createAppApi } from './bridge/app-api.ts'
import { startStorageWorker } from './workers/start-storage-worker.ts'

// The storage worker starts and main is asked while the app itself, which is large, is read and compiled.
const worker = startStorageWorker()
const api = createAppApi(window)
const facts = Promise.all([
  api.call('app:info', null),
  api.call('settings:get', null),
  api.call('workspaces:list', null),
  api.call('recovery:state', null),
]).then(([info, settings, workspaces, recovery]) => ({ info, settings, workspaces, recovery }))
facts
  // The engine reads its files meanwhile. A store that was found damaged it would delete: a person decides first, and the
  // page is loaded anew with nothing open, so that the files can be kept aside.
  .then(({ recovery }) => (recovery.damage === null && !isLoadedAnew() ? indexedDB.databases() : []))
  // What is wrong shows when the workspace is opened.
  .catch(() => undefined)

/** By the recovery screen or after a crash; an app that starts loads its page for the first time. */
function isLoadedAnew(): boolean {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return navigation?.type === 'reload'
}

const { showApp } = await import('./app/show-app.tsx')
showApp({ api, worker, facts: await facts })
