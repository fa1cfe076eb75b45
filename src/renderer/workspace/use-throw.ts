import { notifications } from '@mantine/notifications'
import { useCallback, useState } from 'react'
import type { AppApi } from '#renderer/bridge/app-api.ts'
import { DatabaseError } from '#renderer/database/database-error.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useApp } from './app-context.ts'

/** One message however often saving is tried. */
const FULL_DISK = 'disk-full'
/** With less than this free, in bytes, whatever the store could not do failed for want of room. */
const HARDLY_ANY = 4 * 1024 * 1024

/**
 * Takes a failure from outside rendering (a promise, a subscription) into the error boundary. A full disk is no reason to
 * take the page away, with everything that was typed into it: it is told, and can be tried again.
 */
export function useThrow(): (error: unknown) => void {
  const t = useText('common')
  const { api } = useApp()
  const [, setState] = useState<null>(null)
  return useCallback(
    (error: unknown) => {
      const raise = (): void => {
        setState(() => {
          throw error instanceof Error ? error : new Error(String(error))
        })
      }
      if (!(error instanceof DatabaseError)) {
        raise()
        return
      }
      isForWantOfRoom(api, error).then((full) => {
        if (!full) {
          raise()
          return
        }
        notifications.hide(FULL_DISK)
        notifications.show({
          ...{ id: FULL_DISK, color: 'red', withBorder: true, autoClose: false },
          title: t('errors.diskFull'),
          message: t('errors.diskFullBody'),
        })
      }, raise)
    },
    [api, t],
  )
}

/** Chromium does not always say so: a store that it cannot open for want of room is an unknown error to it. */
async function isForWantOfRoom(api: AppApi, error: DatabaseError): Promise<boolean> {
  if (error.kind === 'disk-full') return true
  if (error.kind === 'closed' || error.kind === 'schema') return false
  return (await api.call('recovery:free-space', null)).bytes < HARDLY_ANY
}
