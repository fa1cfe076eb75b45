import { BehaviorSubject } from 'rxjs'
import { expect, it, vi } from 'vitest'
import type { BackupInfo } from '#shared/backup/backup-messages.ts'
import { ok } from '#shared/result.ts'
import type { ImportBatch } from '#shared/domain/import-batch.ts'
import { TestClock } from '#renderer/replication/test-clock.testing.ts'
import { AutomaticBackups } from './automatic-backups.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

it('writes one a day, a minute after the start, but never while an import runs', async () => {
  const clock = new TestClock()
  const written: BackupInfo[] = []
  const batch = (state: ImportBatch['state']) => ({ state, createdAt: clock.now() })
  let running: Pick<ImportBatch, 'state' | 'createdAt'>[] = [batch('running'), batch('done')]
  const automatic = new AutomaticBackups({
    clock,
    roster: {
      counts$: new BehaviorSubject({
        ...{ total: 3, active: 3, archived: 0 },
        ...{ waiting: 0, needsYou: 0, conflicts: 0 },
      }),
    },
    importBatches: { findAll: () => Promise.resolve(running as ImportBatch[]) },
    backups: {
      list: () => Promise.resolve([...written]),
      write: (kind, { customers }) => {
        const info = { kind, customers, createdAt: clock.now() } as BackupInfo
        written.unshift(info)
        return Promise.resolve(ok(info))
      },
    },
    onError: (error) => {
      throw error
    },
  })
  automatic.start()
  const at = (): number => written.length
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms)
    // It has looked once it knows when to look again.
    await vi.waitFor(() => {
      expect(clock.nextTimerAt).toBeLessThan(Infinity)
    })
  }
  await pass(MINUTE)
  expect(at()).toBe(0)
  running = [batch('done')]
  await pass(MINUTE)
  expect(at()).toBe(1)
  await pass(HOUR)
  expect(at()).toBe(1)
  for (let hours = 0; hours < 19; hours += 1) await pass(HOUR)
  expect(at()).toBe(2)
  // One that has been left as running holds it up for two hours.
  for (let hours = 0; hours < 19; hours += 1) await pass(HOUR)
  running = [batch('running')]
  await pass(HOUR)
  await pass(HOUR - MINUTE)
  expect(at()).toBe(2)
  await pass(MINUTE)
  expect(at()).toBe(3)
  automatic.stop()
})
