import type { QueuedAction } from './queued-action.ts'

/** What a person makes of a command: it was done there, it is to be given (again), or it is taken back. */
export type ActionDecision = 'was-done' | 'again' | 'withdraw'

/** The decisions that a command in a state allows. */
export function decisionsFor(state: QueuedAction['state']): readonly ActionDecision[] {
  switch (state) {
    case 'waiting':
      return ['withdraw']
    case 'refused':
      return ['again', 'withdraw']
    case 'unknown':
      return ['was-done', 'again']
    case 'running':
    case 'done':
      return []
  }
}

/** The command after a decision; `keep` where its state does not allow it, `remove` where it is taken back. */
export function decideAction(
  action: QueuedAction,
  decision: ActionDecision,
  now: number,
): QueuedAction | 'keep' | 'remove' {
  if (!decisionsFor(action.state).includes(decision)) return 'keep'
  switch (decision) {
    case 'was-done':
      return { ...action, state: 'done', message: '', finishedAt: now }
    case 'again':
      return { ...action, state: 'waiting', message: '' }
    case 'withdraw':
      return 'remove'
  }
}
