import { useState } from 'react'
import { CloseButton } from '@mantine/core'
import type { KeptAside } from '#shared/domain/recovery-state.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'

/** Says which files of the app were damaged, until somebody has read it. */
export function KeptAsideNotice({ kept }: { kept: readonly KeptAside[] }) {
  const t = useText('backups')
  const common = useText('common')
  const [read, setRead] = useState(false)
  if (kept.length === 0 || read) return null
  return (
    <Notice
      tone="warn"
      bar
      title={t('keptAside.title')}
      actions={<CloseButton aria-label={common('close')} onClick={() => setRead(true)} />}
    >
      {[...kept.map((file) => t(`keptAside.${file}`)), t('keptAside.kept')].join(' ')}
    </Notice>
  )
}
