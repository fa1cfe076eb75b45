import { Button, Group } from '@mantine/core'
import { notifications, notificationsStore } from '@mantine/notifications'

/** How long an undo is offered by a toast unless somebody says otherwise, in ms. */
const UNDO_TOAST_MS = 8000

/** Priority of a toast that has to wait; that of all others is 0. */
const AFTER_ALL_OTHERS = -1

/** What toasts offered to take back, the last one at the end; the toasts too are there once for the window. */
let offered: readonly { id: string; takeBack: () => void }[] = []

/**
 * Tells what was done and offers to take it back; returns what hides it, for where it was taken back in another way. Taking
 * it back may fail: the promise's error reaches the error boundary's log.
 */
export function showUndoToast(
  message: string,
  undoLabel: string,
  undo: () => void,
  offeredMs = UNDO_TOAST_MS,
): () => void {
  const id = crypto.randomUUID()
  const takeBack = (): void => {
    notifications.hide(id)
    undo()
  }
  offered = [...stillOffered(), { id, takeBack }]
  notifications.show({
    id,
    autoClose: offeredMs,
    withBorder: true,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="md">
        <span>{message}</span>
        <Button variant="subtle" size="compact-sm" onClick={takeBack}>
          {undoLabel}
        </Button>
      </Group>
    ),
  })
  makeRoomFor(id)
  return () => {
    notifications.hide(id)
  }
}

/** Does what the button of the last toast on screen does; false where none offers to take anything back. */
export function takeBackLast(): boolean {
  const onScreen = shownIds()
  const last = stillOffered().findLast(({ id }) => onScreen.has(id))
  last?.takeBack()
  return last !== undefined
}

/** What was done last is always on screen: where there is no room, the oldest such toast waits for some. */
function makeRoomFor(id: string): void {
  const onScreen = shownIds()
  if (onScreen.has(id)) return
  const oldest = stillOffered().find((each) => onScreen.has(each.id))
  if (oldest === undefined) return
  notifications.updateState(notificationsStore, (all) =>
    all.map((toast) => (toast.id === oldest.id ? { ...toast, priority: AFTER_ALL_OTHERS } : toast)),
  )
}

function shownIds(): ReadonlySet<string | undefined> {
  return new Set(notificationsStore.getState().notifications.map((toast) => toast.id))
}

/** Those whose toast is there, or waits for room. */
function stillOffered(): typeof offered {
  const { notifications: shown, queue } = notificationsStore.getState()
  const there = new Set([...shown, ...queue].map((toast) => toast.id))
  return offered.filter(({ id }) => there.has(id))
}
