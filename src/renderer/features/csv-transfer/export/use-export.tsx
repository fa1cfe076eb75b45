import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ExportControl, ExportOutcome } from '#renderer/import/export-runner.ts'
import { fileErrorText } from '../file-error-text.ts'

/** How often the toast counts on, in ms: drawing it for every batch would slow the export down. */
const TELL_EVERY_MS = 150

/** Runs exports; a toast tells how far one is, stops it, and says where it went. */
export function useExport(): (write: (control: ExportControl) => Promise<ExportOutcome>) => Promise<void> {
  const t = useText('imports')
  const { count } = useFormats()
  return useCallback(
    async (write) => {
      const toast = crypto.randomUUID()
      const stop = new AbortController()
      const show = toastWith(toast, t('export.stop'), () => {
        stop.abort()
      })
      try {
        let toldAt = 0
        const done = await write({
          signal: stop.signal,
          onProgress: (rows) => {
            const now = performance.now()
            if (now - toldAt < TELL_EVERY_MS) return
            toldAt = now
            show(t('export.running', { shown: count(rows) }))
          },
        })
        notifications.hide(toast)
        if (done === null) return
        if (!done.ok) {
          const message = fileErrorText(t, done.error)
          notifications.show({ color: 'red', title: t('export.failed'), message })
          return
        }
        const { rows, name } = done.value
        notifications.show({ message: t('export.done', { count: rows, shown: count(rows), file: name }) })
      } finally {
        notifications.hide(toast)
      }
    },
    [t, count],
  )
}

/** A toast that stays and is updated, with a way to stop. */
function toastWith(id: string, stopLabel: string, stop: () => void): (message: string) => void {
  let shown = false
  return (message) => {
    const toast = {
      id,
      loading: true,
      autoClose: false as const,
      withCloseButton: false,
      message: (
        <Group justify="space-between" wrap="nowrap" gap="md">
          <span>{message}</span>
          <Button variant="subtle" size="compact-sm" onClick={stop}>
            {stopLabel}
          </Button>
        </Group>
      ),
    }
    if (shown) notifications.update(toast)
    else notifications.show(toast)
    shown = true
  }
}
