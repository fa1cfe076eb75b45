import { notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import type { KeptAside } from '#shared/domain/recovery-state.ts'
import { useText } from '#renderer/i18n/use-text.ts'

/** Says which files of the app were damaged, until somebody has read it. */
export function KeptAsideNotice({ kept }: { kept: readonly KeptAside[] }) {
  const t = useText('backups')
  useEffect(() => {
    if (kept.length === 0) return
    notifications.show({
      ...{ id: 'kept-aside', color: 'yellow', withBorder: true, autoClose: false },
      title: t('keptAside.title'),
      message: [...kept.map((file) => t(`keptAside.${file}`)), t('keptAside.kept')].join(' '),
    })
  }, [kept, t])
  return null
}
