import { Button } from '@mantine/core'
import { Link, useLocation } from 'wouter'
import type { Connection, WorkspaceInfo } from '#shared/domain/workspace.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { SyncEngine } from '#renderer/replication/engine.ts'
import { initialStatus } from '#renderer/replication/status.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { paths } from '#renderer/workspace/paths.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { SignInNotice } from './sign-in-notice.tsx'

/** What keeps sync from going on and only a person can put right, on every page under the header. */
export function ConnectionBanner() {
  const { info, sync } = useWorkspace()
  if (info.connection === null) return null
  if (info.credentials === 'missing')
    return <SignInNotice info={info} connection={info.connection} why={null} />
  if (sync === null) return null
  return <SyncBanner info={info} connection={info.connection} sync={sync} />
}

const INITIAL = initialStatus()

interface SyncBannerProps {
  info: WorkspaceInfo
  connection: Connection
  sync: SyncEngine
}

function SyncBanner({ info, connection, sync }: SyncBannerProps) {
  const t = useText('shell')
  const remote = useText('common')(`systems.${connection.system}`)
  const [location] = useLocation()
  const { phase, problem } = useObservable(sync.status$, INITIAL)
  if (phase === 'signed-out') {
    return <SignInNotice info={info} connection={connection} why={problem ?? { kind: 'not-configured' }} />
  }
  if (phase !== 'confirm' || location === paths.sync) return null
  return (
    <Notice
      bar
      tone="info"
      title={t('banner.confirmTitle', { remote })}
      actions={
        <Button component={Link} href={paths.sync}>
          {t('banner.confirmAction')}
        </Button>
      }
    />
  )
}
