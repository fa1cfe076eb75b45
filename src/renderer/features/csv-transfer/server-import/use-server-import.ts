import { useEffect, useRef, useState } from 'react'
import type {
  ServerImportFailure,
  ServerImportOutcome,
  ServerImportPreview,
} from '#shared/connector/server-import.ts'
import type { CsvFileHandle } from '#shared/csv/csv-file.ts'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { remoteBatch, whatRemoteDid } from './remote-batch.ts'

/** How far it has come. Nothing is sent before a person asks for it, and nothing is imported before they confirm. */
export type ServerImportState =
  | { step: 'ask'; failure: ServerImportFailure | null }
  | { step: 'looking' }
  | { step: 'preview'; preview: ServerImportPreview }
  | { step: 'importing' }
  | { step: 'done'; outcome: ServerImportOutcome }

/** The import that the remote does by itself with one file. The calls reject only where the app itself is at fault. */
export interface ServerImport {
  readonly state: ServerImportState
  readonly look: () => Promise<void>
  readonly run: () => Promise<void>
  /** Gives up waiting: a preview has done nothing, an import may have been done. */
  readonly stop: () => Promise<void>
  readonly startAnew: () => void
}

export function useServerImport({ token, name, size }: CsvFileHandle): ServerImport {
  const { api } = useApp()
  const { info, sync, importBatches } = useWorkspace()
  const [state, setState] = useState<ServerImportState>({ step: 'ask', failure: null })
  const callId = useRef('')
  const looking = useRef(false)
  useEffect(
    () => () => {
      // A preview nobody waits for is given up; an import goes on, and sync brings what it does.
      if (looking.current) void api.call('remote:cancel', { callId: callId.current })
    },
    [api],
  )
  const newCall = (): { workspaceId: string; callId: string; token: string } => {
    callId.current = crypto.randomUUID()
    return { workspaceId: info.id, callId: callId.current, token }
  }
  return {
    state,
    look: async () => {
      setState({ step: 'looking' })
      looking.current = true
      try {
        const answer = await api.call('remote:import-preview', newCall())
        setState(
          answer.ok
            ? { step: 'preview', preview: answer.value }
            : { step: 'ask', failure: isCancelled(answer.error) ? null : answer.error },
        )
      } finally {
        looking.current = false
      }
    },
    run: async () => {
      setState({ step: 'importing' })
      const rows = state.step === 'preview' ? (state.preview.rows ?? 0) : 0
      const batch = remoteBatch({ name, size, rows, at: Date.now() })
      // In the list before the file is sent: whatever happens to this app, it says that the remote may have imported it.
      await importBatches.insert(batch)
      const outcome = await api.call('remote:import', newCall())
      setState({ step: 'done', outcome })
      await importBatches.patch(batch.id, whatRemoteDid(outcome, rows, Date.now()))
      // What the remote has done, or may have done, is asked for at once.
      if (outcome.status !== 'not-sent') await sync?.syncNow()
    },
    stop: async () => {
      await api.call('remote:cancel', { callId: callId.current })
    },
    startAnew: () => setState({ step: 'ask', failure: null }),
  }
}

function isCancelled(failure: ServerImportFailure): boolean {
  return failure.kind === 'failed' && failure.error.kind === 'cancelled'
}
