import type { SyncStatus } from '#renderer/replication/status.ts'

/** What the indicator in the header says. */
export interface IndicatorState {
  tone: 'quiet' | 'good' | 'busy' | 'waiting' | 'warn' | 'bad'
  text:
    | 'starting'
    | 'inStep'
    | 'syncing'
    | 'syncingCount'
    | 'firstRead'
    | 'firstReadCount'
    | 'offline'
    | 'offlineWaiting'
    | 'waiting'
    | 'paused'
    | 'pausedWaiting'
    | 'needsYou'
    | 'confirm'
    | 'signIn'
    | 'backOff'
  count: number
}

/** One state out of the engine's status: what a person must do comes first, then what is going on. */
export function indicatorState(status: SyncStatus, waiting: number, needsYou: number): IndicatorState {
  const counted = (
    tone: IndicatorState['tone'],
    without: IndicatorState['text'],
    withCount: IndicatorState['text'],
    count: number,
  ): IndicatorState => ({ tone, text: count > 0 ? withCount : without, count })
  switch (status.phase) {
    case 'signed-out':
      return { tone: 'bad', text: 'signIn', count: 0 }
    case 'confirm':
      return { tone: 'warn', text: 'confirm', count: 0 }
    case 'paused':
      return counted('quiet', 'paused', 'pausedWaiting', waiting)
    case 'offline':
      return counted('warn', 'offline', 'offlineWaiting', waiting)
    case 'first-sweep':
      return counted('busy', 'firstRead', 'firstReadCount', status.progress?.done ?? 0)
    case 'syncing':
      return counted('busy', 'syncing', 'syncingCount', waiting)
    case 'waiting':
      return { tone: 'warn', text: 'backOff', count: 0 }
    case 'off':
    case 'idle':
      if (needsYou > 0) return { tone: 'bad', text: 'needsYou', count: needsYou }
      if (waiting > 0) return { tone: 'waiting', text: 'waiting', count: waiting }
      // Before anybody has asked the remote, nothing is known to be in step.
      if (status.phase === 'off') return { tone: 'quiet', text: 'starting', count: 0 }
      return { tone: 'good', text: 'inStep', count: 0 }
  }
}
