import type { TFunction } from 'i18next'
import type { SyncStatus, WaitReason } from '#renderer/replication/status.ts'

/** Why a record waits: what is in the way of sync as a whole comes first, then what is in the way of this record. */
export function waitWords(
  t: TFunction<'pending'>,
  status: Pick<SyncStatus, 'phase' | 'nextTryAt' | 'readOnly'>,
  reason: WaitReason,
  remote: string,
  time: (at: number) => string,
): string {
  const { phase, nextTryAt, readOnly } = status
  if (phase === 'paused' || phase === 'offline' || phase === 'signed-out' || phase === 'confirm') {
    return t(`why.${phase}`, { remote })
  }
  if (phase === 'off' || phase === 'first-sweep') return t('why.first', { remote })
  if (readOnly) return t('why.readOnly', { remote })
  if (reason.kind === 'undo') return t('why.undo', { time: time(reason.until) })
  if (phase === 'waiting') {
    return nextTryAt === 0
      ? t('why.waiting', { remote })
      : t('why.waitingUntil', { remote, time: time(nextTryAt) })
  }
  switch (reason.kind) {
    case 'retry':
      return t('why.retry', { remote, time: time(reason.until) })
    case 'unknown':
      return reason.until === 0
        ? t('why.unknown', { remote })
        : t('why.unknownUntil', { remote, time: time(reason.until) })
    case 'next':
      return t('why.next', { remote })
  }
}
