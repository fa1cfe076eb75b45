import { Button, Group } from '@mantine/core'
import { notifications, notificationsStore } from '@mantine/notifications'

/** How long an undo is offered by a toast unless somebody says otherwise, in ms. */
const UNDO_TOAST_MS = 8000

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
  return () => {
    notifications.hide(id)
  }
}

/** Does what the button of the last toast does; false where no toast offers to take anything back. */
export function takeBackLast(): boolean {
  offered = stillOffered()
  const last = offered.at(-1)
  last?.takeBack()
  return last !== undefined
}

/** Those whose toast is there, or waits for room. */
function stillOffered(): typeof offered {
  const { notifications: shown, queue } = notificationsStore.getState()
  const there = new Set([...shown, ...queue].map((toast) => toast.id))
  return offered.filter(({ id }) => there.has(id))
}
