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

const { showApp } = await import('./app/show-app.tsx')
showApp({ api, worker, facts: await facts })
