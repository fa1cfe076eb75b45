import { notifications } from '@mantine/notifications'
import { useCallback, useRef } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import type { SyncEngine } from '#renderer/replication/engine.ts'
import { useThrow } from './use-throw.ts'
import { useWorkspace } from './workspace-context.ts'

/**
 * Has sync try something because a person asked for it, and answers where the remote cannot be reached or has asked for a
 * pause: otherwise nothing that is shown would change. Nothing in a workspace without connection.
 */
export function useTryNow(): (ask: (sync: SyncEngine) => Promise<void>) => void {
  const t = useText('sync')
  const { sync, capabilities } = useWorkspace()
  const raise = useThrow()
  const remote = capabilities?.displayName ?? ''
  const last = useRef('')
  return useCallback(
    (ask) => {
      if (sync === null) return
      ask(sync)
        .then(() => {
          const { phase } = sync.status
          if (phase !== 'offline' && phase !== 'waiting') return
          // One at a time, and each try has its own: one that is about to go would not be seen.
          notifications.hide(last.current)
          last.current = notifications.show({ message: t(`sentence.${phase}`, { remote }), withBorder: true })
        })
        .catch(raise)
    },
    [sync, remote, t, raise],
  )
}
