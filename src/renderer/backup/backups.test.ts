import { expect, it } from 'vitest'
import { err } from '#shared/result.ts'
import type { AppApi } from '#renderer/bridge/app-api.ts'
import { BackupReadFailure } from './backup-source.ts'
import { Backups } from './backups.ts'

it('takes no backup that main cannot give for one without anybody in it', async () => {
  const api = {
    call: () => Promise.resolve(err({ kind: 'failed', detail: 'damaged erased.json' })),
    port: () => new Promise(() => undefined),
  } as unknown as AppApi
  const backups = new Backups({ api, workspaceId: 'w', newId: () => 'call', send: () => undefined })
  const reading = backups.batches('one.deskbackup').next()
  await expect(reading).rejects.toEqual(
    new BackupReadFailure({ kind: 'failed', detail: 'damaged erased.json' }),
  )
})
