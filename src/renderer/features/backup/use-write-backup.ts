import { notifications } from '@mantine/notifications'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { firstValueFrom } from 'rxjs'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { sizeWords } from './backup-words.ts'

/**
 * Writes a backup of the open workspace and says how large it is; `choose` asks where it goes. One that could not be
 * written is told by the state of the backups.
 */
export function useWriteBackup(): (choose: boolean) => void {
  const t = useText('backups')
  const { i18n } = useTranslation()
  const { count } = useFormats()
  const { backups, roster } = useWorkspace()
  const raise = useThrow()
  return useCallback(
    (choose) => {
      const write = async (): Promise<void> => {
        const { total } = await firstValueFrom(roster.counts$)
        const written = await backups.write('by-hand', { customers: total, choose })
        if (written?.ok !== true) return
        const customers = t('customers', {
          count: written.value.customers,
          shown: count(written.value.customers),
        })
        notifications.show({
          title: t('written'),
          message: t('writtenText', { customers, size: sizeWords(written.value.size, i18n.language) }),
          withBorder: true,
        })
      }
      write().catch(raise)
    },
    [backups, roster, t, i18n, count, raise],
  )
}
