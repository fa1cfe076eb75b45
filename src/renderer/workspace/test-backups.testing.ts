import { Backups } from '#renderer/backup/backups.ts'
import type { AppApi } from '#renderer/bridge/app-api.ts'
import { testApi, type ApiAnswers } from './test-workspace.testing.tsx'

/** Backups over a main that answers like this, and gives these ports; what would be sent over one is left out. */
export function testBackups(answers: ApiAnswers, bridge: Pick<Partial<AppApi>, 'port'> = {}): Backups {
  let calls = 0
  return new Backups({
    api: { ...testApi(answers), ...bridge },
    workspaceId: 'w',
    send: (port) => {
      port.close()
    },
    newId: () => `call-${String(++calls)}`,
  })
}
