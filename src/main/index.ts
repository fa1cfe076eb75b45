import { join } from 'node:path'
import { app, dialog, net, session, shell } from 'electron'
import { PORT_CHANNEL } from '#shared/ipc/channels.ts'
import type { IpcEventName, IpcEvents } from '#shared/ipc/contract.ts'
import {
  baseUrlOf,
  capabilitiesOf,
  connectableSystems,
  createConnector,
  signInMethodOf,
  webhookFormatOf,
} from '#main/connectors/registry.ts'
import { CredentialStore } from '#main/credentials/credential-store.ts'
import { electronSafeStorage } from '#main/credentials/electron-safe-storage.ts'
import { createCsvHandlers } from '#main/csv/csv-handlers.ts'
import { chooseJsonFile, chooseTextFile } from '#main/csv/file-dialogs.ts'
import { applyDemo } from '#main/demo/apply-demo.ts'
import { electronRedirects } from '#main/http/electron-redirects.ts'
import { createHttpClient } from '#main/http/http-client.ts'
import { privateAuthorityHttp } from '#main/http/private-authority-http.ts'
import { electronWriteChannels } from '#main/http/write-channels.ts'
import { backupDialogs } from '#main/backup/backup-dialogs.ts'
import { BackupFolder } from '#main/backup/backup-folder.ts'
import { backupErrorOf } from '#main/backup/backup-failure.ts'
import { backupHandlers } from '#main/backup/backup-handlers.ts'
import { createBackupService } from '#main/backup/backup-service.ts'
import { diskTroubleOf } from '#main/files/disk-trouble.ts'
import { removeLeftovers } from '#main/files/remove-leftovers.ts'
import { UnfinishedFiles } from '#main/files/unfinished-files.ts'
import { registerHandlers } from '#main/ipc/register-handlers.ts'
import { createAppLog } from '#main/log/app-log.ts'
import { logHandlers } from '#main/log/log-handlers.ts'
import { systemSignIn } from '#main/oauth/system-sign-in.ts'
import { PersonFiles } from '#main/person/person-files.ts'
import { personHandlers } from '#main/person/person-handlers.ts'
import { APP_URL } from '#main/protocol/app-origin.ts'
import { registerAppScheme, serveApp } from '#main/protocol/app-protocol.ts'
import { checkDataFolder, problemOf } from '#main/recovery/data-folder.ts'
import { keptAsideOf } from '#main/recovery/kept-aside.ts'
import { recoveryHandlers } from '#main/recovery/recovery-handlers.ts'
import { StoreGuard } from '#main/recovery/store-guard.ts'
import { settingsHandlers } from '#main/settings/settings-handlers.ts'
import { SettingsStore } from '#main/settings/settings-store.ts'
import { closeSafely } from '#main/window/close-safely.ts'
import { webhookHandlers, webhookSourceOf } from '#main/webhooks/webhook-handlers.ts'
import { WebhookReceiver } from '#main/webhooks/webhook-receiver.ts'
import { createMainWindow } from '#main/window/main-window.ts'
import { installMenu } from '#main/window/menu.ts'
import { startFailedWords } from '#main/window/menu-text.ts'
import { denyPermissions, guardNavigation } from '#main/window/navigation-guard.ts'
import { OpenedFiles } from '#main/window/opened-files.ts'
import { reloadAfterCrash } from '#main/window/reload-after-crash.ts'
import { WindowStateStore } from '#main/window/window-state.ts'
import { connectionHandlers } from '#main/workspaces/connection-handlers.ts'
import { remoteHandlers } from '#main/workspaces/remote-handlers.ts'
import { requireWorkspace, workspaceHandlers } from '#main/workspaces/workspace-handlers.ts'
import { WorkspaceStore } from '#main/workspaces/workspace-store.ts'

/** Composition root of main: the parts are made here, in this order, and handed to each other. */
async function start(): Promise<void> {
  const startedAt = Date.now()
  const folder = app.getPath('userData')
  const developer = !app.isPackaged
  const logFile = join(folder, 'logs', 'main.log')
  const log = createAppLog(logFile)
  const notKept =
    (message: string) =>
    (error: unknown): void => {
      log.error(message, { kind: diskTroubleOf(error) ?? 'unknown' })
    }
  // Electron itself starts meanwhile.
  const [settings, workspaces, windowState, guard] = await Promise.all([
    SettingsStore.open(join(folder, 'settings.json')),
    WorkspaceStore.open(join(folder, 'workspaces.json')),
    WindowStateStore.open(join(folder, 'window.json')),
    StoreGuard.open(folder),
    app.whenReady(),
  ])
  const backups = new BackupFolder(join(folder, 'backups'), () => workspaces.fillingFrom)
  // No reason not to start: a restore reads them again, and is refused then.
  const notRead = (error: unknown): false => {
    log.error('list of erased people not read', { kind: backupErrorOf(error).kind })
    return false
  }
  const erased = { wasDamaged: await backups.keepDamagedErased(notRead).catch(notRead) }
  let handlersReady = (): void => undefined
  const registered = new Promise<void>((resolve) => {
    handlersReady = resolve
  })
  denyPermissions(session.defaultSession)
  serveApp(
    join(import.meta.dirname, '../renderer'),
    developer ? (process.env['ELECTRON_RENDERER_URL'] ?? null) : null,
    registered,
  )
  // Its process starts while the rest is put together; the page comes when its calls can be answered.
  const window = createMainWindow(windowState, developer, notKept('place of the window not kept'))
  reloadAfterCrash(window, log)
  void window.loadURL(APP_URL)

  const credentials = await CredentialStore.open({
    file: join(folder, 'credentials.json'),
    safeStorage: electronSafeStorage(),
  })
  if (developer)
    await applyDemo({ workspaces, credentials, settings, demo: process.env['CUSTOMER_DESK_DEMO'] })
  if (workspaces.find(settings.get().activeWorkspaceId) === undefined) {
    await settings.update({ activeWorkspaceId: workspaces.list()[0]?.id ?? '' })
  }

  const send = <E extends IpcEventName>(event: E, payload: IpcEvents[E]): void => {
    if (!window.isDestroyed()) window.webContents.send(event, payload)
  }
  installMenu((command) => send('menu:command', { command }), developer)

  const http = createHttpClient({
    fetch: (url, options) => net.fetch(url, options),
    fetchTelling: electronRedirects((options) => net.request(options)),
    openWriteChannel: electronWriteChannels((name) => session.fromPartition(name, { cache: false })),
  })
  const httpTrusting = privateAuthorityHttp((name) => session.fromPartition(name, { cache: false }))
  const connect: Parameters<typeof remoteHandlers>[0]['connect'] = (system, parts) => {
    const { trustedCertificate = '' } = parts.credentials
    return createConnector(system, {
      ...parts,
      http: trustedCertificate === '' ? http : httpTrusting(trustedCertificate),
    })
  }
  const unfinished = new UnfinishedFiles(join(folder, 'unfinished.json'), (error) => {
    log.error('notes of unfinished files', { kind: backupErrorOf(error).kind })
  })
  void unfinished.clear()
  removeLeftovers(folder, startedAt).catch(notKept('leftovers not removed'))
  const csv = await createCsvHandlers({
    ...{ window, folder, unfinished },
    sendPort: (callId, port) => window.webContents.postMessage(PORT_CHANNEL, { callId }, [port]),
  })
  const remote = remoteHandlers({
    ...{ workspaces, credentials, capabilitiesOf, connect },
    readImportFile: csv.readWhole,
  })
  const webhooks = await WebhookReceiver.open({
    file: join(folder, 'webhooks.json'),
    sourceOf: webhookSourceOf(workspaces, credentials, webhookFormatOf),
    changed: (workspaceId, remoteIds) => send('remote:changed', { workspaceId, remoteIds }),
  })
  // Nobody waits any more for what an earlier page asked.
  window.webContents.on('render-process-gone', remote.cancelAll)
  window.webContents.on('did-navigate', remote.cancelAll)
  const closing = closeSafely(window, () => send('app:close-requested', null))
  registerHandlers(
    {
      'app:info': () => ({
        version: app.getVersion(),
        platform: process.platform,
        packaged: app.isPackaged,
        keepsCredentials: credentials.persistent,
        systems: connectableSystems(),
      }),
      'app:ready-to-close': () => {
        closing.ready()
        return null
      },
      'app:keep-open': () => {
        closing.keepOpen()
        return null
      },
      ...settingsHandlers(settings),
      ...workspaceHandlers(workspaces, credentials, {
        removed: async (workspaceId) => {
          remote.forget(workspaceId)
          await webhooks.stop(workspaceId)
          // Nobody misses its customers at the next start.
          await guard.note(workspaceId, 0)
        },
        removeBackups: (workspaceId) => backups.remove(workspaceId),
        openedBackup: (backupId) => backups.opened(backupId),
      }),
      ...connectionHandlers({
        ...{ workspaces, credentials, capabilitiesOf, baseUrlOf, connect },
        signIn: systemSignIn({
          ...{ methodOf: signInMethodOf, http },
          openExternal: (url) => shell.openExternal(url),
        }),
        changed: (workspaceId) => {
          remote.forget(workspaceId)
          // Without a connection there is nobody to be told by.
          if (workspaces.find(workspaceId)?.connection === null) void webhooks.stop(workspaceId)
        },
      }),
      ...remote.handlers,
      ...webhookHandlers(workspaces, webhooks),
      ...logHandlers({
        ...{ file: logFile, credentials, systems: connectableSystems() },
        chooseFile: (name) => chooseTextFile(window, name),
      }),
      ...csv.handlers,
      ...backupHandlers({
        folder: backups,
        service: createBackupService((callId, port) =>
          window.webContents.postMessage(PORT_CHANNEL, { callId }, [port]),
        ),
        dialogs: backupDialogs(window),
        unfinished,
        appVersion: app.getVersion(),
        requireWorkspace: (workspaceId) => requireWorkspace(workspaces, workspaceId),
        workspaceIds: () =>
          [...workspaces.list(), ...workspaces.removing.filter((each) => each.backups)].map(({ id }) => id),
        fillFrom: (workspaceId, path) => workspaces.fillFrom(workspaceId, path),
        now: () => Date.now(),
      }),
      ...personHandlers({
        files: new PersonFiles(unfinished),
        ...{ dataFolder: folder, logFile },
        chooseFile: (name) => chooseJsonFile(window, name),
      }),
      ...recoveryHandlers({
        guard,
        keptAside: keptAsideOf({ settings, credentials, workspaces, erased }),
        removing: () => workspaces.removing.map(({ id }) => id),
        filling: () => [...workspaces.filling],
        dataFolder: folder,
        now: () => Date.now(),
      }),
      'csv:take-opened': () => Promise.all(openedFiles.take().map((path) => csv.open(path))),
    },
    (channel, error) => log.error('call failed', { channel, kind: error.kind, detail: error.detail }),
  )
  handlersReady()
  openedFiles.follow(window, () => send('files:opened', null), closing.isLeaving)
  log.info('started', { version: app.getVersion(), packaged: app.isPackaged })
}

/** Nothing can be shown before there is a window, so a failed start is said in a box of the system. */
async function sayStartFailed(error: unknown): Promise<void> {
  // Before, Linux writes the text to the terminal only.
  await app.whenReady()
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  const { title, body } = startFailedWords(problemOf(error), app.getPath('userData'), code)
  dialog.showErrorBox(title, body)
  app.exit(1)
}

registerAppScheme()
guardNavigation(app)
const openedFiles = new OpenedFiles(app, process.argv.slice(1))
if (app.requestSingleInstanceLock()) {
  app.on('window-all-closed', () => {
    app.quit()
  })
  // Writing files whole (write-file-atomic) listens to these signals, which takes them from Chromium.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
  start().catch(sayStartFailed)
} else {
  // The folder is another instance's, which shows itself now, or nobody can have it: that would end without a word.
  checkDataFolder(app.getPath('userData')).then(() => app.quit(), sayStartFailed)
}
