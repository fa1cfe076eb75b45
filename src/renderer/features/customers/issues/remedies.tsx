import { Button } from '@mantine/core'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { ADDRESS_INCOMPLETE, REGION_UNKNOWN_THERE, UNREADABLE_THERE } from '#shared/connector/app-refusals.ts'
import type { Customer } from '#shared/domain/customer.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { paths } from '#renderer/workspace/paths.ts'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { fieldWords } from '../history/field-words.ts'
import { openForEditing } from '../list/list-memory.ts'
import { useDiscard } from '../pending/use-discard.tsx'
import { focusField } from '../profile/focus-field.ts'
import { issueName } from './issue-name.ts'
import { JoinDialog } from './join-dialog.tsx'
import { useSameCustomer } from './use-same-customer.ts'

interface RemediesProps {
  customer: Customer
  openCustomer: (id: string) => void
  /** Whose buttons they are, where there are several of each; '' on the customer's own page. */
  of: string
}

/** The ways out for a customer that needs a person, the likeliest first. */
export function Remedies({ customer, openCustomer, of }: RemediesProps) {
  const t = useText('issues')
  const words = useText('customers')
  const workspace = useWorkspace()
  const { sync, customers, capabilities } = workspace
  const [location, navigate] = useLocation()
  const raise = useThrow()
  const same = useSameCustomer(customer)
  const [joining, setJoining] = useState(false)
  const { discard } = useDiscard()
  const { refused, theirs } = customer.sync
  if (sync === null) return null

  const button = (label: string, act: () => void, kind: 'likely' | 'other' = 'other') => (
    <Button
      key={label}
      variant={kind === 'likely' ? 'default' : 'subtle'}
      color="gray"
      aria-label={issueName(label, of)}
      onClick={act}
    >
      {label}
    </Button>
  )
  const run = (work: Promise<unknown>): void => {
    work.catch(raise)
  }
  if (theirs !== null) {
    return button(t('decide'), () => navigate(paths.conflict(customer.id)), 'likely')
  }
  if (refused === null) return null

  const retry = button(t('retry'), () => run(sync.retry(customer.id)))
  const { message, of: what } = refused
  // Where it is known who has the same, it is the e-mail that is shared.
  const field = refused.field === '' && same !== null ? 'email' : refused.field
  const isAddress = message === ADDRESS_INCOMPLETE || message === REGION_UNKNOWN_THERE
  const editField = (): void => {
    // On its own page the form is there already.
    if (location === paths.customer(customer.id)) focusField(field)
    else {
      openForEditing(workspace, customer.id, field)
      navigate(paths.customer(customer.id))
    }
  }
  const fix = isAddress
    ? button(t('fixAddress'), () => navigate(paths.customer(customer.id, 'addresses')), 'likely')
    : message !== UNREADABLE_THERE
      ? button(
          field === '' ? t('fix') : t('fixField', { field: fieldWords(field, [], words) }),
          editField,
          'likely',
        )
      : null
  switch (what) {
    case 'create':
      return (
        <>
          {same !== null && button(t('join'), () => setJoining(true), 'likely')}
          {fix}
          {retry}
          {same !== null && joining && (
            <JoinDialog
              kept={same}
              other={customer}
              close={() => setJoining(false)}
              joined={() => {
                setJoining(false)
                openCustomer(same.id)
              }}
            />
          )}
        </>
      )
    case 'update':
      return (
        <>
          {fix}
          {same !== null && button(t('openSame'), () => openCustomer(same.id), 'likely')}
          {button(t('discard'), () => discard([customer.id], []))}
          {retry}
        </>
      )
    case 'delete':
      return (
        <>
          {capabilities?.writes.archive === true &&
            customer.archivedAt === 0 &&
            button(t('archive'), () => run(customers.setArchived([customer.id], true)), 'likely')}
          {button(t('dismiss'), () => run(sync.retry(customer.id)))}
        </>
      )
    case 'ask':
      return (
        <>
          {button(
            t('keepLocal'),
            () => run(sync.answerUnknownCreate(customer.id, 'keep-local-only')),
            'likely',
          )}
          {button(t('sendAgain'), () => run(sync.answerUnknownCreate(customer.id, 'send-again')), 'likely')}
        </>
      )
  }
}
