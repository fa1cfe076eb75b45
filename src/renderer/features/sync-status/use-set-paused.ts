import { useCallback } from 'react'
import { useApp } from '#renderer/workspace/app-context.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'

/** Pauses sync of the open workspace, or resumes it, and keeps that for the next start. */
export function useSetPaused(): (paused: boolean) => void {
  const { api, workspaceChanged } = useApp()
  const { info, sync } = useWorkspace()
  const raise = useThrow()
  return useCallback(
    (paused) => {
      if (sync === null) return
      const set = async (): Promise<void> => {
        const answer = await api.call('connection:set-paused', { workspaceId: info.id, paused })
        if (paused) sync.pause()
        else sync.resume()
        workspaceChanged(answer)
      }
      set().catch(raise)
    },
    [api, workspaceChanged, info.id, sync, raise],
  )
}
