import { Button, Checkbox, Group, Modal } from '@mantine/core'
import { useState } from 'react'
import {
  addressFieldsOf,
  emptyAddressFields,
  type Address,
  type AddressFields,
} from '#shared/domain/address.ts'
import type { CustomerDraft } from '#shared/domain/customer.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { Notice } from '#renderer/ui/notice.tsx'
import { useThrow } from '#renderer/workspace/use-throw.ts'
import { useWorkspace } from '#renderer/workspace/workspace-context.ts'
import { useLeaveQuestion } from '../use-leave-question.tsx'
import { AddressFieldset } from './address-fieldset.tsx'
import { offeredAddressFields, plain, useAddressForm } from './address-form.ts'
import classes from './addresses.module.css'

/** What was decided in the dialog. */
export interface AddressEntry {
  fields: AddressFields
  ships: boolean
  bills: boolean
}

interface AddressDialogProps {
  /** Null adds a new one. */
  address: Address | null
  owner: CustomerDraft
  ships: boolean
  bills: boolean
  /** False where only the remote says which address it bills. */
  mayBill: boolean
  onSave: (entry: AddressEntry) => Promise<void>
  onClose: () => void
}

/** Adds or edits one address of a customer. */
export function AddressDialog({
  address,
  owner,
  ships,
  bills,
  mayBill,
  onSave,
  onClose,
}: AddressDialogProps) {
  const t = useText('customers')
  const common = useText('common')
  const { capabilities } = useWorkspace()
  const [initial] = useState(() => (address === null ? emptyAddressFields() : addressFieldsOf(address)))
  const [shipsHere, setShips] = useState(ships)
  const form = useAddressForm(initial, { needed: true, ships: shipsHere, owner })
  const [billsHere, setBills] = useState(bills)
  const [saving, setSaving] = useState(false)
  const raise = useThrow()
  const sentAsNew =
    address !== null && address.remoteId !== '' && capabilities !== null && !capabilities.addresses.canEdit
  const save = async (typed: AddressFields): Promise<void> => {
    setSaving(true)
    await onSave({ fields: { ...initial, ...plain(typed) }, ships: shipsHere, bills: billsHere })
    onClose()
  }
  const askToLeave = useLeaveQuestion({
    isDirty: () => form.isDirty() || shipsHere !== ships || billsHere !== bills,
    stays: () => false,
    save: async () => {
      if (form.validate().hasErrors) return false
      await save(form.getValues())
      return true
    },
    discard: onClose,
  })
  const close = (): void => askToLeave(onClose)
  return (
    <Modal
      opened
      onClose={close}
      size={560}
      classNames={{ content: classes.dialog }}
      title={address === null ? t('addresses.addTitle') : t('addresses.editTitle')}
    >
      <form
        onSubmit={form.onSubmit((typed) => {
          save(typed).catch(raise)
        })}
        noValidate
      >
        {sentAsNew && (
          <div className={classes.dialogNotice}>
            <Notice tone="info" title={t('addresses.sentAsNew', { remote: capabilities.displayName })} />
          </div>
        )}
        <AddressFieldset form={form} fields={offeredAddressFields(initial, capabilities)} autoFocus />
        <Group gap="lg" mt="lg">
          <Checkbox
            label={t('addresses.useForShipping')}
            checked={shipsHere}
            disabled={ships}
            onChange={(event) => {
              setShips(event.currentTarget.checked)
            }}
          />
          {mayBill && (
            <Checkbox
              label={t('addresses.useForBilling')}
              checked={billsHere}
              onChange={(event) => {
                setBills(event.currentTarget.checked)
              }}
            />
          )}
        </Group>
        <Group justify="flex-end" gap="sm" className={classes.dialogButtons}>
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={saving}>
            {address === null ? t('addresses.saveAdd') : common('save')}
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
