import { Button } from '@mantine/core'
import { assertNever } from '#shared/assert-never.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { refusalText } from '#renderer/i18n/refusal-text.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { UNREADABLE_THERE } from '#shared/connector/app-refusals.ts'
import type { SyncEngine } from '#renderer/replication/engine.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { ConflictNotice } from './conflict-notice.tsx'

/** What keeps a customer from being in step and needs a person: a refusal or a conflict, with the ways out. */
export function TroubleBanner({ customer }: { customer: Customer }) {
  const { sync, capabilities } = useWorkspace()
  if (sync === null || capabilities === null) return null
  if (customer.sync.theirs !== null) {
    return <ConflictNotice customer={customer} remote={capabilities.displayName} />
  }
  if (customer.sync.refused === null) return null
  return <RefusalNotice customer={customer} sync={sync} remote={capabilities.displayName} />
}

interface RefusalNoticeProps {
  customer: Customer
  sync: SyncEngine
  remote: string
}

function RefusalNotice({ customer, sync, remote }: RefusalNoticeProps) {
  const t = useText('customers')
  const common = useText('common')
  const { customers, capabilities } = useWorkspace()
  const raise = useThrow()
  const { refused } = customer.sync
  if (refused === null) return null
  const words = refusalText(common, refused.message, remote)
  const retry = (
    <Button
      variant="default"
      onClick={() => {
        Promise.resolve(sync.retry(customer.id)).catch(raise)
      }}
    >
      {t('trouble.tryAgain')}
    </Button>
  )
  const answer = (choice: 'send-again' | 'keep-local-only'): void => {
    Promise.resolve(sync.answerUnknownCreate(customer.id, choice)).catch(raise)
  }
  switch (refused.of) {
    case 'create': {
      const unreadable = refused.message === UNREADABLE_THERE
      return (
        <Notice
          tone={unreadable ? 'warn' : 'bad'}
          title={t(unreadable ? 'trouble.unreadable' : 'trouble.refusedCreate', { remote })}
          words={words}
          actions={retry}
        >
          {t(unreadable ? 'trouble.unreadableText' : 'trouble.refusedCreateText', { remote })}
        </Notice>
      )
    }
    case 'update':
      return (
        <Notice
          tone="bad"
          title={t('trouble.refusedUpdate', { remote })}
          words={words}
          actions={
            <>
              <Button
                variant="subtle"
                color="gray"
                onClick={() => {
                  Promise.resolve(sync.discard(customer.id)).catch(raise)
                }}
              >
                {t('trouble.discard')}
              </Button>
              {retry}
            </>
          }
        >
          {t('trouble.refusedUpdateText', { remote })}
        </Notice>
      )
    case 'delete':
      return (
        <Notice
          tone="bad"
          title={t('trouble.refusedDelete', { remote })}
          words={words}
          actions={
            <>
              <Button
                variant="subtle"
                color="gray"
                onClick={() => {
                  Promise.resolve(sync.retry(customer.id)).catch(raise)
                }}
              >
                {t('trouble.dismiss')}
              </Button>
              {capabilities?.writes.archive === true && customer.archivedAt === 0 && (
                <Button
                  variant="default"
                  onClick={() => {
                    customers.setArchived([customer.id], true).catch(raise)
                  }}
                >
                  {t('trouble.archiveInstead')}
                </Button>
              )}
            </>
          }
        >
          {t('trouble.refusedDeleteText', { remote })}
        </Notice>
      )
    case 'ask':
      return (
        <Notice
          tone="warn"
          title={t('trouble.ask', { remote })}
          actions={
            <>
              <Button
                variant="default"
                onClick={() => {
                  answer('keep-local-only')
                }}
              >
                {t('trouble.keepLocal')}
              </Button>
              <Button
                variant="default"
                onClick={() => {
                  answer('send-again')
                }}
              >
                {t('trouble.sendAgain')}
              </Button>
            </>
          }
        >
          {t('trouble.askText', { remote })}
        </Notice>
      )
    default:
      return assertNever(refused.of)
  }
}
