import type { ReactNode } from 'react'
import { Button, Text } from '@mantine/core'
import { IconCloudOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatCount } from '#renderer/i18n/format-time.ts'
import { remoteErrorDetail, remoteErrorText } from '#renderer/i18n/remote-error-text.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { SyncEngine } from '#renderer/replication/engine.ts'
import { initialStatus } from '#renderer/replication/status.ts'
import { Ago } from '#renderer/ui/ago.tsx'
import { EmptyState } from '#renderer/ui/empty-state.tsx'
import { Notice } from '#renderer/ui/notice.tsx'
import { Page } from '#renderer/ui/page.tsx'
import { useShownSection } from '#renderer/ui/show-section.ts'
import { useSyncCounts } from '#renderer/workspace/use-sync-counts.ts'
import { useObservable } from '#renderer/workspace/use-observable.ts'
import { useTryNow } from '#renderer/workspace/use-try-now.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { FirstConnectionPanel } from './first-connection-panel.tsx'
import { SyncLogSection } from './sync-log-section.tsx'
import classes from './sync-page.module.css'
import { syncSentence } from './sync-sentence.ts'
import { useSetPaused } from './use-set-paused.ts'
import { WaitingSection } from './waiting-section.tsx'

/** Where the page leads to; the routes are the app's. */
export interface SyncPageLinks {
  /** The section that it opens at, '' for the top: `log`. */
  place?: string
  openCustomer: (id: string) => void
  openSettings: () => void
  /** What waits, field by field. */
  openWaiting: () => void
  /** The commands of the remote, another feature's, put in by the app. */
  commands: ReactNode
  /** What needs a person, likewise. */
  issues: ReactNode
}

/** What sync does, what needs a person, what waits, and what happened. */
export function SyncPage(links: SyncPageLinks) {
  const t = useText('sync')
  const { sync } = useWorkspace()
  useShownSection(links.place ?? '')
  if (sync !== null) return <ConnectedSyncPage sync={sync} {...links} />
  return (
    <Page title={t('title')}>
      <EmptyState
        icon={IconCloudOff}
        title={t('local.title')}
        text={t('local.text')}
        actions={<Button onClick={links.openSettings}>{t('local.action')}</Button>}
      />
    </Page>
  )
}

const INITIAL = initialStatus()

function ConnectedSyncPage({
  sync,
  openCustomer,
  openWaiting,
  commands,
  issues,
}: SyncPageLinks & { sync: SyncEngine }) {
  const t = useText('sync')
  const common = useText('common')
  const { i18n } = useTranslation()
  const { capabilities } = useWorkspace()
  const setPaused = useSetPaused()
  const status = useObservable(sync.status$, INITIAL)
  const counts = useSyncCounts()
  const remote = capabilities?.displayName ?? ''
  const raise = useThrow()
  const tryNow = useTryNow()
  const shown = (count: number): string => formatCount(count, i18n.language)
  const { phase, problem, question } = status
  const paused = phase === 'paused'
  const hasMappings = capabilities?.entities.includes('sku-mapping') === true
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Button
            variant="default"
            onClick={() => {
              setPaused(!paused)
            }}
          >
            {paused ? t('actions.resume') : t('actions.pause')}
          </Button>
          <Button
            disabled={paused || phase === 'signed-out' || phase === 'confirm'}
            onClick={() => {
              tryNow((engine) => engine.syncNow())
            }}
          >
            {t('actions.now')}
          </Button>
        </>
      }
    >
      <div role="status" aria-label={t('title')}>
        <p className={classes.sentence}>{syncSentence(t, status, counts, remote, shown)}</p>
        <Text c="dimmed" mb="md">
          {t('last')}: <Ago at={status.lastSuccessAt} />
          {status.filling && ` · ${t(hasMappings ? 'fillingMappings' : 'filling')}`}
        </Text>
      </div>
      <div className={classes.notices}>
        {status.readOnly && <Notice tone="warn" title={t('sentence.readOnly')} />}
        {/* Signing in again is asked for on every page, above this one. */}
        {problem !== null && phase !== 'offline' && phase !== 'signed-out' && (
          <Notice
            tone="warn"
            title={remoteErrorText(common, problem, remote)}
            words={remoteErrorDetail(problem)}
          />
        )}
        {question !== null && (
          <Notice
            tone="warn"
            title={t('question.title', { remote })}
            actions={
              <>
                <Button
                  onClick={() => {
                    sync.answerQuestion('check').catch(raise)
                  }}
                >
                  {t('question.accept')}
                </Button>
                <Button
                  variant="default"
                  onClick={() => {
                    sync.answerQuestion('leave').catch(raise)
                  }}
                >
                  {t('question.refuse')}
                </Button>
              </>
            }
          >
            {t('question.body', { count: question.missing, linked: shown(question.linked) })}
          </Notice>
        )}
      </div>
      {phase === 'confirm' && status.firstConnection !== null && (
        <FirstConnectionPanel summary={status.firstConnection} remote={remote} shown={shown} />
      )}
      {issues}
      <WaitingSection openCustomer={openCustomer} showAll={openWaiting} />
      {commands}
      <SyncLogSection remote={remote} openCustomer={openCustomer} />
    </Page>
  )
}
