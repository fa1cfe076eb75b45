import { useLocation } from 'wouter'
import type { Customer } from '#shared/domain/customer.ts'
import { UNREADABLE_THERE } from '#shared/connector/app-refusals.ts'
import { refusalText } from '#renderer/i18n/refusal-text.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { paths } from '#renderer/workspace/paths.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useErasureAsked } from '../issues/use-erasure-asked.ts'
import { whatHappened, whatToDo } from '../issues/issue-words.ts'
import { Remedies } from '../issues/remedies.tsx'
import { ConflictNotice } from './conflict-notice.tsx'

/** What keeps a customer from being in step and needs a person: a refusal or a conflict, with the ways out. */
export function TroubleBanner({ customer }: { customer: Customer }) {
  const t = useText('issues')
  const common = useText('common')
  const { sync, capabilities } = useWorkspace()
  const [, navigate] = useLocation()
  const erasure = useErasureAsked(customer)
  if (sync === null || capabilities === null) return null
  const remote = capabilities.displayName
  if (customer.sync.theirs !== null) return <ConflictNotice customer={customer} remote={remote} />
  const { refused } = customer.sync
  if (refused === null) return null
  const asks = refused.of === 'ask' || refused.message === UNREADABLE_THERE
  return (
    <Notice
      tone={asks ? 'warn' : 'bad'}
      title={whatHappened(t, customer, remote, erasure)}
      words={refusalText(common, refused.message, remote)}
      actions={<Remedies customer={customer} openCustomer={(id) => navigate(paths.customer(id))} of="" />}
    >
      {whatToDo(t, customer, remote, erasure)}
    </Notice>
  )
}
