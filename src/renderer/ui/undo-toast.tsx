import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'

/** How long an undo is offered by a toast unless somebody says otherwise, in ms. */
const UNDO_TOAST_MS = 8000

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
  notifications.show({
    id,
    autoClose: offeredMs,
    withBorder: true,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="md">
        <span>{message}</span>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            notifications.hide(id)
            undo()
          }}
        >
          {undoLabel}
        </Button>
      </Group>
    ),
  })
  return () => {
    notifications.hide(id)
  }
}
