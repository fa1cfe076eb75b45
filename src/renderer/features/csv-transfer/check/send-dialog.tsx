import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import type { ConnectorCapabilities } from '#shared/connector/capabilities.ts'
import type { ImportKind } from '#shared/domain/import-batch.ts'
import { useFormats } from '#renderer/i18n/use-formats.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { sendingMinutes } from '../sending-time.ts'

interface SendDialogProps {
  kind: ImportKind
  /** Where the columns of the file go. */
  targets: readonly string[]
  capabilities: ConnectorCapabilities
  created: number
  updated: number
  /** Words of the button that imports. */
  action: string
  onClose: () => void
  onConfirm: (holdBack: boolean) => void
}

/** What the remote will be told, before anything is: how much, how long it takes, and what it may do then. */
export function SendDialog(props: SendDialogProps) {
  const { kind, targets, capabilities, created, updated, action, onClose, onConfirm } = props
  const t = useText('imports')
  const { count } = useFormats()
  const [hold, setHold] = useState(false)
  const remote = capabilities.displayName
  const customers = kind === 'customers'
  const sent = { created: hold ? 0 : created, updated }
  const minutes = sendingMinutes({ kind, targets, ...sent }, capabilities)
  const words = { remote, created: count(sent.created), updated: count(sent.updated) }
  const what = !customers
    ? t('send.mappings', { ...words, count: created + updated, created: count(created + updated) })
    : sent.created > 0 && sent.updated > 0
      ? t('send.both', words)
      : sent.created > 0
        ? t('send.created', { ...words, count: sent.created })
        : sent.updated > 0
          ? t('send.updated', { ...words, count: sent.updated })
          : t('send.none', words)
  return (
    <Modal opened onClose={onClose} title={t('send.title', { remote })} size={500}>
      <Stack gap="md">
        <div>
          <Text fw={500}>{what}</Text>
          {sent.created + sent.updated > 0 && (
            <Text c="dimmed" mt={4}>
              {t('send.takes', { time: timeWords() })}
            </Text>
          )}
          {hold && (
            <Text c="dimmed" mt={4}>
              {t('send.heldToo', { created: count(created) })}
            </Text>
          )}
          {customers && sent.created > 0 && (
            <Text c="dimmed" mt={4}>
              {t('send.mail', { remote })}
            </Text>
          )}
        </div>
        {customers && created > 0 && (
          <Checkbox
            label={t('send.hold')}
            description={t('send.holdHint')}
            checked={hold}
            onChange={(event) => {
              setHold(event.currentTarget.checked)
            }}
          />
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('send.back')}
          </Button>
          <Button
            data-autofocus
            onClick={() => {
              onConfirm(hold)
            }}
          >
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )

  function timeWords(): string {
    if (minutes <= 1) return t('send.under')
    if (minutes < 90) return t('send.minutes', { count: minutes })
    return t('send.hours', { count: Math.round(minutes / 60) })
  }
}
