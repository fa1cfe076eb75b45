import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import type { SyncEngine } from '#renderer/replication/engine.ts'
import { useThrow } from './use-throw.ts'
import { useWorkspace } from './workspace-context.ts'

/** One notice at a time, however often it is tried. */
const NOTICE = 'sync-not-now'

/**
 * Has sync try something because a person asked for it, and answers where the remote cannot be reached or has asked for a
 * pause: otherwise nothing that is shown would change. Nothing in a workspace without connection.
 */
export function useTryNow(): (ask: (sync: SyncEngine) => Promise<void>) => void {
  const t = useText('sync')
  const { sync, capabilities } = useWorkspace()
  const raise = useThrow()
  const remote = capabilities?.displayName ?? ''
  return useCallback(
    (ask) => {
      if (sync === null) return
      ask(sync)
        .then(() => {
          const { phase } = sync.status
          if (phase !== 'offline' && phase !== 'waiting') return
          notifications.show({ id: NOTICE, message: t(`sentence.${phase}`, { remote }), withBorder: true })
        })
        .catch(raise)
    },
    [sync, remote, t, raise],
  )
}
