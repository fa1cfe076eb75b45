import { notifications } from '@mantine/notifications'
import { useCallback, useRef } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import { showUndoToast, takeBackLast } from '#renderer/ui/undo-toast.tsx'
import { useThrow } from '#renderer/workspace/use-throw.ts'

/** What was done on a page and can be taken back. */
interface TakingBack<Done> {
  /** Tells in a toast what was done, and offers for so many ms to take it back. */
  readonly offer: (done: Done, message: string, offeredMs: number) => void
  /** Takes the last of it back, also where its toast has gone. */
  readonly undo: () => void
}

/** Keeps what was done on this page; `takeBack` is called once for each, `nothing` says that there is no more. */
export function useTakingBack<Done extends object>(
  takeBack: (done: Done) => Promise<void>,
  nothing: string,
): TakingBack<Done> {
  const common = useText('common')
  const raise = useThrow()
  /** What hides the toast of each, the last one at the end. */
  const made = useRef(new Map<Done, () => void>())
  const takeOne = useCallback(
    (done: Done): void => {
      made.current.get(done)?.()
      made.current.delete(done)
      takeBack(done).catch(raise)
    },
    [takeBack, raise],
  )
  const offer = useCallback(
    (done: Done, message: string, offeredMs: number): void => {
      const hide = showUndoToast(message, common('undo'), () => takeOne(done), offeredMs)
      made.current.set(done, hide)
    },
    [common, takeOne],
  )
  const undo = useCallback(() => {
    if (takeBackLast()) return
    const last = [...made.current.keys()].at(-1)
    if (last === undefined) notifications.show({ message: nothing, withBorder: true })
    else takeOne(last)
  }, [takeOne, nothing])
  return { offer, undo }
}
