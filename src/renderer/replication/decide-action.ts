import type { ActionRepository } from '#renderer/database/action-repository.ts'
import type { QueuedAction } from '#shared/domain/queued-action.ts'

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

/** Carries out a decision, if the command still is in a state that allows it; what is to be given goes with the next round. */
export async function decideAction(
  actions: ActionRepository,
  id: string,
  decision: ActionDecision,
  now: number,
): Promise<void> {
  await actions.modify(id, (action) => {
    if (!decisionsFor(action.state).includes(decision)) return 'keep'
    switch (decision) {
      case 'was-done':
        return { ...action, state: 'done', message: '', finishedAt: now }
      case 'again':
        return { ...action, state: 'waiting', message: '' }
      case 'withdraw':
        return 'remove'
    }
  })
}
