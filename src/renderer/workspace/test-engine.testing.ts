import type { RemoteConnector } from '#shared/connector/remote-connector.ts'
import { systemClock } from '#renderer/replication/clock.ts'
import { SyncEngine } from '#renderer/replication/engine.ts'
import type { OpenWorkspace } from './open-workspace.ts'

/** An engine for a test's workspace, not started; deletions are sent after so many ms. */
export function testEngine(
  workspace: OpenWorkspace,
  connector: RemoteConnector,
  undoDeleteMs = 0,
): SyncEngine {
  let id = 0
  return new SyncEngine({
    ...workspace,
    connector,
    connectionId: '6f1c2f0e-0000-4000-8000-000000000000',
    clock: systemClock(),
    random: () => 0.5,
    newId: () => `0192a000-0000-7000-8000-${String(++id).padStart(12, '0')}`,
    undoDeleteMs: () => undoDeleteMs,
  })
}
