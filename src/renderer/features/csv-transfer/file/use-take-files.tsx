import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import { useLocation } from 'wouter'
import { useText } from '#renderer/i18n/use-text.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { fileErrorText } from '../file-error-text.ts'
import type { ImportFlow, TakenFile } from '../import-flow.ts'

/**
 * Takes files up: the first one at once, the others after it. Where a person is in the middle of another file, all of
 * them wait, and a message offers to take them up now. What cannot be read is told at once and does not wait.
 */
export function useTakeFiles(flow: ImportFlow): (files: readonly TakenFile[]) => void {
  const t = useText('imports')
  const [, navigate] = useLocation()
  const raise = useThrow()
  return useCallback(
    (taken) => {
      if (taken.length === 0) return
      navigate(paths.importFlow)
      const files = taken.filter((file) => file.ok)
      const [first = flow.underWay ? undefined : taken[0]] = files
      for (const file of taken) {
        if (file.ok || file === first) continue
        notifications.show({ color: 'red', title: t('errors.title'), message: fileErrorText(t, file.error) })
      }
      if (first === undefined) return
      if (!flow.underWay) {
        flow.queue(files.slice(1))
        flow.open(first).catch(raise)
        return
      }
      flow.queue(files)
      const id = crypto.randomUUID()
      notifications.show({
        id,
        message: (
          <Group justify="space-between" wrap="nowrap" gap="md">
            <span>{t('drop.queued', { file: first.ok ? first.value.name : '…' })}</span>
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => {
                notifications.hide(id)
                flow.takeNow(first).catch(raise)
              }}
            >
              {t('drop.now')}
            </Button>
          </Group>
        ),
      })
    },
    [flow, navigate, raise, t],
  )
}
