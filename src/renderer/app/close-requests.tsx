import { useEffect } from 'react'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useLeaveGuard } from '#renderer/workspace/leave-guard.ts'
import type { WorkspaceSession } from './workspace-session.ts'

interface CloseRequestsProps {
  session: WorkspaceSession
  onError: (error: unknown) => void
}

/**
 * Answers the window's wish to close: a form with unsaved changes asks first, then what is being sent comes to a safe
 * end.
 */
export function CloseRequests({ session, onError }: CloseRequestsProps) {
  const { api } = useApp()
  const guard = useLeaveGuard()
  useEffect(
    () =>
      api.on('app:close-requested', () => {
        const closing = { begun: false }
        guard.before(() => {
          closing.begun = true
          session
            .close()
            .then(() => api.call('app:ready-to-close', null))
            .catch(onError)
        }, '')
        if (!closing.begun) api.call('app:keep-open', null).catch(onError)
      }),
    [api, guard, session, onError],
  )
  return null
}
