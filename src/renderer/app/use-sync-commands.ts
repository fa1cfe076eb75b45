import { IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react'
import { useMemo } from 'react'
import { distinctUntilChanged, map, of } from 'rxjs'
import { useSetPaused } from '#renderer/features/sync-status/use-set-paused.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useTryNow } from '#renderer/workspace/use-try-now.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import type { Command } from './command.ts'

/** What can be done about sync as it stands; nothing in a workspace without connection. */
export function useSyncCommands(): readonly Command[] {
  const t = useText('shell')
  const { sync } = useWorkspace()
  const setPaused = useSetPaused()
  const tryNow = useTryNow()
  // How far it is changes many times a second: only the phase matters here.
  const phase$ = useMemo(
    () =>
      sync === null
        ? of('off' as const)
        : sync.status$.pipe(
            map(({ phase }) => phase),
            distinctUntilChanged(),
          ),
    [sync],
  )
  const phase = useObservable(phase$, 'off')
  return useMemo(() => {
    if (sync === null) return []
    const isPaused = phase === 'paused'
    const toggle: Command = {
      id: isPaused ? 'resume' : 'pause',
      label: isPaused ? t('commands.resume') : t('commands.pause'),
      icon: isPaused ? IconPlayerPlay : IconPlayerPause,
      group: 'commands',
      run: () => {
        setPaused(!isPaused)
      },
    }
    if (isPaused || phase === 'signed-out' || phase === 'confirm') return [toggle]
    const now: Command = {
      id: 'sync-now',
      label: t('commands.syncNow'),
      icon: IconRefresh,
      keys: 'mod Shift S',
      group: 'commands',
      run: () => {
        tryNow((engine) => engine.syncNow())
      },
    }
    return [now, toggle]
  }, [sync, phase, t, setPaused, tryNow])
}
