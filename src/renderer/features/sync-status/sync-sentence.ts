import type { TFunction } from 'i18next'
import { assertNever } from '#shared/assert-never.ts'
import type { SyncStatus } from '#renderer/replication/status.ts'

/** What is going on, in one sentence. `counts` come from the roster, which counts while the engine sleeps as well. */
export function syncSentence(
  t: TFunction<'sync'>,
  status: SyncStatus,
  counts: { waiting: number; needsYou: number },
  remote: string,
  shown: (count: number) => string,
): string {
  const { phase, progress } = status
  const known = progress !== null && progress.total !== null
  const numbers = known
    ? { remote, done: shown(progress.done), total: shown(progress.total ?? 0) }
    : { remote, done: '', total: '' }
  switch (phase) {
    case 'first-sweep':
      return known ? t('sentence.first-sweep-count', numbers) : t('sentence.first-sweep', { remote })
    case 'syncing':
      return known ? t('sentence.syncing-count', numbers) : t('sentence.syncing', { remote })
    case 'idle':
      if (counts.waiting > 0) return t('sentence.idle-waiting', { count: counts.waiting, remote })
      if (counts.needsYou > 0) return t('sentence.idle-needs', { count: counts.needsYou, remote })
      return t('sentence.idle', { remote })
    case 'off':
    case 'confirm':
    case 'offline':
    case 'paused':
    case 'signed-out':
    case 'waiting':
      return t(`sentence.${phase}`, { remote })
    default:
      return assertNever(phase)
  }
}
