import type { Customer } from '#shared/domain/customer.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/**
 * Whether the remote has a customer, and what can be done about that from here: nothing to do, deleted by this app, not
 * deletable by it, not before a conflict is decided, or not while there is no connection.
 */
export type WhereAtRemote = 'not-there' | 'can-delete' | 'cannot' | 'undecided' | 'disconnected'

/** The same for one customer of the open workspace. */
export function useWhereAtRemote({ remoteId, sync }: Customer): WhereAtRemote {
  const { capabilities, tracked } = useWorkspace()
  // One whose create may have arrived is there for all anybody knows.
  const mayBeThere = remoteId !== '' || sync.intent?.kind === 'create'
  if (!mayBeThere || tracked === null) return 'not-there'
  if (capabilities === null) return 'disconnected'
  if (!capabilities.writes.delete) return 'cannot'
  return sync.theirs === null ? 'can-delete' : 'undecided'
}
