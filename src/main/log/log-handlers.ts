import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { CREDENTIAL_MODE, type ConnectableSystem } from '#shared/connector/credential-field.ts'
import type { CredentialStore } from '#main/credentials/credential-store.ts'
import type { IpcHandlers } from '#main/ipc/ipc-handlers.ts'
import { secretSpellings, withoutSecrets } from './without-secrets.ts'

/** What saving the log needs. */
export interface LogHandlerParts {
  /** The app's own log, whose end goes into the file too. */
  readonly file: string
  readonly credentials: Pick<CredentialStore, 'all'>
  readonly systems: readonly ConnectableSystem[]
  /** The native dialog; null where the person gave up. The path never leaves main. */
  readonly chooseFile: (suggestedName: string) => Promise<string | null>
}

/** So many of the last lines of the app's own log are saved. */
const OWN_LINES = 500

/** Saves the log as a text file, for whoever is asked for help: what the window tells of sync, then the app's own. */
export function logHandlers(parts: LogHandlerParts): Pick<IpcHandlers, 'log:save'> {
  return {
    'log:save': async ({ suggestedName, lines }) => {
      const path = await parts.chooseFile(suggestedName)
      if (path === null) return null
      const spelt = secretSpellings(parts.credentials.all(), plainFields(parts.systems))
      const own = (await readFile(parts.file, 'utf8').catch(() => '')).split('\n').slice(-OWN_LINES)
      const text = [...lines, '', ...own].map((line) => withoutSecrets(line, spelt)).join('\n')
      await writeFileAtomic(path, text, { mode: 0o600 })
      return { name: basename(path) }
    },
  }
}

/** Names of credential fields that no system keeps secret. */
function plainFields(systems: readonly ConnectableSystem[]): ReadonlySet<string> {
  const fields = systems.flatMap(({ credentials }) => [...credentials])
  const secret = new Set(fields.filter((field) => field.secret).map(({ name }) => name))
  return new Set([CREDENTIAL_MODE, ...fields.map(({ name }) => name).filter((name) => !secret.has(name))])
}
