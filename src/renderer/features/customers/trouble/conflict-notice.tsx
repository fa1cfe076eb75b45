import { Button } from '@mantine/core'
import { useLocation } from 'wouter'
import type { Customer } from '#shared/domain/customer.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { paths } from '#renderer/workspace/paths.ts'
import { whatDiffers } from '../conflicts/conflict-words.ts'

interface ConflictNoticeProps {
  customer: Customer
  remote: string
}

/** That a customer has two versions, what differs, and the way to where both stand side by side. */
export function ConflictNotice({ customer, remote }: ConflictNoticeProps) {
  const t = useText('customers')
  const conflicts = useText('conflicts')
  const [, navigate] = useLocation()
  const { theirs } = customer.sync
  if (theirs === null) return null
  const what = whatDiffers({ kind: 'customer', id: customer.id, customer }, conflicts, t, remote)
  const title = {
    fields: t('trouble.conflictFields', { remote }),
    'deleted-there': t('trouble.deletedThere', { remote }),
    'edited-there': t('trouble.editedThere', { remote }),
  }[theirs.kind]
  const text = {
    fields: t('trouble.conflictFieldsText', { fields: what }),
    'deleted-there': t('trouble.deletedThereText'),
    'edited-there': t('trouble.editedThereText', { remote }),
  }[theirs.kind]
  return (
    <Notice
      tone="warn"
      title={title}
      actions={
        <Button
          onClick={() => {
            navigate(paths.conflict(customer.id))
          }}
        >
          {t('trouble.decide')}
        </Button>
      }
    >
      {text}
    </Notice>
  )
}
